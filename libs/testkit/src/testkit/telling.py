"""Publishing what another service would have told."""

from collections.abc import Iterable
from datetime import datetime

from google.protobuf.message import Message
from sqlalchemy import text

from chassis.postgres.database import Database

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
