"""Elements of HTML that have no end tag, so that an open one is not nesting (WHATWG HTML, 13.1.2; and `param`, obsolete)."""

VOID_ELEMENTS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
