"""How large a schema may be. Each bound is far above what models take, and far below what could hurt a process."""

MOST_BYTES = 65_536  # as it was sent, written compactly
MOST_LEVELS = 40  # of JSON nested in JSON, as it was sent
MOST_NODES = 2_000  # schemas within schemas, with references written out
MOST_DEPTH = 20  # of schemas within schemas, with references written out
MOST_PROPERTIES = 500
MOST_VALUES = 1_000  # of all enumerations together
MOST_PATTERNS = 30
LONGEST_PATTERN = 500
PATTERN_BYTES = 1_000_000  # compiled: a class of letters repeated some hundred times; `.{0,1000}` is larger
