"""What answers shoppers' messages, put together."""

from aisle.answering.writer import Writer
from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.writers import make_rewriter, make_writer
from aisle.conversations.kept_answers.giving import Repeats
from aisle.conversations.live import LiveTurns
from aisle.conversations.turn import Turns
from aisle.core.db import Database
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.retrieval.search import Searcher


def make_turns(
    settings: Settings,
    secrets: Secrets,
    database: Database,
    searcher: Searcher,
    chat_models: ChatModels,
    quoting: Writer,
    repeats: Repeats,
) -> Turns:
    """Return what takes messages and runs their turns. quoting: writes where no model does."""
    return Turns(
        database,
        searcher,
        make_writer(settings, chat_models, quoting),
        make_rewriter(settings, chat_models),
        LiveTurns(settings.chat_max_running),
        secrets.key("conversations"),
        settings.question_max_characters,
        repeats,
    )
