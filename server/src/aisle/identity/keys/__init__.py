"""Keys for programs and pages: made, bound by their maker's rights, rotated, revoked, recognised."""
