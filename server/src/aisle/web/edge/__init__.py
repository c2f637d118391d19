"""What every request passes before a route sees it: who is there, what is asked for, how much, and how answers are guarded."""
