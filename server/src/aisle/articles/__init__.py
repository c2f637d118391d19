"""Articles that a shop writes in Aisle: drafts, approval, schedules, validity, and what became of each version."""
