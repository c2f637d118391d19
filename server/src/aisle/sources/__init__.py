"""Sources: connections to what a shop keeps, their syncs, and which source is believed about what."""
