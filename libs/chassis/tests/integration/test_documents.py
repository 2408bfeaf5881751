"""Documents come out as they went in, or not at all."""

import hashlib
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from chassis.documents import (
    CHUNK_BYTES,
    DocumentComplete,
    DocumentEmpty,
    DocumentNotFound,
    DocumentPartMissing,
    DocumentPartUnusable,
    DocumentStore,
    DocumentTooLarge,
)
from chassis.files.scans import NotAScan
from chassis.postgres.database import Database
from chassis.seal import SealBroken, Sealer
from chassis.settings import ServiceSettings
from kernel.ids import new_id
from testkit.clock import TERM_BEGINS
from testkit.settings import make_settings

CONTENT = b"%PDF-1.7" + bytes(range(256)) * 5_000 + b"end"


@pytest.fixture
async def database(fresh_database) -> AsyncIterator[Database]:
    database = Database(await fresh_database(), name="probe")
    yield database
    await database.close()


@pytest.fixture
def documents() -> DocumentStore:
    return DocumentStore(Sealer.from_settings(make_settings(ServiceSettings, "probe")))


async def pieces(content: bytes, size: int = 300_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def put(database, documents, content: bytes = CONTENT, **options):
    async with database.transaction() as transaction:
        return await documents.put(
            transaction,
            pieces(content),
            name="张三 licence.pdf",
            now=TERM_BEGINS,
            **options,
        )


async def count(database) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM chassis.document_chunk")))


async def test_gives_back_what_was_put(database, documents) -> None:
    id_ = await put(database, documents)
    async with database.reading() as connection:
        found = await documents.open(connection, id_)
        assert await documents.read(connection, id_) == CONTENT
    assert (found.name, found.media_type, found.size_bytes) == ("张三 licence.pdf", "application/pdf", len(CONTENT))
    assert found.sha256 == hashlib.sha256(CONTENT).digest()


async def test_stores_neither_name_nor_content_in_the_clear(database, documents) -> None:
    await put(database, documents, b"%PDF-1.7 pupil number 2134010001")
    async with database.reading() as connection:
        row = (
            await connection.execute(text("SELECT d.name, c.content FROM chassis.document d, chassis.document_chunk c"))
        ).one()
    assert "张三".encode() not in bytes(row.name)
    assert b"2134010001" not in bytes(row.content)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chassis.document_chunk SET content = set_byte(content, 99, get_byte(content, 99) # 1) WHERE number = 0",
        "UPDATE chassis.document_chunk c SET content = o.content FROM chassis.document_chunk o "
        "WHERE c.number = 0 AND o.number = 1",
        "DELETE FROM chassis.document_chunk WHERE number = 1",
    ],
)
async def test_finds_a_chunk_that_was_changed_exchanged_or_removed(database, documents, statement: str) -> None:
    id_ = await put(database, documents)
    async with database.transaction() as transaction:
        assert (await transaction.connection.execute(text(statement))).rowcount == 1
    async with database.reading() as connection:
        with pytest.raises(SealBroken):
            await documents.read(connection, id_)


async def test_stores_nothing_of_a_document_over_the_limit_or_empty(database, documents) -> None:
    with pytest.raises(DocumentTooLarge) as caught:
        await put(database, documents, limit_bytes=CHUNK_BYTES)
    assert caught.value.faults[0].params == {"limit_bytes": CHUNK_BYTES}
    with pytest.raises(DocumentEmpty):
        await put(database, documents, b"")
    assert await count(database) == 0
    await put(database, documents, b"%PDF-" + b"x" * (CHUNK_BYTES - 5), limit_bytes=CHUNK_BYTES)
    assert await count(database) == 1


@pytest.mark.parametrize(
    ("beginning", "media_type"),
    [(b"%PDF-1.4", "application/pdf"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")],
)
async def test_tells_what_a_file_is_by_its_content(database, documents, beginning: bytes, media_type: str) -> None:
    async with database.transaction() as transaction:
        # One byte at a time, as a slow sender may send it.
        content = pieces(beginning + b"rest", 1)
        id_ = await documents.put(transaction, content, name="paper", now=TERM_BEGINS)
        assert (await documents.open(transaction.connection, id_)).media_type == media_type
        assert await documents.read(transaction.connection, id_) == beginning + b"rest"


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"MZ\x90\x00 %PDF-1.7", b"%PDF", b"x"])
async def test_stores_no_file_of_another_kind(database, documents, content: bytes) -> None:
    with pytest.raises(NotAScan):
        await put(database, documents, content)
    assert await count(database) == 0


async def test_takes_parts_in_any_order_and_again_until_it_is_complete(database, documents) -> None:
    parts = [b"a" * (CHUNK_BYTES + 5), b"b" * 7]
    async with database.transaction() as transaction:
        id_ = await documents.start(transaction, name="statement.txt", media_type="text/plain", now=TERM_BEGINS)
        await documents.add_part(transaction, id_, number=1, content=parts[1])
        with pytest.raises(DocumentPartMissing):
            await documents.complete(transaction, id_, parts=2)
        with pytest.raises(DocumentNotFound):
            await documents.open(transaction.connection, id_)
        for content in (b"wrong" * CHUNK_BYTES, parts[0]):
            await documents.add_part(transaction, id_, number=0, content=content)
        found = await documents.complete(transaction, id_, parts=2)
        assert found.sha256 == hashlib.sha256(b"".join(parts)).digest()
        assert await documents.read(transaction.connection, id_) == b"".join(parts)
        with pytest.raises(DocumentComplete):
            await documents.add_part(transaction, id_, number=2, content=b"late")


async def test_refuses_parts_without_a_place(database, documents) -> None:
    async with database.transaction() as transaction:
        id_ = await documents.start(transaction, name="s", media_type="text/plain", now=TERM_BEGINS)
        for number, content in ((-1, b"x"), (4096, b"x"), (0, b""), (0, b"x" * (8 * 2**20 + 1))):
            with pytest.raises(DocumentPartUnusable):
                await documents.add_part(transaction, id_, number=number, content=content)
        with pytest.raises(DocumentNotFound):
            await documents.add_part(transaction, new_id(), number=0, content=b"x")


async def test_forgets_a_document(database, documents) -> None:
    id_ = await put(database, documents)
    async with database.transaction() as transaction:
        await documents.remove(transaction, id_)
    assert await count(database) == 0
