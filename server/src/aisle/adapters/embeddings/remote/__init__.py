"""Embedders behind an HTTP address: any OpenAI-compatible server, and Gemini."""
