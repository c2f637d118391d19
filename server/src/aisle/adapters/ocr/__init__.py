"""Text recognition for scanned documents: the sandbox draws pages, an engine in a cell of its own reads them.

Nothing is imported here: the cell starts a process for each page, and that needs next to nothing of it.
"""
