"""Dropping the read model; the consumer then reads every topic from the beginning."""

from dataclasses import dataclass

from sqlalchemy import delete

from chassis.events.consumer import Consumer
from chassis.events.rebuild import rebuild
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.work import WorkItem
from inspection.adapters.postgres.contacts import forget_level
from inspection.adapters.postgres.read_rows import CLEARED_BY_REBUILD
from inspection.adapters.postgres.refresh import hold_refreshing


@dataclass(frozen=True, slots=True)
class Rebuilding:
    database: Database
    consumer: Consumer

    async def __call__(self, item: WorkItem, transaction: Transaction) -> None:
        # A transaction of its own: it waits for batches of the consumer, which the item's lease need not.
        await rebuild(self.database, self.consumer, clear=self._clear)
        await item.progress(transaction, done=1)

    async def _clear(self, transaction: Transaction) -> None:
        """Empty the read model. What people wrote here and copies that events overwrite stay."""
        await hold_refreshing(transaction.connection)
        for table in CLEARED_BY_REBUILD:
            await transaction.connection.execute(delete(table))
        await forget_level(transaction.connection, self.consumer.name)
