"""From a file to passages that answer."""

from spans import span_of

from aisle.adapters.parsers.inline import InlineParser
from aisle.core.jobs import find_job
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.knowledge import service as knowledge
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

RETURNS = "# Returns\n\nSend anything back within 30 days.\n\n# Cost\n\nReturning costs nothing.\n"
NO_ORPHANS = {"index": 0, "passages": 0}


def care(washing: str) -> str:
    """A guide of three sections, each long enough to be a chunk of its own."""
    padding = " ".join(f"word{number}" for number in range(120))
    sections = (("Washing", washing), ("Drying", "Dry it in the shade."), ("Storing", "Pack it loosely."))
    return "\n\n".join(f"# {head}\n\n{text} {head} {padding}." for head, text in sections)


class FailingParser:
    """Fails with a reason as often as it is told, then reads."""

    def __init__(self, reason: FailureReason, times: int, only: str = "") -> None:
        self.reason, self.times, self.only = reason, times, only
        self.inner = InlineParser()

    async def parse(self, data, name, declared_type, *hints):
        if self.times and self.only in name:
            self.times -= 1
            raise ParseFailed(self.reason, "The parser was told to fail.")
        return await self.inner.parse(data, name, declared_type)


class BrokenParser(InlineParser):
    """Has a bug."""

    async def parse(self, data, name, declared_type, *hints):
        if name == "bug.md":
            raise ZeroDivisionError
        return await super().parse(data, name, declared_type)


async def test_a_file_is_found_and_cited_word_for_word(desk):
    document_id = await desk.publish("guides/returns.md", RETURNS, url="/help/returns", tags=("help",))
    [found] = await desk.find("Returning costs nothing")
    async with desk.session() as session:
        around = await knowledge.passage_around(session, span_of(found))
    assert (found.document_id, found.url, found.tags) == (document_id, "/help/returns", ("help",))
    assert around.text == found.text
    assert (await desk.document(document_id)).document.state == "ready"


async def test_words_before_and_after_a_passage_are_those_of_the_document(desk):
    await desk.publish("care.md", care("Wash it by hand."))
    [found] = await desk.find("Dry it in the shade")
    async with desk.session() as session:
        around = await knowledge.passage_around(session, span_of(found))
    # Cut at words: as much of 300 characters as whole words fill.
    assert 280 < len(around.before) <= 300
    assert 280 < len(around.after) <= 300
    assert around.before.endswith("Drying\n\n")
    assert around.after.startswith("\n\nStoring")


async def test_same_bytes_change_nothing(desk):
    document_id = await desk.publish("returns.md", RETURNS)
    before = await desk.document(document_id)
    desk.embedder.asked.clear()
    again = await desk.send(("returns.md", RETURNS))
    await desk.work()
    assert (again.job_id, again.documents[0].unchanged, again.documents[0].state) == (None, True, "ready")
    assert await desk.document(document_id) == before
    assert desk.embedder.asked == []


async def test_same_bytes_that_still_wait_are_not_queued_twice(desk):
    await desk.send(("returns.md", RETURNS))
    again = await desk.send(("returns.md", RETURNS))
    assert (again.job_id, again.documents[0].unchanged, again.documents[0].state) == (None, True, "queued")


async def test_new_metadata_for_the_same_bytes_is_taken_over_without_reading_again(desk):
    document_id = await desk.publish("returns.md", RETURNS, category="Help")
    again = await desk.send(IncomingFile("returns.md", RETURNS.encode(), title="Sending back", tags=("a",)))
    [found] = await desk.find("Returning costs nothing")
    assert (again.job_id, again.documents[0].unchanged) == (None, False)
    assert (found.title, found.tags, found.category) == ("Sending back", ("a",), "Help")
    assert len((await desk.document(document_id)).versions) == 1


