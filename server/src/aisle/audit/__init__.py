"""What happened: every security event and change, in a chain that shows if it was altered."""
