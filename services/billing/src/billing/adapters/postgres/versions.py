"""Which version of a record somebody looked at: the transaction that wrote its row last, which nobody has to count."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import scalar
from billing.application.ports import Versioned
from kernel.errors import PreconditionFailed


def version_of(row: str) -> str:
    """SQL: the version of a row, by its alias."""
    return f"CAST(CAST({row}.xmin AS text) AS bigint) AS version"


# The bill that an exception is about, or is to pay.
BILL_OF_EXCEPTION = "CASE WHEN d.resolution = 'offset' THEN l.bill_id ELSE coalesce(d.target_id, l.bill_id) END"
# What a proposal pays and what goes back depends on the bill as it stands: whoever agrees has seen that, too.
VERSION_OF_EXCEPTION = """
CAST(CAST('x' || left(md5(CAST(d.xmin AS text) || CASE WHEN d.state = 'proposed' THEN coalesce('/' || CAST(b.xmin AS
text), '') ELSE '' END), 14) AS bit(56)) AS bigint) AS version"""
_EXCEPTION = f"""
SELECT {VERSION_OF_EXCEPTION} FROM difference d JOIN statement_line l ON l.id = d.line_id
LEFT JOIN bill b ON b.id = {BILL_OF_EXCEPTION} WHERE d.id = :id
"""


def present_version(record: Versioned) -> str:
    """SQL: the version of the record `:id`."""
    if record is Versioned.EXCEPTION:
        return _EXCEPTION
    return f"SELECT {version_of('r')} FROM {record.value} r WHERE r.id = :id"


class PostgresVersionStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def must_be(self, record: Versioned, record_id: UUID, version: int) -> None:
        """Raise PreconditionFailed where somebody wrote the record since.

        Called while the record is locked, so that what is compared is what is edited.
        """
        present = await scalar(self._connection, present_version(record), id=record_id)
        if present != version:
            raise PreconditionFailed("somebody changed this meanwhile; load it again and look at what is there now")
