"""Long work as a resource: how far it is, what came of it, and a way to cancel it."""

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import work
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.organisation import OrganisationPath

_START = text("""
INSERT INTO chassis.operation (id, kind, state, phase, total, created_by, scope, created_at)
VALUES (:id, :kind, 'running', :phase, :total, :created_by, :scope, :now)
""")
_FIND = text("""
SELECT o.*, (o.pruned_done + coalesce((SELECT sum(done) FROM chassis.work_item w WHERE w.operation_id = o.id), 0)
       )::bigint AS done
FROM chassis.operation o WHERE o.id = :id
""")
_CANCEL = text("UPDATE chassis.operation SET state = 'cancelling' WHERE id = :id AND state = 'running'")
_UPDATE = text("""
UPDATE chassis.operation SET phase = coalesce(:phase, phase), total = coalesce(:total, total),
    result = coalesce(CAST(:result AS jsonb), result), pruned_done = coalesce(:done, pruned_done)
WHERE id = :id
""")
# `pruned_done` is what no work item tells: here because its item has not committed, later because it is deleted.
_TELL = text("""
UPDATE chassis.operation SET phase = :phase, pruned_done = :done, total = :total WHERE id = :id AND state = 'running'
""")
# A person looks once a second.
TELL_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class Operation:
    """State is running, cancelling, cancelled, done or failed; `done` of `total` are in the operation's own units."""

    id: UUID
    kind: str
    state: str
    phase: str | None
    done: int
    total: int
    result: Mapping[str, Any] | None
    error: Mapping[str, Any] | None
    created_by: UUID
    scope: str
    created_at: datetime
    finished_at: datetime | None


async def start(
    transaction: Transaction,
    *,
    kind: str,
    queue_items: Sequence[tuple[str, Mapping[str, Any]]],
    created_by: Actor,
    scope: OrganisationPath,
    now: datetime,
    total: int | None = None,
    phase: str | None = None,
) -> UUID:
    """Start an operation of work items (queue, payload) and return its id; it ends when no item is left.

    `total` is what the items' progress adds up to, the number of items unless given. Operations are visible to who
    started them, and in the roles given to `create_app` for `kind` to those whose organisation covers `scope`.
    """
    operation_id = new_id()
    row = {
        "id": operation_id,
        "kind": kind,
        "phase": phase,
        "total": len(queue_items) if total is None else total,
        "created_by": created_by.id,
        "scope": scope.text,
        "now": now,
    }
    await transaction.connection.execute(_START, row)
    await work.enqueue_many(transaction, queue_items, operation_id=operation_id)
    return operation_id


async def find(connection: AsyncConnection, operation_id: UUID) -> Operation | None:
    """Return an operation as it stands, or None."""
    row = (await connection.execute(_FIND, {"id": operation_id})).one_or_none()
    return None if row is None else Operation(**{name: getattr(row, name) for name in Operation.__slots__})


async def cancel(transaction: Transaction, operation_id: UUID) -> bool:
    """Ask a running operation to stop: no further item begins, then it is cancelled. False where it is not running."""
    return (await transaction.connection.execute(_CANCEL, {"id": operation_id})).rowcount == 1


async def update(
    transaction: Transaction,
    operation_id: UUID,
    *,
    phase: str | None = None,
    total: int | None = None,
    done: int | None = None,
    result: Mapping[str, Any] | None = None,
) -> None:
    """Set phase, total, result or what is done beside the items' progress; what is None stays.

    Hold the row briefly: every chunk that does so waits for it.
    """
    encoded = orjson.dumps(dict(result), default=str).decode() if result is not None else None
    given = {"id": operation_id, "phase": phase, "total": total, "done": done, "result": encoded}
    await transaction.connection.execute(_UPDATE, given)


class Teller:
    """Says how far an item of an operation is while the item's own transaction is still open.

    What it says commits at once, on a connection of its own, at most twice a second and with each new phase. Call it
    only while the item's transaction has not written the operation. At the end the item says with `update` what counts.
    """

    def __init__(self, database: Database, operation_id: UUID) -> None:
        self._database = database
        self._operation_id = operation_id
        self._phase: str | None = None
        self._told_at_s = 0.0

    async def __call__(self, phase: str, *, done: int, total: int) -> None:
        """`done` of `total`, both in the units of the phase. The work goes on where this cannot be said."""
        now_s = time.monotonic()
        if phase == self._phase and now_s - self._told_at_s < TELL_EVERY_S:
            return
        self._phase, self._told_at_s = phase, now_s
        given = {"id": self._operation_id, "phase": phase, "done": done, "total": total}
        with contextlib.suppress(DBAPIError, PoolTimeout, OSError, TimeoutError):
            async with self._database.transaction() as transaction:
                await transaction.connection.execute(_TELL, given)
