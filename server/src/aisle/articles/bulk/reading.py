"""Files that articles are made of: Markdown, HTML, Word, and CSV with questions and answers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from aisle.articles.bulk.markdown import to_markdown
from aisle.articles.bulk.types import Uploaded
from aisle.articles.checking import key_of
from aisle.articles.errors import ArticleInvalid
from aisle.articles.types import Content
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.metadata import clean, clean_name, title_from_name
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import storable
from aisle.knowledge.structure import ParseFailed

MARKDOWN = (".md", ".markdown", ".txt")
SEPARATOR = "|"  # between several tags in one cell
MOST_ROWS = 1_000


async def read_files(
    parser: DocumentParser, files: list[IncomingFile], language: str, max_bytes: int
) -> list[Uploaded]:
    """Read files into articles. language: of those that do not say theirs. max_bytes: of one.

    Raises ArticleInvalid that names the file which cannot be read: a preview of half of them would be no preview.
    """
    found: list[Uploaded] = []
    for file in (_cleaned(one) for one in files):
        _check_size(file, max_bytes)
        name = PurePosixPath(clean_name(file.name))
        if name.suffix.lower() == ".csv":
            found += [*_questions(file, language)]
        elif name.suffix.lower() in MARKDOWN:
            found.append(_markdown(file, language))
        else:
            found.append(await _parsed(parser, file, language))
        _check_language(file, found)
    return found


def _check_language(file: IncomingFile, found: list[Uploaded]) -> None:
    if not all(one.language for one in found):
        name = clean_name(file.name)
        raise ArticleInvalid(
            f"“{name}” does not say its language: send `language`, two letters such as “en”.",
            fields={"language": f"“{name}” does not say its language."},
        )


def _cleaned(file: IncomingFile) -> IncomingFile:
    said = clean(file)
    return replace(file, language=said.language, category=said.category, tags=said.tags)


def _check_size(file: IncomingFile, max_bytes: int) -> None:
    if len(file.data) > max_bytes:
        raise ArticleInvalid(f"“{clean_name(file.name)}” has more than {max_bytes:,} bytes.")


def _markdown(file: IncomingFile, language: str) -> Uploaded:
    text = _text(file)
    first, _, rest = text.lstrip().partition("\n")
    title = first.removeprefix("# ").strip() if first.startswith("# ") else ""
    return _uploaded(file, title, rest.strip() if title else text.strip(), language)


async def _parsed(parser: DocumentParser, file: IncomingFile, language: str) -> Uploaded:
    try:
        document = await parser.parse(file.data, file.name, file.declared_type)
    except ParseFailed as failure:
        raise ArticleInvalid(f"“{clean_name(file.name)}” cannot be read: {failure.detail}") from None
    title, body = to_markdown(storable(document))
    return _uploaded(file, title or "", body, language)


def _uploaded(file: IncomingFile, title: str, body: str, language: str) -> Uploaded:
    named = title_from_name(clean_name(file.name))
    title = title or named
    return Uploaded(
        key_of(named), file.language or language, Content(title, body, tags=file.tags), file.category
    )


def _questions(file: IncomingFile, language: str) -> Iterator[Uploaded]:
    """Rows with `question` and `answer`; `key`, `language`, `category` and `tags` may be there, too."""
    name = clean_name(file.name)
    reader = csv.DictReader(io.StringIO(_text(file)))
    try:
        reader.fieldnames = [column.strip().lower() for column in reader.fieldnames or []]
        if not {"question", "answer"} <= set(reader.fieldnames):
            raise ArticleInvalid(f"“{name}” needs columns “question” and “answer”.")
        for number, row in enumerate(reader, 1):
            cells = {column: (row.get(column) or "").strip() for column in reader.fieldnames}
            if number > MOST_ROWS:
                raise ArticleInvalid(f"“{name}” has more than {MOST_ROWS:,} rows.")
            if not cells["question"] or not cells["answer"]:
                raise ArticleInvalid(
                    f"“{name}”, line {reader.line_num}: a question and an answer are needed."
                )
            yield _answered(cells, file, language)
    except csv.Error as error:
        raise ArticleInvalid(f"“{name}”, line {reader.line_num}: this cannot be read: {error}.") from None


def _answered(cells: dict[str, str], file: IncomingFile, language: str) -> Uploaded:
    tags = tuple(tag.strip() for tag in cells.get("tags", "").split(SEPARATOR) if tag.strip())
    content = Content(cells["question"], cells["answer"], tags=(*file.tags, *tags))
    return Uploaded(
        cells.get("key") or key_of(cells["question"]),
        cells.get("language") or file.language or language,
        content,
        cells.get("category") or file.category,
    )


def _text(file: IncomingFile) -> str:
    try:
        return file.data.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        raise ArticleInvalid(f"“{clean_name(file.name)}” is not text in UTF-8.") from None
