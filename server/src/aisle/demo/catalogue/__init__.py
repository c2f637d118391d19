"""The catalogue of the demo shop, built from families of products that were written by hand."""
