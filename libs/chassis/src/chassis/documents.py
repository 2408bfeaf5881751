"""Documents (licences, evidence, statements) as sealed chunks in the owner's PostgreSQL, with their SHA-256."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.files.scans import SIGNATURE_BYTES_MAX, scan_type
from chassis.postgres.schema import document, document_chunk
from chassis.postgres.transaction import Transaction
from chassis.seal import SealBroken, Sealer
from kernel.errors import Conflict, Fault, Invalid, NotFound
from kernel.ids import new_id

CHUNK_BYTES = 2**20
DOCUMENT_BYTES_MAX = 20 * 2**20
# A statement arrives in parts, each small enough for one request.
PART_BYTES_MAX = 8 * 2**20
PARTED_BYTES_MAX = 2**30
PARTS_MAX = 4096
_CHUNKS_PER_PART = PART_BYTES_MAX // CHUNK_BYTES
_NAME = "document.name"

DocumentId = UUID


class DocumentNotFound(NotFound):
    code = "chassis.document_not_found"


class DocumentTooLarge(Invalid):
    code = "chassis.document_too_large"


class DocumentEmpty(Invalid):
    code = "chassis.document_empty"


class DocumentPartMissing(Conflict):
    code = "chassis.document_part_missing"


class DocumentComplete(Conflict):
    code = "chassis.document_complete"


class DocumentPartUnusable(Invalid):
    code = "chassis.document_part_unusable"


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of a stored document; its content is read with `content`."""

    id: DocumentId
    name: str
    media_type: str
    size_bytes: int
    sha256: bytes


