"""Looking at events that could not be applied, and replaying them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from google.protobuf import json_format, symbol_database
from sqlalchemy import text

from chassis.postgres.database import Database

LIST_MAX = 500
_COLUMNS = "id, consumer, topic, key, version, type, event_id, state, reason, attempts, first_failed_at"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event set aside.

    `failed` until replayed, `waiting` for other events, `behind` an earlier one of its aggregate, `replay` asked for;
    `foreign` where it is none of its topic's owner: it is never applied, and its `version` is below zero.
    """

    id: int
    consumer: str
    topic: str
    key: str
    version: int
    type: str
    event_id: str
    state: str
    reason: str
    attempts: int
    first_failed_at: datetime


async def list_dead_letters(
    database: Database,
    *,
    states: Sequence[str] = ("failed", "waiting", "behind", "replay", "foreign"),
    after: int = 0,
    limit: int = 100,
) -> list[DeadLetter]:
    """Return dead letters in the order in which they were set aside, from the one after id `after`."""
    query = text(
        f"SELECT {_COLUMNS} FROM chassis.dead_letter WHERE state = ANY(CAST(:states AS text[])) AND id > :after "
        "ORDER BY id LIMIT :limit"
    )
    given = {"states": list(states), "after": after, "limit": min(limit, LIST_MAX)}
    async with database.reading() as connection:
        return [_of(row) for row in await connection.execute(query, given)]


async def show_dead_letter(database: Database, dead_letter_id: int) -> tuple[DeadLetter, dict[str, Any]] | None:
    """Return a dead letter and its payload decoded, or None. Events carry ids, never names or numbers."""
    query = text(f"SELECT {_COLUMNS}, payload FROM chassis.dead_letter WHERE id = :id")
    async with database.reading() as connection:
        row = (await connection.execute(query, {"id": dead_letter_id})).one_or_none()
    if row is None:
        return None
    try:
        message = symbol_database.Default().GetSymbol(row.type).FromString(row.payload)
    except KeyError:
        return _of(row), {"payload_hex": row.payload.hex()}
    return _of(row), json_format.MessageToDict(message, preserving_proto_field_name=True)


async def replay_dead_letters(database: Database, dead_letter_ids: Sequence[int] | None = None) -> int:
    """Let failed events be tried again within a second, all or those given; return how many.

    The later events of their aggregates follow by themselves.
    """
    query = text(
        "UPDATE chassis.dead_letter SET state = 'replay', tried_at = clock_timestamp() WHERE state = 'failed' "
        "AND (CAST(:ids AS bigint[]) IS NULL OR id = ANY(CAST(:ids AS bigint[])))"
    )
    ids = list(dead_letter_ids) if dead_letter_ids is not None else None
    async with database.transaction() as transaction:
        return (await transaction.connection.execute(query, {"ids": ids})).rowcount


def _of(row: Any) -> DeadLetter:
    return DeadLetter(
        id=row.id,
        consumer=row.consumer,
        topic=row.topic,
        key=row.key,
        version=row.version,
        type=row.type,
        event_id=str(row.event_id),
        state=row.state,
        reason=row.reason,
        attempts=row.attempts,
        first_failed_at=row.first_failed_at,
    )
