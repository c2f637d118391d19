"""Which parser reads a file: the one that is surest of its content."""

from aisle.adapters import parsers as registry
from aisle.adapters.parsers.kinds import extension
from aisle.knowledge.structure import FailureReason, ParseFailed

# Kinds that people have and nothing here reads, with what to do instead.
_ADVICE = {
    "doc": "save the old Word document as DOCX",
    "ppt": "save the old presentation as PPTX",
    "msg": "save the Outlook message as EML",
    "odt": "save it as DOCX",
    "odp": "save it as PPTX",
    "rtf": "save it as DOCX",
    "pages": "export it as DOCX or PDF",
    "numbers": "export it as XLSX",
    "key": "export it as PPTX or PDF",
    "zip": "unpack the archive and send the files in it",
}


def choose(data: bytes, name: str, declared: str) -> tuple["registry.Parser", str]:
    """Return the parser of a file, and the name to give it: with an extension where only the sender told the type.

    Raises ParseFailed with `unsupported_type` when no parser knows the content.
    """
    name = _telling_name(name, declared)
    parser = max(registry.PARSERS, key=lambda candidate: candidate.sniff(data, name))
    if not parser.sniff(data, name):
        kinds = ", ".join(name.upper() for known in registry.PARSERS for name in known.EXTENSIONS)
        advice = _ADVICE.get(extension(name))
        detail = f"the file is none of: {kinds}" + (f"; {advice}" if advice else "")
        raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, detail)
    return parser, name


def _telling_name(name: str, declared: str) -> str:
    """Return the name, with the extension of the declared type where it has none."""
    if extension(name):
        return name
    of_type = next((parser for parser in registry.PARSERS if declared in parser.MEDIA_TYPES), None)
    return f"{name}.{of_type.EXTENSIONS[0]}" if of_type is not None else name
