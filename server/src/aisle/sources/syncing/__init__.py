"""Reading shops: pages, checkpoints, what changed, what is gone; all of it beside the live copy until a run goes live."""
