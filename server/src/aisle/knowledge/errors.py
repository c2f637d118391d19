"""What can go wrong with sources and documents."""

from aisle.core.errors import Conflict, InvalidInput, NotFound, TooLarge


class SourceNotFound(NotFound):
    """No such source, or not the caller's."""

    code = "source_not_found"
    title = "There is no such source"


class SourceNameTaken(Conflict):
    """Another source of the store has the name."""

    code = "source_name_taken"
    title = "This source name is taken"


class DocumentNotFound(NotFound):
    """No such document, a deleted one, or not the caller's."""

    code = "document_not_found"
    title = "There is no such document"


class NoFiles(InvalidInput):
    """An upload without a single file."""

    code = "no_files"
    title = "No file was sent"


class TooManyFiles(TooLarge):
    """More files in one upload than allowed."""

    code = "too_many_files"
    title = "Too many files at once"


class FileTooLarge(TooLarge):
    """One file has more bytes than allowed."""

    code = "file_too_large"
    title = "The file is too large"


class InvalidCursor(InvalidInput):
    """A cursor that no list of ours has given out."""

    code = "invalid_cursor"
    title = "The cursor is not valid"


class NotCut(Conflict):
    """A version lacks the chunks of a chunking that the index asks for by now: it has to be cut once more."""

    code = "not_cut"
    title = "The document must be cut once more for the index"