class DocumentStore:
    """Puts documents into the transaction that refers to them, and streams them out again."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def put(
        self,
        transaction: Transaction,
        content: AsyncIterator[bytes],
        *,
        name: str,
        now: datetime,
        limit_bytes: int = DOCUMENT_BYTES_MAX,
    ) -> DocumentId:
        """Store a whole scan; raises NotAScan, DocumentTooLarge or DocumentEmpty and then stores nothing.

        Its media type is that of its content: what a sender says about a file is not kept.
        """
        beginning, rest = await _begun(content)
        id_ = await self.start(transaction, name=name, media_type=scan_type(beginning), now=now)
        digest, size, number, pending = hashlib.sha256(), 0, 0, bytearray()
        async for piece in rest:
            size += len(piece)
            if size > limit_bytes:
                raise _too_large(limit_bytes)
            digest.update(piece)
            pending += piece
            while len(pending) >= CHUNK_BYTES:
                await self._write(transaction, id_, number, bytes(pending[:CHUNK_BYTES]))
                del pending[:CHUNK_BYTES]
                number += 1
        if pending:
            await self._write(transaction, id_, number, bytes(pending))
        await self._finish(transaction, id_, size, digest.digest())
        return id_

    async def start(self, transaction: Transaction, *, name: str, media_type: str, now: datetime) -> DocumentId:
        """Begin a document that arrives in parts; it cannot be read before `complete`."""
        id_ = new_id()
        await transaction.connection.execute(
            insert(document).values(
                id=id_,
                name=self._sealer.seal(name[:255], field=_NAME),
                media_type=media_type[:100],
                size_bytes=0,
                sha256=b"",
                complete=False,
                created_at=now,
            )
        )
        return id_

    async def add_part(self, transaction: Transaction, id_: DocumentId, *, number: int, content: bytes) -> None:
        """Store part `number` (from 0); the same part again replaces it."""
        if not 0 <= number < PARTS_MAX or not 0 < len(content) <= PART_BYTES_MAX:
            raise DocumentPartUnusable(
                f"a part is 1 byte to {PART_BYTES_MAX // 2**20} MiB, numbered from 0 to {PARTS_MAX - 1}"
            )
        found = await transaction.connection.execute(
            select(document.c.complete).where(document.c.id == id_).with_for_update()
        )
        row = found.one_or_none()
        if row is None:
            raise DocumentNotFound("there is no such document")
        if row.complete:
            raise DocumentComplete("the document is complete; start a new one")
        first = number * _CHUNKS_PER_PART
        await transaction.connection.execute(
            delete(document_chunk).where(
                document_chunk.c.document_id == id_,
                document_chunk.c.number >= first,
                document_chunk.c.number < first + _CHUNKS_PER_PART,
            )
        )
        for place, start in enumerate(range(0, len(content), CHUNK_BYTES)):
            await self._write(transaction, id_, first + place, content[start : start + CHUNK_BYTES])

    async def complete(self, transaction: Transaction, id_: DocumentId, *, parts: int) -> Document:
        """Close a document of `parts` parts: all must be there. Its SHA-256 is that of the whole."""
        found = await transaction.connection.execute(
            select(document_chunk.c.number).where(document_chunk.c.document_id == id_).order_by(document_chunk.c.number)
        )
        present = {number // _CHUNKS_PER_PART for number in found.scalars()}
        missing = sorted(set(range(parts)) - present)
        if missing or not present or max(present) >= parts:
            raise DocumentPartMissing(
                f"the document has {len(present)} of {parts} parts; send the missing ones",
                params={"missing": ",".join(map(str, missing[:20]))},
            )
        digest, size = hashlib.sha256(), 0
        async for chunk in self._chunks(transaction.connection, id_):
            digest.update(chunk)
            size += len(chunk)
        if size > PARTED_BYTES_MAX:
            raise _too_large(PARTED_BYTES_MAX)
        await self._finish(transaction, id_, size, digest.digest())
        return await self.open(transaction.connection, id_)

    async def open(self, connection: AsyncConnection, id_: DocumentId) -> Document:
        """What is known of a complete document, or DocumentNotFound."""
        found = await connection.execute(select(document).where(document.c.id == id_, document.c.complete))
        row = found.one_or_none()
        if row is None:
            raise DocumentNotFound("there is no such document")
        name = self._sealer.unseal(row.name, field=_NAME)
        return Document(row.id, name, row.media_type, row.size_bytes, bytes(row.sha256))

    async def content(self, connection: AsyncConnection, id_: DocumentId) -> AsyncIterator[bytes]:
        """The document's content in pieces of at most 1 MiB; raises SealBroken where it is not what was stored."""
        known = await self.open(connection, id_)
        digest = hashlib.sha256()
        async for chunk in self._chunks(connection, id_):
            digest.update(chunk)
            yield chunk
        if digest.digest() != known.sha256:
            # Each chunk opens in its own place, so one or more are gone.
            raise SealBroken(f"document {id_} is not whole any more")

    async def read(self, connection: AsyncConnection, id_: DocumentId) -> bytes:
        """The whole content at once; for documents put whole, which have at most 20 MiB."""
        return b"".join([chunk async for chunk in self.content(connection, id_)])

    async def remove(self, transaction: Transaction, id_: DocumentId) -> None:
        """Forget a document."""
        await transaction.connection.execute(delete(document_chunk).where(document_chunk.c.document_id == id_))
        await transaction.connection.execute(delete(document).where(document.c.id == id_))

    async def _chunks(self, connection: AsyncConnection, id_: DocumentId) -> AsyncIterator[bytes]:
        number = -1
        while True:
            # One at a time: whoever reads slowly holds one MiB, not the document.
            found = await connection.execute(
                select(document_chunk.c.number, document_chunk.c.content)
                .where(document_chunk.c.document_id == id_, document_chunk.c.number > number)
                .order_by(document_chunk.c.number)
                .limit(1)
            )
            row = found.one_or_none()
            if row is None:
                return
            number = row.number
            yield self._sealer.unseal_bytes(row.content, field=_field(id_, number))

    async def _write(self, transaction: Transaction, id_: DocumentId, number: int, content: bytes) -> None:
        sealed = self._sealer.seal_bytes(content, field=_field(id_, number))
        await transaction.connection.execute(
            insert(document_chunk).values(document_id=id_, number=number, content=sealed)
        )

    async def _finish(self, transaction: Transaction, id_: DocumentId, size: int, sha256: bytes) -> None:
        await transaction.connection.execute(
            update(document).where(document.c.id == id_).values(size_bytes=size, sha256=sha256, complete=True)
        )


async def one_piece(content: bytes) -> AsyncIterator[bytes]:
    """A document that is at hand whole, as the store takes it."""
    yield content


async def _begun(content: AsyncIterator[bytes]) -> tuple[bytes, AsyncIterator[bytes]]:
    """What a file begins with, and the whole file; raises DocumentEmpty."""
    beginning = b""
    async for piece in content:
        beginning += piece
        if len(beginning) >= SIGNATURE_BYTES_MAX:
            break
    if not beginning:
        raise DocumentEmpty("the document is empty; choose the file again")

    async def whole() -> AsyncIterator[bytes]:
        yield beginning
        async for piece in content:
            yield piece

    return beginning, whole()


def _field(id_: DocumentId, number: int) -> str:
    # A chunk opens in its own place only: chunks can be neither moved nor exchanged.
    return f"document/{id_}/{number}"


def _too_large(limit_bytes: int) -> DocumentTooLarge:
    detail = f"the document is larger than {limit_bytes // 2**20} MiB"
    params = {"limit_bytes": limit_bytes}
    return DocumentTooLarge(detail, params=params, faults=(Fault("file", DocumentTooLarge.code, detail, params),))
