"""JSON Schema as callers send it: checked before any model is asked, and made to fit what models take."""
