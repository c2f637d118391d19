"""How often something may be tried: counted exactly, over all processes."""