async def test_changed_bytes_embed_only_what_changed(desk):
    document_id = await desk.publish("care.md", care("Wash it by hand."))
    assert len(desk.embedder.asked) == 3
    desk.embedder.asked.clear()
    await desk.publish("care.md", care("Never wash it."))
    [asked] = desk.embedder.asked
    assert "Never wash it" in asked
    assert await desk.find("Wash it by hand") == []
    assert [version.number for version in (await desk.document(document_id)).versions] == [2, 1]
    assert await desk.orphans() == NO_ORPHANS


async def test_the_old_version_answers_until_the_new_one_is_ready(desk):
    document_id = await desk.publish("care.md", care("Wash it by hand."))
    await desk.send(("care.md", care("Never wash it.")))
    assert (await desk.document(document_id)).document.state == "queued"
    assert len(await desk.find("Wash it by hand")) == 1
    await desk.work()
    assert await desk.find("Wash it by hand") == []
    assert len(await desk.find("Never wash it")) == 1


async def test_what_an_old_version_was_cited_for_can_still_be_shown(desk):
    await desk.publish("care.md", care("Wash it by hand."))
    [old] = await desk.find("Wash it by hand")
    await desk.publish("care.md", care("Never wash it."))
    async with desk.session() as session:
        around = await knowledge.passage_around(session, span_of(old))
    assert around.text == old.text


async def test_going_back_to_the_published_bytes_drops_the_version_that_waits(desk):
    document_id = await desk.publish("care.md", care("Wash it by hand."))
    await desk.send(("care.md", care("Never wash it.")))
    await desk.publish("care.md", care("Wash it by hand."))
    assert len(await desk.find("Wash it by hand")) == 1
    assert await desk.find("Never wash it") == []
    states = [(version.number, version.reason) for version in (await desk.document(document_id)).versions]
    assert states == [(3, None), (2, "superseded"), (1, None)]
    assert await desk.orphans() == NO_ORPHANS


async def test_a_text_in_two_documents_is_stored_once_and_cited_from_each(desk):
    first = await desk.publish("a.md", RETURNS)
    desk.embedder.asked.clear()
    second = await desk.publish("b.md", RETURNS)
    [found] = await desk.find("Returning costs nothing")
    assert (found.document_id, found.other_document_ids) == (second, (first,))
    assert desk.embedder.asked == []
    await desk.delete(second)
    await desk.work()
    [found] = await desk.find("Returning costs nothing")
    assert (found.document_id, found.other_document_ids) == (first, ())
    assert await desk.orphans() == NO_ORPHANS


async def test_bad_files_stop_no_other(desk):
    accepted = await desk.send(
        ("one.md", RETURNS),
        ("broken.pdf", "%PDF-1.7 and then nothing"),
        ("empty.md", ""),
        ("large.md", "x" * 100_001),
        ("two.md", care("Soak it.")),
    )
    assert [document.reason for document in accepted.documents] == [None, None, "empty", "too_large", None]
    await desk.work()
    ended = [(await desk.document(one.id)).document for one in accepted.documents]
    assert [document.state for document in ended] == ["ready", "failed", "failed", "failed", "ready"]
    assert all(document.reason and document.detail for document in ended[1:4])
    assert await desk.count("document_file") == 2  # nobody reads a file again that could not be read


async def test_a_version_that_fails_leaves_the_one_before_it_answering(desk):
    document_id = await desk.publish("care.md", care("Wash it by hand."))
    desk.parser = FailingParser(FailureReason.CORRUPT, 1)
    await desk.publish("care.md", care("Never wash it."))
    detail = await desk.document(document_id)
    assert (detail.document.state, detail.document.reason) == ("ready", None)
    assert "version 2 failed: The parser was told to fail." in detail.document.detail
    assert [(version.state, version.reason) for version in detail.versions] == [
        ("failed", "corrupt"),
        ("ready", None),
    ]
    assert len(await desk.find("Wash it by hand")) == 1


async def test_a_refused_upload_leaves_the_published_version_answering(desk):
    document_id = await desk.publish("care.md", care("Wash it by hand."))
    refused = await desk.send(("care.md", ""))
    document = (await desk.document(document_id)).document
    assert (refused.documents[0].reason, document.state) == ("empty", "ready")
    assert len(await desk.find("Wash it by hand")) == 1


