"""Confluence's storage format (XHTML with elements of its own) as HTML.

Sources: confluence.atlassian.com/doc/confluence-storage-format-790796544.html, and of elements that it does not name
xwiki.org/xwiki/bin/view/documentation/extensions/dev/confluence/xhtml-syntax.
"""

from aisle.adapters.connectors.confluence.storage.reading import html_of

__all__ = ["html_of"]
