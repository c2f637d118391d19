"""Organizations as their members use them: founded, entered, changed, deleted and brought back within a week."""
