"""Edits of many products at once: shown before anything is written, carried out by a job, undone whole."""
