"""Leased, resumable work items: long work in chunks, each done in one transaction, resumed after a crash."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlalchemy import text

from chassis import trace
from chassis.clock import Clock
from chassis.events.failures import is_passing
from chassis.postgres.database import Database
from chassis.postgres.transaction import WORK, Transaction
from kernel.errors import Refusal

# Longer than any chunk may take; a dead worker's items are free again after it.
LEASE_S = 60
ATTEMPTS_MAX = 5
ITEM_TIMEOUT_S = 50
# What this process adds wakes the slots at once; what others add, and what a moved clock makes due, is seen by then.
IDLE_POLL_S = 1.0
SWEEP_EVERY_S = 5.0
SLOTS = 2

_ENQUEUE = text("""
INSERT INTO chassis.work_item (operation_id, queue, payload, due_at)
SELECT CAST(:operation_id AS uuid), queue, CAST(payload AS jsonb), coalesce(CAST(:due_at AS timestamptz),
       CAST('-infinity' AS timestamptz))
FROM unnest(CAST(:queues AS text[]), CAST(:payloads AS text[])) WITH ORDINALITY AS t (queue, payload, place)
ORDER BY place
""")
# `due_at` is business time; the lease is the server's own time, which no movable clock may stretch.
_LEASE = text("""
UPDATE chassis.work_item w SET state = 'leased', attempts = attempts + 1,
    leased_until = clock_timestamp() + make_interval(secs => :lease_s)
WHERE id = (
    SELECT i.id FROM chassis.work_item i LEFT JOIN chassis.operation o ON o.id = i.operation_id
    WHERE i.queue = ANY(CAST(:queues AS text[])) AND i.state IN ('due', 'leased') AND i.due_at <= :now
      AND (i.leased_until IS NULL OR i.leased_until < clock_timestamp())
      AND (o.id IS NULL OR o.state = 'running')
    ORDER BY i.due_at, i.id LIMIT 1 FOR UPDATE OF i SKIP LOCKED)
RETURNING id, operation_id, queue, payload, attempts, leased_until
""")
_DUE = text("""
SELECT 1 FROM chassis.work_item
WHERE queue = ANY(CAST(:queues AS text[])) AND state IN ('due', 'leased') AND due_at <= :now
  AND (leased_until IS NULL OR leased_until < clock_timestamp())
LIMIT 1
""")
_OPEN = text("SELECT 1 FROM chassis.operation WHERE state IN ('running', 'cancelling', 'failing') LIMIT 1")
# Whoever lost the lease writes nothing: the row is locked and compared before the handler's effects commit.
_HOLD = text("SELECT 1 FROM chassis.work_item WHERE id = :id AND state = 'leased' AND attempts = :attempts FOR UPDATE")
_FINISH = text("UPDATE chassis.work_item SET state = 'done', leased_until = NULL WHERE id = :id")
_PROGRESS = text("UPDATE chassis.work_item SET done = done + :done WHERE id = :id")
_RELEASE = text("""
UPDATE chassis.work_item SET state = :state, reason = :reason,
    leased_until = clock_timestamp() + make_interval(secs => :pause_s)
WHERE id = :id AND attempts = :attempts AND state = 'leased'
""")
_FAIL_OPERATION = text("""
UPDATE chassis.operation SET state = 'failing', error = CAST(:error AS jsonb)
WHERE id = :id AND state IN ('running', 'cancelling')
""")
# Nobody is at work on it any more: nothing left to do, or whoever was is done since it was cancelled or failed.
_ENDED = text("""
SELECT o.id, o.kind, o.state FROM chassis.operation o
WHERE o.state IN ('running', 'cancelling', 'failing') AND NOT EXISTS (
    SELECT 1 FROM chassis.work_item w WHERE w.operation_id = o.id
    AND ((w.state = 'due' AND o.state = 'running')
         OR (w.state = 'leased' AND (o.state = 'running' OR w.leased_until > clock_timestamp()))))
