"""Looking at documents, and deleting them."""

import pytest
from spans import span_of

from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.errors import (
    DocumentNotFound,
    InvalidCursor,
    NoFiles,
    SourceNameTaken,
    SourceNotFound,
    TooManyFiles,
)
from aisle.knowledge.intake import IncomingFile

PADDING = " ".join(f"word{number}" for number in range(150))
GUIDE = "\n\n".join(f"# Part {number}\n\nFact {number} holds. {PADDING}." for number in range(5))


class CountingSession(Session):
    """Counts statements."""

    def __init__(self, session):
        super().__init__(session._connection, session.scope)
        self.statements = 0

    async def fetch(self, sql, *arguments):
        self.statements += 1
        return await super().fetch(sql, *arguments)

    async def fetchrow(self, sql, *arguments):
        self.statements += 1
        return await super().fetchrow(sql, *arguments)

    async def fetchval(self, sql, *arguments):
        self.statements += 1
        return await super().fetchval(sql, *arguments)


async def statements_of(desk, use):
    async with desk.session() as session:
        counting = CountingSession(session)
        await use(counting)
    return counting.statements


async def test_documents_are_listed_page_by_page_the_newest_first(desk):
    accepted = await desk.send(*[(f"{number}.md", f"Text {number}") for number in range(5)])
    ids = [document.id for document in reversed(accepted.documents)]
    async with desk.session() as session:
        first = await knowledge.list_documents(session, limit=2)
        second = await knowledge.list_documents(session, first.next_cursor, limit=2)
        third = await knowledge.list_documents(session, second.next_cursor, limit=2)
    pages = [[document.id for document in page.items] for page in (first, second, third)]
    assert pages == [ids[:2], ids[2:4], ids[4:]]
    assert third.next_cursor is None


async def test_documents_are_listed_by_state_and_source(desk):
    async with desk.session() as session:
        source_id = await knowledge.create_source(session, "folder", "Guides")
    await desk.send(("empty.md", ""), ("waits.md", "Text"))
    await desk.send(("other.md", "Text"), source_id=source_id)

    async def names(**wanted):
        async with desk.session() as session:
            page = await knowledge.list_documents(session, **wanted)
        return [document.name for document in page.items]

    assert await names(state="failed") == ["empty.md"]
    assert await names(source_id=source_id) == ["other.md"]
    assert await names(state="failed", source_id=source_id) == []


async def test_a_list_takes_one_statement_however_long(desk):
    await desk.send(("one.md", "Text"))
    one = await statements_of(desk, knowledge.list_documents)
    await desk.send(*[(f"{number}.md", "Text") for number in range(5)])
    assert await statements_of(desk, knowledge.list_documents) == one == 1


async def test_a_document_is_shown_in_three_statements_and_passages_in_one(desk):
    document_id = await desk.publish("guide.md", GUIDE)
    await desk.publish("copy.md", GUIDE)
    passage_ids = list(await desk.indexed())
    assert await statements_of(desk, lambda session: knowledge.get_document(session, document_id)) == 3
    assert await statements_of(desk, lambda session: knowledge.get_passages(session, passage_ids)) == 1


async def test_chunks_are_shown_page_by_page_in_the_order_of_the_text(desk):
    document_id = await desk.publish("guide.md", GUIDE)
    async with desk.session() as session:
        first = await knowledge.get_document(session, document_id, limit=3)
        second = await knowledge.get_document(session, document_id, first.chunks.next_cursor, limit=3)
    chunks = [*first.chunks.items, *second.chunks.items]
    assert [chunk.ordinal for chunk in chunks] == [0, 1, 2, 3, 4]
    assert [chunk.section for chunk in chunks] == [(f"Part {number}",) for number in range(5)]
    assert second.chunks.next_cursor is None
    assert first.versions[0].chunks == 5


@pytest.mark.parametrize("cursor", ["x", "1'; DROP TABLE document; --", "99999999999", "-1", "²"])
async def test_a_cursor_that_was_never_given_out_is_refused(desk, cursor):
    document_id = await desk.publish("guide.md", "Text")
    async with desk.session() as session:
        with pytest.raises(InvalidCursor):
            await knowledge.list_documents(session, cursor)
        with pytest.raises(InvalidCursor):
            await knowledge.get_document(session, document_id, cursor)


async def test_passages_come_back_in_the_order_in_which_they_were_asked_for(desk):
    await desk.publish("guide.md", GUIDE)
    wanted = sorted(await desk.indexed(), reverse=True)
    async with desk.session() as session:
        found = await knowledge.get_passages(session, wanted)
    assert [passage.passage_id for passage in found] == wanted


async def test_what_can_be_filtered_by_is_what_answers(desk):
    await desk.publish("a.md", "Text one", category="Care", tags=("wash", "dry"))
    await desk.publish("b.md", "Text two", tags=("dry",))
    gone = await desk.publish("c.md", "Text three", category="Old", tags=("old",))
    await desk.send(IncomingFile("d.md", b"Text four", category="Waiting"))
    await desk.delete(gone)
    async with desk.session() as session:
        labels = await knowledge.find_labels(session)
        counts = await knowledge.count_documents(session)
        sources = await knowledge.source_names(session)
    assert (labels.categories, labels.tags) == (("Care",), ("dry", "wash"))
    assert (counts.total, counts.answering, counts.by_state) == (3, 2, {"ready": 2, "queued": 1})
    assert list(sources.values()) == ["Uploads"]


