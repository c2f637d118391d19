"""Google Drive: documents, spreadsheets and files of folders and shared drives."""

from aisle.adapters.connectors.google.kind import GOOGLE

__all__ = ["GOOGLE"]
