"""What each kind of rule does."""
