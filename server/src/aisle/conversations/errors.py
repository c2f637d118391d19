"""What can go wrong in a conversation."""

from aisle.core.errors import AisleError, Conflict, InvalidInput, NotFound, RateLimited


class ConversationNotFound(NotFound):
    """No such conversation, or another shopper's."""

    code = "conversation_not_found"
    title = "There is no such conversation"


class CitationNotFound(NotFound):
    """No such citation, or it stands in another shopper's conversation."""

    code = "citation_not_found"
    title = "There is no such citation"


class TurnRunning(Conflict):
    """The conversation is still being answered; one turn at a time."""

    code = "turn_running"
    title = "The last message is still being answered"


class MessageIdReused(Conflict):
    """A client_message_id that named other words before."""

    code = "message_id_reused"
    title = "This message id was used for another message"


class TurnEndedEarly(Conflict):
    """The same message was answered before, and the answer never came to its end."""

    code = "turn_ended_early"
    title = "This message has no answer"


class EmptyMessage(InvalidInput):
    """A message without anything in it."""

    code = "message_empty"
    title = "The message is empty"


class MessageTooLong(InvalidInput):
    """A message longer than the limit."""

    code = "message_too_long"
    status = 413
    title = "The message is too long"


class TooManyAtOnce(RateLimited):
    """The process writes as many answers as it may."""

    code = "chat_busy"
    status = 503
    title = "Too many people are asking at this moment"


class TurnNotFound(NotFound):
    """No such turn, or one of another shopper's conversation."""

    code = "turn_not_found"
    title = "There is no such turn"


class MessageNotFound(NotFound):
    """No such answer, or one of another shopper's conversation."""

    code = "message_not_found"
    title = "There is no such message"


class NothingToContinue(Conflict):
    """The answer came to its end, or is still being written."""

    code = "nothing_to_continue"
    title = "This answer cannot be continued"


class AnswerTooLarge(AisleError):
    """A writer that does not come to an end."""

    code = "answer_too_large"
    title = "The answer grew beyond every measure"


class NoteNotFound(NotFound):
    """Absent, or on another conversation."""

    code = "note_not_found"
    title = "There is no such note"


class FeedbackNotFound(NotFound):
    """No shopper has said what they think of this answer, or took it back."""

    code = "feedback_not_found"
    title = "There is no such feedback"


class ViewNotFound(NotFound):
    """Absent, or somebody else's own."""

    code = "view_not_found"
    title = "There is no such view"


class TraceNotFound(NotFound):
    """How the answer came about was not kept, or is forgotten."""

    code = "trace_not_found"
    title = "It is not known any more how this answer came about"


class ShopperNotFound(NotFound):
    """Nothing is kept under this id, address or chat."""

    code = "shopper_not_found"
    title = "Nothing is kept of this shopper"
