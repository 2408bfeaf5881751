"""Dropping a read model and building it again from the first event on."""

from collections.abc import Awaitable, Callable

from sqlalchemy import text

from chassis.events.consumer import Consumer
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction

_MINUTES_15 = 15 * 60


async def rebuild(
    database: Database, consumer: Consumer | str, *, clear: Callable[[Transaction], Awaitable[None]]
) -> int:
    """Empty a read model with `clear` and forget what its consumer has applied, in one transaction.

    Running processes of that consumer notice within a second and read their topics from the beginning; nobody needs
    to stop them. Return the consumer's new generation. Give a read model that is to be rebuilt alone a `Consumer` with
    a name of its own: everything this consumer feeds is built again.
    """
    name = consumer if isinstance(consumer, str) else consumer.name
    async with database.transaction(statement_timeout_s=_MINUTES_15) as transaction:
        connection = transaction.connection
        # Waits for batches under way, and makes every later one of the old generation start over.
        generation = await connection.scalar(
            text(
                "INSERT INTO chassis.consumer (name) VALUES (:name) "
                "ON CONFLICT (name) DO UPDATE SET generation = chassis.consumer.generation + 1 RETURNING generation"
            ),
            {"name": name},
        )
        for table in ("inbox", "inbox_position", "dead_letter"):
            await connection.execute(text(f"DELETE FROM chassis.{table} WHERE consumer = :name"), {"name": name})
        await clear(transaction)
    assert isinstance(generation, int)  # noqa: S101 - the column's type
    return generation
