"""Structured output: text and pictures in, JSON that validates against a schema out, or a typed failure."""