async def test_a_deleted_document_is_gone_from_reads_at_once_and_from_the_store_after_its_job(desk):
    kept = await desk.publish("kept.md", GUIDE)
    gone = await desk.publish("gone.md", f"{GUIDE}\n\n# Secret\n\nThe canary sings. {PADDING}")
    [canary] = await desk.find("The canary sings")
    await desk.delete(gone)
    assert await desk.find("The canary sings") == []
    async with desk.session() as session:
        assert [one.id for one in (await knowledge.list_documents(session)).items] == [kept]
        for use in (
            lambda: knowledge.get_document(session, gone),
            lambda: knowledge.delete(session, desk.jobs, gone),
            lambda: knowledge.passage_around(session, span_of(canary)),
        ):
            with pytest.raises(DocumentNotFound):
                await use()
    await desk.work()
    assert canary.passage_id not in await desk.indexed()
    assert await desk.count("document_version") == await desk.count("document_file") == 1
    assert await desk.orphans() == {"index": 0, "passages": 0}
    assert len(await desk.find("Fact 3 holds")) == 1


async def test_a_name_is_free_again_once_its_document_is_deleted(desk):
    gone = await desk.publish("guide.md", GUIDE)
    await desk.delete(gone)
    again = await desk.publish("guide.md", GUIDE)
    assert again != gone
    [found] = await desk.find("Fact 3 holds")
    assert found.document_id == again
    assert await desk.orphans() == {"index": 0, "passages": 0}


async def test_a_deleted_source_answers_no_more_and_leaves_nothing(desk):
    async with desk.session() as session:
        source_id = await knowledge.create_source(session, "folder", "Guides")
    await desk.send(("a.md", GUIDE), ("b.md", "The canary sings."), source_id=source_id)
    await desk.work()
    await desk.send(("c.md", "Still waiting."), source_id=source_id)
    async with desk.session() as session:
        await knowledge.delete_source(session, desk.jobs, source_id)
        assert await knowledge.find_source_by_name(session, "Guides") is None
        with pytest.raises(SourceNotFound):
            await knowledge.get_source(session, source_id)
        await knowledge.create_source(session, "folder", "Guides")
    assert await desk.find("The canary sings") == []
    await desk.work()
    assert await desk.indexed() == set()
    assert [await desk.count(table) for table in ("source", "document", "passage")] == [2, 0, 0]


async def test_only_some_versions_are_kept_for_those_who_cited_them(desk):
    for number in range(14):
        document_id = await desk.publish("guide.md", f"The price is {number} pounds.")
    versions = (await desk.document(document_id)).versions
    assert [version.number for version in versions] == list(range(14, 3, -1))
    assert await desk.count("passage") == 11
    assert await desk.count("document_file") == len(await desk.indexed()) == 1


async def test_ids_of_another_tenant_are_as_absent_as_none(desk_of, new_store):
    mine, theirs = desk_of(await new_store()), desk_of(await new_store())
    document_id = await theirs.publish("guide.md", GUIDE)
    [found] = await theirs.find("Fact 3 holds")
    async with mine.session() as session:
        assert await knowledge.get_passages(session, list(await theirs.indexed())) == []
        for use in (
            lambda: knowledge.get_document(session, document_id),
            lambda: knowledge.delete(session, mine.jobs, document_id),
            lambda: knowledge.passage_around(session, span_of(found)),
        ):
            with pytest.raises(DocumentNotFound):
                await use()
        for use in (
            lambda: knowledge.get_source(session, found.source_id),
            lambda: knowledge.delete_source(session, mine.jobs, found.source_id),
        ):
            with pytest.raises(SourceNotFound):
                await use()
    with pytest.raises(SourceNotFound):
        await mine.send(("guide.md", "Text"), source_id=found.source_id)
    async with mine.session() as session:
        assert await knowledge.take(session, found.document_version_id) is None
        assert await knowledge.publish(session, document_id, found.document_version_id, []) is None
        assert await knowledge.fail(session, found.document_version_id, "corrupt", "") == {}
        assert await knowledge.erase(session, document_id) == {}
    assert len(await theirs.find("Fact 3 holds")) == 1


async def test_two_stores_of_one_organization_share_nothing(desk_of, new_store):
    first = desk_of(await new_store())
    second = desk_of(await new_store(first.store.organization_id))
    document_id = await first.publish("guide.md", GUIDE)
    async with second.session() as session:
        assert (await knowledge.list_documents(session)).items == ()
        with pytest.raises(DocumentNotFound):
            await knowledge.get_document(session, document_id)
    await second.publish("guide.md", GUIDE)
    assert await first.indexed() & await second.indexed() == set()


async def test_an_upload_of_nothing_or_of_too_much_is_refused_whole(desk):
    with pytest.raises(NoFiles):
        await desk.send()
    with pytest.raises(TooManyFiles):
        await desk.send(*[(f"{number}.md", "Text") for number in range(6)])
    assert await desk.count("document") == 0


async def test_of_two_files_with_one_name_the_later_stands(desk):
    accepted = await desk.send(("guide.md", "The first text."), ("guide.md", "The second text."))
    await desk.work()
    assert len({document.id for document in accepted.documents}) == 1
    assert await desk.find("The first text") == []
    assert len(await desk.find("The second text")) == 1


async def test_the_stored_file_is_not_readable_in_the_database(desk):
    await desk.send(("guide.md", "The canary sings."))
    async with desk.session() as session:
        sealed = await session.fetchval(
            "SELECT sealed FROM document_file WHERE organization_id = $1 AND store_id = $2", *session.tenant
        )
    assert b"canary" not in sealed


async def test_a_source_name_is_taken_once(desk):
    with pytest.raises(SourceNameTaken):
        async with desk.session() as session:
            await knowledge.create_source(session, "folder", " Uploads ")
