"""Many articles changed at once: shown first, done in one step, undone in one."""
