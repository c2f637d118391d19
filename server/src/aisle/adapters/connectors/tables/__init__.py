"""Rows of files: catalogues and feeds of any form as products, and the documents that their rows link to."""
