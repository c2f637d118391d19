"""Policies of models as they are described: by the settings, and by organizations for themselves."""
