"""Reading a stored scan."""

from dataclasses import dataclass
from uuid import UUID

from chassis.documents import DocumentStore
from chassis.postgres.database import Database
from vendor_registry.application.ports import StoredDocument


@dataclass(frozen=True, slots=True)
class PostgresDocumentReader:
    database: Database
    documents: DocumentStore

    async def read(self, document_id: UUID) -> StoredDocument:
        async with self.database.reading() as connection:
            document = await self.documents.open(connection, document_id)
            content = await self.documents.read(connection, document_id)
        return StoredDocument(document.name, document.media_type, content)
