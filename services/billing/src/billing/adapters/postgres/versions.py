"""Which version of a record somebody looked at: the transaction that wrote its row last, which nobody has to count."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import scalar
from billing.application.ports import Versioned
from kernel.errors import PreconditionFailed


def version_of(row: str) -> str:
    """SQL: the version of a row, by its alias."""
    return f"CAST(CAST({row}.xmin AS text) AS bigint) AS version"


class PostgresVersionStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def must_be(self, record: Versioned, record_id: UUID, version: int) -> None:
        """Raise PreconditionFailed where somebody wrote the record since.

        Called while the record is locked, so that what is compared is what is edited.
        """
        present = await scalar(
            self._connection, f"SELECT {version_of('r')} FROM {record.value} r WHERE r.id = :id", id=record_id
        )
        if present != version:
            raise PreconditionFailed("somebody changed this meanwhile; load it again and look at what is there now")
