"""The index of products' pictures, beside the words and meanings of each index version.

A picture is read once, under its address and the embedder that looks at it. An index version only holds which product shows
which picture, so another version is built from what was read, and going back is going back to another version.
"""