async def test_a_file_that_failed_is_read_again_when_it_is_sent_again(desk):
    desk.parser = FailingParser(FailureReason.CORRUPT, 1)
    document_id = await desk.publish("returns.md", RETURNS)
    assert (await desk.document(document_id)).document.reason == "corrupt"
    assert await desk.publish("returns.md", RETURNS) == document_id
    assert (await desk.document(document_id)).document.state == "ready"


async def test_a_parser_that_timed_out_is_tried_once_more(desk):
    desk.parser = FailingParser(FailureReason.TIMEOUT, 1)
    once = await desk.publish("once.md", RETURNS)
    desk.parser = FailingParser(FailureReason.TIMEOUT, 2)
    twice = await desk.publish("twice.md", RETURNS)
    assert (await desk.document(once)).document.state == "ready"
    assert (await desk.document(twice)).document.reason == "timeout"


async def test_a_file_without_anything_to_quote_says_so(desk):
    class BlindParser:
        async def parse(self, data, name, declared_type, *hints):
            return ParsedDocument("", (), (), None, "text/plain", None, ())

    desk.parser = BlindParser()
    document_id = await desk.publish("picture.md", RETURNS)
    assert (await desk.document(document_id)).document.reason == "no_text"


async def test_a_file_sealed_with_another_key_fails_with_that_reason(desk):
    accepted = await desk.send(("returns.md", RETURNS))
    desk.vault = Vault(SecretsRootKeys(Secrets(b"the key of another installation")))
    await desk.work()
    assert (await desk.document(accepted.documents[0].id)).document.reason == "sealed_unreadable"


async def test_a_bug_on_one_file_is_tried_again_after_the_others_and_ends_with_a_reason(desk):
    desk.parser = BrokenParser()
    accepted = await desk.send(("bug.md", RETURNS), ("good.md", care("Soak it.")))
    await desk.work()
    assert len(await desk.find("Soak it")) == 1
    for _ in range(6):
        await desk.hurry()
    async with desk.session() as session:
        job = await find_job(session, accepted.job_id)
    document = (await desk.document(accepted.documents[0].id)).document
    assert (job.state, job.error) == ("dead", "ZeroDivisionError: ")
    assert (document.state, document.reason) == ("failed", "interrupted")
    assert await desk.orphans() == NO_ORPHANS


async def test_the_job_tells_how_far_it_is(desk):
    accepted = await desk.send(("one.md", RETURNS), ("two.md", care("Soak it.")))
    await desk.work()
    async with desk.session() as session:
        progress = (await find_job(session, accepted.job_id)).progress
    assert (progress.stage, progress.done, progress.total) == ("indexing", 2, 2)


async def test_the_language_is_guessed_unless_it_was_said(desk):
    german = (
        "# Rückgabe\n\nSie können alles innerhalb von 30 Tagen zurückgeben und wir erstatten den Preis.\n"
    )
    await desk.publish("de.md", german)
    assert {found.language for found in await desk.find("zurückgeben")} == {"de"}
    await desk.publish("de.md", german, language="nl-BE")
    assert {found.language for found in await desk.find("zurückgeben")} == {"nl"}
    assert await desk.orphans() == NO_ORPHANS


async def test_text_that_cannot_be_stored_is_stored_without_moving_any_span(desk):
    class CarelessParser(InlineParser):
        async def parse(self, data, name, declared_type, *hints):
            parsed = await super().parse(data, name, declared_type)
            return type(parsed)(
                **{field: getattr(parsed, field) for field in parsed.__slots__}
                | {"text": parsed.text.replace("\u00e9", "\0")}
            )

    desk.parser = CarelessParser()
    await desk.publish("cafe.md", "# Hours\n\nThe caf\u00e9 opens at nine.\n")
    [found] = await desk.find("opens at nine")
    assert found.text == "The caf\ufffd opens at nine."
