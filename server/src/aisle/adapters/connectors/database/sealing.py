"""Seeing that a merchant's query stays a query within the statement that is put around it.

A read-only transaction keeps tables from being changed. It does not keep a role with the right FILE from writing files (`INTO OUTFILE`), nor from
locking rows; both are words that a derived table cannot hold, and that a query gets out for by a parenthesis too many or a comment.
Source: mariadb.com/kb/en/select-into-outfile, mariadb.com/kb/en/comment-syntax; strings as with the session's own SQL mode.
"""

import re

QUOTED = re.compile(
    r"""'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`""",
    re.DOTALL,
)
COMMENT = re.compile(r"/\*|\*/|#|--(?=[\x00-\x20\x7f]|\s|$)")
FORBIDDEN = re.compile(
    r"\b(into|outfile|dumpfile|load_file|for\s+update|for\s+share|lock\s+in\s+share\s+mode|procedure\s+analyse)\b",
    re.IGNORECASE,
)


def check_sealed(select: str) -> None:
    """Raise ValueError for a query that could end the statement around it, write a file, or lock."""
    bare = QUOTED.sub("''", select)
    if "'" in bare.replace("''", "") or '"' in bare or "`" in bare:
        raise ValueError("a quotation in the query does not end")
    if COMMENT.search(bare):
        raise ValueError("a query holds no comments")
    if ";" in bare:
        raise ValueError("a query is one statement")
    if found := FORBIDDEN.search(bare):
        raise ValueError(f"a query does not say {found[0].upper()}")
    _check_parentheses(bare)


def _check_parentheses(bare: str) -> None:
    depth = 0
    for one in bare:
        depth += {"(": 1, ")": -1}.get(one, 0)
        if depth < 0:
            break
    if depth:
        raise ValueError("the query's parentheses do not match")
