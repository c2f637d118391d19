"""The parts of structured output."""

from aisle.analysis.service import Analyzer
from aisle.analysis.stored.service import Schemas
from aisle.bootstrap.chat_models import ChatModels
from aisle.core.settings import Settings
from aisle.prompts.book import PromptBook


def make_analyzer(settings: Settings, schemas: Schemas, book: PromptBook, models: ChatModels) -> Analyzer:
    """Return what makes analyses, with the models that assistants may choose, too."""
    hidden = frozenset(models.every) - frozenset(models.names)
    return Analyzer(schemas, book, models.gateway, settings.chat_model or None, hidden)