LIMIT 1 FOR UPDATE OF o SKIP LOCKED
""")
_DROP_ITEMS = text("UPDATE chassis.work_item SET state = 'dropped' WHERE operation_id = :id AND state <> 'done'")
_END = text("UPDATE chassis.operation SET state = :state, finished_at = :now WHERE id = :id")
_OUTCOMES = {"running": "done", "cancelling": "cancelled", "failing": "failed"}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A chunk under way; `attempts` counts this one."""

    id: int
    operation_id: UUID | None
    queue: str
    payload: Mapping[str, Any]
    attempts: int

    async def progress(self, transaction: Transaction, *, done: int) -> None:
        """Add to what the operation shows as done; counts when the chunk commits."""
        await transaction.connection.execute(_PROGRESS, {"id": self.id, "done": done})


Handle = Callable[[WorkItem, Transaction], Awaitable[None]]
# (operation id, outcome: done, cancelled or failed, the transaction that ends the operation)
OnEnd = Callable[[UUID, str, Transaction], Awaitable[None]]


class LeaseLost(Exception):
    """Another worker took the item over; nothing of this attempt may be stored."""


async def enqueue(
    transaction: Transaction,
    queue: str,
    payload: Mapping[str, Any],
    *,
    due_at: datetime | None = None,
    operation_id: UUID | None = None,
) -> None:
    """Add one item, due at a business instant (default: at once)."""
    await enqueue_many(transaction, [(queue, payload)], due_at=due_at, operation_id=operation_id)


async def enqueue_many(
    transaction: Transaction,
    items: Sequence[tuple[str, Mapping[str, Any]]],
    *,
    due_at: datetime | None = None,
    operation_id: UUID | None = None,
) -> None:
    """Add items (queue, payload) in one statement."""
    if not items:
        return
    given = {
        "operation_id": operation_id,
        "due_at": due_at,
        "queues": [queue for queue, _ in items],
        "payloads": [orjson.dumps(dict(payload), default=str).decode() for _, payload in items],
    }
    await transaction.connection.execute(_ENQUEUE, given)
    transaction.calls(WORK)


