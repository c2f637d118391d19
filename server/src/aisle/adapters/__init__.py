"""The outside world behind ports: one folder per kind of counterpart, one file per counterpart."""
