"""Which form of a request each model's server takes."""

from collections.abc import Collection

from aisle.adapters.llm.dialect import Form
from aisle.llm.chat import ChatRequest


class KnownForms:
    """Remembers what was taken, so that what was refused is not sent again."""

    # Not to grow without end under names that somebody makes up.
    MOST = 256

    def __init__(self, first: Form) -> None:
        self._first = first
        self._taken: dict[str, Form] = {}

    def form(self, model: str) -> Form:
        """Return the form to ask with."""
        return self._taken.get(model, self._first)

    def was_taken(self, model: str, form: Form) -> None:
        """Take note that a form was answered."""
        if model in self._taken or len(self._taken) < self.MOST:
            self._taken[model] = form

    def next(
        self, form: Form, request: ChatRequest, tried: Collection[Form], blamed: Collection[str]
    ) -> Form | None:
        """Return the form to try after a refusal, if one is worth it.

        A form that this model has taken before is only changed where the refusal names a field.
        """
        if (other := form.without(blamed, request)) != form:
            return None if other in tried else other
        if request.model in self._taken:
            return None
        start = self.form(request.model)
        return next((other for other in start.others(request) if other not in tried), None)
