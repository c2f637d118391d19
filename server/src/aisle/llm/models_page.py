"""The reference of models, made from what the program knows: `python -m aisle.llm.models_page > docs/reference/models.md`."""

import sys

from aisle.llm.catalogue import load_catalogue
from aisle.llm.catalogue.table import models_table, prices_table
from aisle.llm.gateway.matrix import matrix_table

PAGE = """# Models

This page is made from `server/src/aisle/llm/models.toml` and the matrix of limits; a test compares them. Write it anew with
`python -m aisle.llm.models_page`.

## A file of your own

`AISLE_MODELS_FILE` names a file of the same form, whose rows stand before these:

```toml
[[model]]
name = "qwen3:8b"
provider = "localhost:11434" # openai, gemini or anthropic at their own addresses, otherwise host and port
context_tokens = 32_768
can = ["tools", "json_schema"]
cannot = ["vision"]
[[model.price]]
from = 2026-01-01
input = "0"
output = "0"
```

Abilities are `tools`, `forced_tools`, `json_schema`, `vision`, `stream`, `reasoning` and `seed`. A model without a row has those of
its family, or none that are known; it is asked all the same, unless an ability is known to be missing. Its price is unknown.

Prices are per million tokens. Tokens read from a provider's cache or written to it, and thoughts, have prices of their own where
they are known, and cost like other tokens where not. A row holds from a day (in UTC) to another that is not within, and for
prompts of a size. `currency` is USD unless said.

## What they can

{models}

## What they cost

{prices}

## Limits of calls

Seconds. `AISLE_CHAT_FIRST_SECONDS`, `AISLE_CHAT_GAP_SECONDS` and `AISLE_CHAT_TOTAL_SECONDS` take the place of those of answers, an
embedder's `query_seconds` and `AISLE_RERANK_SECONDS` of those of queries and reranking.

{matrix}
"""


def models_page() -> str:
    """Return the page."""
    catalogue = load_catalogue()
    return PAGE.format(models=models_table(catalogue), prices=prices_table(catalogue), matrix=matrix_table())


if __name__ == "__main__":
    sys.stdout.write(models_page())
