"""Work items: which use case does which chunk, inside the item's own transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from billing.adapters.postgres.unit_of_work import PostgresWork
from billing.application.announce_bills import AnnounceBills
from billing.application.import_statement import LINES_AT_ONCE, TAKE_QUEUE, EndImport, ImportStatement, TakeInStatement
from billing.application.price_bills import PUBLISH_QUEUE, PriceBills
from billing.application.publish_bills import (
    ANNOUNCE_QUEUE,
    CLEAR_QUEUE,
    POST_QUEUE,
    ClearBills,
    EndRun,
    PostBills,
    PublishBills,
)
from billing.application.start_bill_run import PRICE_QUEUE
from billing.application.upload_statement import IMPORT_QUEUE
from chassis import operations
from chassis.clock import Clock
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from chassis.work import Handle, OnEnd, WorkItem

_DONE = "done"


class WorkHandlers:
    """Binds the chassis' worker to our use cases."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock, *, lines_at_once: int = LINES_AT_ONCE) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock
        self._import_statement = ImportStatement()
        self._take_in_statement = TakeInStatement(lines_at_once)

    def handlers(self) -> Mapping[str, Handle]:
        return {
            PRICE_QUEUE: self._price,
            PUBLISH_QUEUE: self._publish,
            POST_QUEUE: self._post,
            CLEAR_QUEUE: self._clear,
            ANNOUNCE_QUEUE: self._announce,
            IMPORT_QUEUE: self._import,
            TAKE_QUEUE: self._take_in,
        }

    def on_end(self) -> Mapping[str, OnEnd]:
        return {"billing.bill_run": self._end_run, "billing.statement_import": self._end_import}

    async def _price(self, item: WorkItem, transaction: Transaction) -> None:
        await PriceBills()(self._work(item, transaction), **_chunk(item))
        await item.progress(transaction, done=1)

    async def _publish(self, item: WorkItem, transaction: Transaction) -> None:
        await PublishBills()(self._work(item, transaction), run_id=UUID(item.payload["run_id"]))

    async def _post(self, item: WorkItem, transaction: Transaction) -> None:
        await PostBills()(self._work(item, transaction), **_chunk(item), now=self._clock.now())
        await item.progress(transaction, done=1)

    async def _announce(self, item: WorkItem, transaction: Transaction) -> None:
        work = self._work(item, transaction)
        await AnnounceBills()(work, **_chunk(item), now=self._clock.now(), on=self._clock.today())
        await item.progress(transaction, done=1)

    async def _clear(self, item: WorkItem, transaction: Transaction) -> None:
        await ClearBills()(self._work(item, transaction), run_id=UUID(item.payload["run_id"]))

    async def _import(self, item: WorkItem, transaction: Transaction) -> None:
        statement_id = UUID(item.payload["statement_id"])
        work = self._work(item, transaction)
        lines = await self._import_statement(work, statement_id=statement_id, now=self._clock.now())
        await self._imported(item, transaction, statement_id, lines)

    async def _take_in(self, item: WorkItem, transaction: Transaction) -> None:
        statement_id = UUID(item.payload["statement_id"])
        work = self._work(item, transaction)
        step = item.payload.get("taken", 0), item.payload.get("lines", 0)
        lines = await self._take_in_statement(work, statement_id=statement_id, step=step, now=self._clock.now())
        await self._imported(item, transaction, statement_id, lines)

    async def _imported(self, item: WorkItem, transaction: Transaction, statement_id: UUID, lines: int | None) -> None:
        if lines is None:
            return
        if item.operation_id is not None:
            result, done = {"statement_id": str(statement_id), "lines": lines}, max(lines, 1)
            await operations.update(transaction, item.operation_id, done=done, total=done, result=result)

    async def _end_import(self, operation_id: UUID, outcome: str, transaction: Transaction) -> None:
        if outcome != _DONE:
            await EndImport()(PostgresWork(transaction, self._sealer), operation_id=operation_id)

    async def _end_run(self, operation_id: UUID, outcome: str, transaction: Transaction) -> None:
        """A run that was cancelled or failed frees what it claimed, or is carried to its end where it was posting."""
        if outcome != _DONE:
            await EndRun()(PostgresWork(transaction, self._sealer), operation_id=operation_id)

    def _work(self, item: WorkItem, transaction: Transaction) -> PostgresWork:
        teller = None if item.operation_id is None else operations.Teller(self._database, item.operation_id)
        return PostgresWork(transaction, self._sealer, operation_id=item.operation_id, teller=teller)


def _chunk(item: WorkItem) -> dict[str, Any]:
    return {"run_id": UUID(item.payload["run_id"]), "number": item.payload["chunk"]}
