"""Questions made from a store's own words, for a store that has none of its own.

Each is a **known-item query**: the title of a product or document, or a question that a guide itself answers, with that
thing as its answer. They show whether a version still finds what it certainly has. They do not show how well it answers
shoppers, who do not know the titles.
"""

from aisle.catalog import service as catalog
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.retrieval.evaluation.types import TestQuestion

MOST_OF_A_KIND = 50


async def generate_questions(session: Session, most_of_a_kind: int = MOST_OF_A_KIND) -> list[TestQuestion]:
    """Make questions of product titles, document titles and questions in guides; the same ones every time."""
    products = [
        TestQuestion(title, products=(str(id_),))
        for id_, title in await catalog.sample_titles(session, most_of_a_kind)
    ]
    documents = [
        TestQuestion(words, documents=(str(id_),))
        for id_, words in await knowledge.sample_questions(session, most_of_a_kind)
    ]
    return list({one.question: one for one in (*products, *documents)}.values())
