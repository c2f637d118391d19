"""What can go wrong when a model or an embedder is asked for something."""

from typing import Any

from aisle.core.errors import AisleError, InvalidInput, Unavailable
from aisle.llm.usage import Usage


class EmbedderUnavailable(Unavailable):
    """The embedder cannot answer now: its model is missing, damaged, still loading or it is being shut down.

    Attributes:
        sent: Whether its server may have read the texts, and charge for that.
    """

    code = "embedder_unavailable"
    title = "The embedder is not available"

    def __init__(self, detail: str = "", *, sent: bool = False, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.sent = sent


class EmbedderBusy(EmbedderUnavailable):
    """More queries wait than the embedder can answer in time; search goes on without the dense leg."""

    code = "embedder_busy"
    title = "The embedder has too much to do"


class EmbedderRefused(InvalidInput):
    """The embedder will never accept this request, however often it is repeated."""

    code = "embedder_refused"
    title = "The embedder does not accept this request"


class EmbedderMisconfigured(EmbedderUnavailable):
    """The embedder's server refuses what an operator has set: key, model, address. Nothing is lost; mend it."""

    code = "embedder_misconfigured"
    title = "The embedder's settings are refused by its server"


class EmbedderNonsense(EmbedderUnavailable):
    """The embedder's server answered something that is not one vector for each text; none of it was used."""

    code = "embedder_nonsense"
    title = "The embedder answered something else than vectors"


class EmbedderChanged(EmbedderNonsense):
    """The vectors have another number of columns than the index: the server has another model now."""

    code = "embedder_changed"
    title = "The embedder's vectors have changed"


class RerankerUnavailable(Unavailable):
    """The reranker cannot answer in time; the order before it stays.

    Attributes:
        sent: Whether its server may have read the texts, and charge for that.
    """

    code = "reranker_unavailable"
    title = "The reranker is not available"

    def __init__(self, detail: str = "", *, sent: bool = False, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.sent = sent


class ChatModelUnavailable(Unavailable):
    """The model cannot answer now, or broke off: no connection, a time limit, too many calls, or its breaker is open.

    Attributes:
        retry_after: Seconds its provider asks to be left alone, if it said so.
        again: Whether another try of the same call may help.
        usage: Tokens that the provider had counted before it broke off.
        sent: Whether its provider may have read the prompt, and charge for that.
        was_answering: Whether it was at it, and more was asked for than there is time or room for.
        was_busy: Whether it said that too much is asked of it now, by whomever.
    """

    code = "chat_model_unavailable"
    title = "The model is not available"

    def __init__(
        self,
        detail: str = "",
        *,
        retry_after: float | None = None,
        again: bool = True,
        usage: Usage | None = None,
        sent: bool = False,
        was_answering: bool = False,
        was_busy: bool = False,
        **extra: Any,
    ) -> None:
        super().__init__(detail, **extra)
        self.retry_after, self.again, self.usage, self.sent = retry_after, again, usage, sent
        self.was_answering, self.was_busy = was_answering, was_busy


class ChatModelNonsense(ChatModelUnavailable):
    """The model's server answered something that is no answer: no JSON, no end to a line, far too many bytes."""

    code = "chat_model_nonsense"
    title = "The model's server answered something else"


class ChatModelRefused(AisleError):
    """The model's server understood and says no; the same request will be refused again. The kinds below say why."""

    code = "chat_model_refused"
    status = 502
    title = "The model's server refuses the request"


class ChatRequestRefused(ChatModelRefused):
    """The request has something that this model does not take: change it, or choose another model."""

    code = "chat_request_refused"
    status = 422
    title = "The model does not take this request"


class ChatPromptTooLong(ChatModelRefused):
    """The prompt does not fit the model: shorten it, or choose a model that reads more."""

    code = "chat_prompt_too_long"
    status = 413
    title = "The prompt is too long for the model"


class ChatPolicyRefused(ChatModelRefused):
    """The provider's rules forbid the request; another provider is not asked in its place."""

    code = "chat_policy_refused"
    status = 422
    title = "The model's provider refuses this content"


class ChatKeyRefused(ChatModelRefused):
    """The provider refuses the key or its account: an operator mends it."""

    code = "chat_key_refused"
    title = "The model's provider refuses the key"


class ChatModelUnknown(ChatModelRefused):
    """There is no such model at this address: an operator mends it, or the caller names another."""

    code = "chat_model_unknown"
    title = "There is no such model"


class ChatAddressRefused(ChatModelRefused):
    """The address that an organization gave is not asked: it leads to no public host now. Nothing was sent."""

    code = "chat_address_refused"
    title = "Aisle does not ask the model's address"


# Another request would be taken: these say nothing of how the model does.
OF_REQUEST = (ChatRequestRefused, ChatPromptTooLong, ChatPolicyRefused)


def is_of_request(error: BaseException | None) -> bool:
    """Whether a try failed by what was asked, and not by the model, its provider or the settings."""
    too_much = isinstance(error, ChatModelUnavailable) and error.was_answering
    return too_much or isinstance(error, OF_REQUEST)


def is_of_provider(error: BaseException | None) -> bool:
    """Whether a failure says how the provider does for everybody: it is away, answers 5xx, nonsense or not in time.

    Who asks for too much at once, or for too long an answer, meets with failures that others need not meet with.
    """
    if not isinstance(error, ChatModelUnavailable):
        return False
    return not error.was_busy and not error.was_answering
