"""Publishing what another service would have told, and reading what the service under test told last."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from google.protobuf.message import Message
from sqlalchemy import text

from chassis.postgres.database import Database

Kind = TypeVar("Kind", bound=Message)
Addressed = tuple[str, str, Message]


async def tell(database: Database, events: Iterable[Addressed], *, at: datetime) -> None:
    """Publish (topic, key, message) in one transaction; aggregates are held, as states ask for."""
    told = list(events)
    async with database.transaction() as transaction:
        for topic in sorted({topic for topic, _, _ in told}):
            await transaction.hold(topic, {key for where, key, _ in told if where == topic})
        await transaction.connection.execute(text("SELECT 1"))
        for topic, key, message in told:
            transaction.publish(topic=topic, key=key, message=message, occurred_at=at)


async def last_told(database: Database, kind: type[Kind], key: object) -> Kind | None:
    """The latest message of that kind about `key`; None where there is none."""
    query = text("SELECT payload FROM chassis.outbox WHERE key = :key AND type = :type ORDER BY version DESC LIMIT 1")
    async with database.reading() as connection:
        payload = await connection.scalar(query, {"key": str(key), "type": kind.DESCRIPTOR.full_name})
    return None if payload is None else kind.FromString(bytes(payload))
