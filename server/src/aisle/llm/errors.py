"""What can go wrong when a model or an embedder is asked for something."""

from aisle.core.errors import InvalidInput, Unavailable


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
