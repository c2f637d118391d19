"""What Word documents, presentations and workbooks share: packages of XML that are checked before they are believed."""

from aisle.adapters.parsers.office.package import likeness, open_package

__all__ = ["likeness", "open_package"]
