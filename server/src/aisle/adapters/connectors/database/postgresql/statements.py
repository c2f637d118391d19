"""The statements that are asked, around a merchant's own query.

Each row comes as the server's own JSON, so that no type needs to be known here; keys are compared as text, byte by byte, so that
a stopped reading goes on at the same place whatever the key's type and the database's collation.
"""

from aisle.adapters.connectors.database.options import Query
from aisle.sources.errors import BrokenData

_MOMENT = "$2::text::timestamptz"
# What is compared with a column of each type. A time without a zone is the shop's own: the mark is turned into it.
_SINCE = {
    "timestamptz": _MOMENT,
    "timestamp": f"({_MOMENT} AT TIME ZONE $3::text)",
    "date": f"({_MOMENT} AT TIME ZONE $3::text)::date",
    **dict.fromkeys(("int4", "int8", "numeric", "float8"), f"extract(epoch FROM {_MOMENT})"),
}


def columns(query: Query) -> str:
    """Return what is prepared, not run, to learn of columns."""
    return f"SELECT * FROM ({query.select}\n) AS q"


def rows(query: Query, changed_type: str | None) -> str:
    """Return the reading of rows behind a key ($1); with a type of its column of change: since $2, in zone $3.

    Raises: BrokenData for a type that tells no time.
    """
    key = f'(q."{query.key}")::text COLLATE "C"'
    where = f"($1::text IS NULL OR {key} > $1::text)"
    if changed_type is not None:
        where += f' AND (q."{query.changed}" IS NULL OR q."{query.changed}" >= {_since(changed_type)})'
    return (
        f'SELECT (q."{query.key}")::text AS key, row_to_json(q)::text AS data '
        f"FROM ({query.select}\n) AS q WHERE {where} ORDER BY {key} NULLS FIRST"
    )


def again(query: Query) -> str:
    """Return the reading of rows whose keys are $1."""
    return (
        f'SELECT (q."{query.key}")::text AS key, row_to_json(q)::text AS data '
        f'FROM ({query.select}\n) AS q WHERE (q."{query.key}")::text = ANY($1::text[])'
    )


def keys(query: Query) -> str:
    """Return the listing of all keys."""
    return f'SELECT DISTINCT (q."{query.key}")::text AS key FROM ({query.select}\n) AS q'


def _since(changed_type: str) -> str:
    if changed_type not in _SINCE:
        raise BrokenData(
            f"The column of change is of type {changed_type}; it must be a time, or seconds since 1970."
        )
    return _SINCE[changed_type]
