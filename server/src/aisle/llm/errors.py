"""What can go wrong when a model or an embedder is asked for something."""

from aisle.core.errors import AisleError, InvalidInput, Unavailable


class EmbedderUnavailable(Unavailable):
    """The embedder cannot answer now: its model is missing, damaged, still loading or it is being shut down."""

    code = "embedder_unavailable"
    title = "The embedder is not available"


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
    """The reranker cannot answer in time; the order before it stays."""

    code = "reranker_unavailable"
    title = "The reranker is not available"


class ChatModelUnavailable(Unavailable):
    """The model cannot answer now, or broke off: no connection, a time limit, too many calls, or its breaker is open."""

    code = "chat_model_unavailable"
    title = "The model is not available"


class ChatModelNonsense(ChatModelUnavailable):
    """The model's server answered something that is no answer: no JSON, no end to a line, far too many bytes."""

    code = "chat_model_nonsense"
    title = "The model's server answered something else"


class ChatModelRefused(AisleError):
    """The model's server understood and says no: the key, the model's name or the request itself."""

    code = "chat_model_refused"
    status = 502
    title = "The model's server refuses the request"
