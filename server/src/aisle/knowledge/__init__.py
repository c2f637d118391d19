"""What a shop knows: documents as text with structure, and the chunks that answers are found in."""