class Worker:
    """Works on the queues it has handlers for, a few items at a time. Any number of processes may run it.

    A handler's writes, its progress, the items it adds and the end of the item are one transaction. `on_end` (operation
    kind → function) runs once, in the transaction that ends the operation: it publishes a draft or frees its claims.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        handlers: Mapping[str, Handle],
        on_end: Mapping[str, OnEnd] | None = None,
        slots: int = SLOTS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._handlers = dict(handlers)
        self._on_end = dict(on_end or {})
        self._slots = slots
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()
        database.calls.answer(WORK, self._called)

    async def run(self) -> None:
        """Work until `stop()`; what is under way then is finished."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._slots):
                group.create_task(self._work())
            group.create_task(self._sweep())

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()

    def _called(self) -> bool:
        self._wake.set()
        # Workers of other processes look often enough.
        return True

    async def work_once(self) -> bool:
        """Do one item, if any is due; tell whether there was one."""
        item = await self._lease()
        if item is None:
            return False
        with trace.continuing(None):
            try:
                await asyncio.wait_for(self._do(item), ITEM_TIMEOUT_S)
            except LeaseLost:
                log.warning("lease_lost", queue=item.queue, item=item.id)
            except Exception as problem:  # noqa: BLE001 whatever a chunk stumbles over is recorded and tried again
                await self._give_back(item, problem)
        if item.operation_id is not None:
            await self.end_operations()
        return True

    async def end_operations(self) -> int:
        """End the operations that have nothing left to do; return how many."""
        ended = 0
        while True:
            found: Any = None
            try:
                async with self._database.transaction() as transaction:
                    found = (await transaction.connection.execute(_ENDED)).one_or_none()
                    if found is None:
                        return ended
                    await self._end(found, transaction)
            except Exception as problem:
                if found is None or is_passing(problem):
                    raise
                log.error("operation_not_ended", kind=found.kind, state=found.state, problem=type(problem).__name__)
                await self._fail_to_end(found, problem)
            ended += 1

    async def _end(self, operation: Any, transaction: Transaction) -> None:
        outcome = _OUTCOMES[operation.state]
        await transaction.connection.execute(_DROP_ITEMS, {"id": operation.id})
        given = {"id": operation.id, "state": outcome, "now": self._clock.now()}
        await transaction.connection.execute(_END, given)
        if operation.kind in self._on_end:
            await self._on_end[operation.kind](operation.id, outcome, transaction)

    async def _fail_to_end(self, operation: Any, problem: Exception) -> None:
        async with self._database.transaction() as transaction:
            connection = transaction.connection
            given = {"id": operation.id, "error": orjson.dumps(_error_of(problem), default=str).decode()}
            if operation.state == "running":
                # Its end was refused; what it claimed is freed by its end as a failure.
                await connection.execute(_FAIL_OPERATION, given)
            else:
                await connection.execute(_END, {"id": operation.id, "state": "failed", "now": self._clock.now()})

    async def _work(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                if await self._is_due() and await self.work_once():
                    # The other slots may have something to do as well.
                    self._wake.set()
                    continue
            except Exception as problem:
                if not is_passing(problem):
                    raise
                log.warning("worker_waits", problem=type(problem).__name__)
            await self._rest()

    async def _sweep(self) -> None:
        while not self._stopping.is_set():
            try:
                async with self._database.reading() as connection:
                    is_open = await connection.scalar(_OPEN)
                if is_open:
                    await self.end_operations()
            except Exception as problem:
                if not is_passing(problem):
                    raise
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), SWEEP_EVERY_S)

    async def _is_due(self) -> bool:
        given = {"queues": list(self._handlers), "now": self._clock.now()}
        async with self._database.reading() as connection:
            return await connection.scalar(_DUE, given) is not None

    async def _rest(self) -> None:
        if not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), IDLE_POLL_S * random.uniform(0.5, 1.0))  # noqa: S311 - jitter

    async def _lease(self) -> WorkItem | None:
        given = {"queues": list(self._handlers), "now": self._clock.now(), "lease_s": LEASE_S}
        async with self._database.transaction() as transaction:
            row = (await transaction.connection.execute(_LEASE, given)).one_or_none()
        if row is None:
            return None
        return WorkItem(row.id, row.operation_id, row.queue, row.payload, row.attempts)

    async def _do(self, item: WorkItem) -> None:
        async with self._database.transaction(statement_timeout_s=ITEM_TIMEOUT_S) as transaction:
            held = await transaction.connection.scalar(_HOLD, {"id": item.id, "attempts": item.attempts})
            if not held:
                raise LeaseLost(item.id)
            await self._handlers[item.queue](item, transaction)
            await transaction.connection.execute(_FINISH, {"id": item.id})

    async def _give_back(self, item: WorkItem, problem: Exception) -> None:
        # A refusal is an answer, not an accident: trying again would give the same.
        refused = isinstance(problem, Refusal) and not is_passing(problem)
        over = refused or (item.attempts >= ATTEMPTS_MAX and not is_passing(problem))
        log.error(
            "work_item_failed", queue=item.queue, item=item.id, attempts=item.attempts, problem=type(problem).__name__
        )
        pause_s = 0.2 * 2 ** min(item.attempts, 7) * random.uniform(0.5, 1.5)  # noqa: S311 - jitter
        given = {
            "id": item.id,
            "attempts": item.attempts,
            "state": "failed" if over else "leased",
            "reason": type(problem).__name__,
            "pause_s": pause_s,
        }
        async with self._database.transaction() as transaction:
            await transaction.connection.execute(_RELEASE, given)
            if over and item.operation_id is not None:
                error = orjson.dumps(_error_of(problem), default=str).decode()
                await transaction.connection.execute(_FAIL_OPERATION, {"id": item.operation_id, "error": error})


def _error_of(problem: Exception) -> dict[str, object]:
    if isinstance(problem, Refusal):
        return {"code": problem.code, "detail": problem.detail, "params": dict(problem.params)}
    return {"code": "chassis.work_failed", "detail": "a part of the work failed again and again; its log says why"}
