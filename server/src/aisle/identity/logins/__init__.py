"""Sign-ins: one for each device, until it ends."""
