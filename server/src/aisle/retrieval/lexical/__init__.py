"""The leg of words: what a question's words are widened to, and how a store's postings are read and scored."""
