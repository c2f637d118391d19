"""Asking a model for JSON: in which way, with which words, and what came back."""
