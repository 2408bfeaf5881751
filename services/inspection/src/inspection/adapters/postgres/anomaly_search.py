"""Looks through figures for what somebody should look into; what was signed stays as it was signed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from inspection.adapters.postgres import figures
from inspection.adapters.postgres.cases import NEXT_VERSION
from inspection.adapters.postgres.rows import anomaly
from inspection.adapters.postgres.told import figures_of, stored
from inspection.domain import anomaly as rules
from inspection.domain.anomaly import (
    AnomalyRule,
    AnomalyState,
    Signed,
    anomaly_id,
    next_facts_told,
    occurrence_to_open,
)
from kernel.small_groups import Figure

Key = tuple[str, str, str, UUID | None]


async def look_for_anomalies(connection: AsyncConnection, districts: Mapping[tuple[str, str], str], on: date) -> None:
    """Open, bring up to date and forget the anomalies of these schools and terms."""
    given: dict[str, Any] = {
        "schools": [pair[0] for pair in districts],
        "terms": [pair[1] for pair in districts],
        "on": on,
        "pupils_min": rules.PUPILS_MIN,
        "percent": rules.PARTICIPATION_PERCENT,
        "lessons_min": rules.LESSONS_HELD_MIN,
        "unpaid_days": rules.UNPAID_AFTER_DAYS,
    }
    # Whoever is signing one has done so, or waits until the search is over.
    query = select(anomaly).where(anomaly.c.school_path.in_(given["schools"])).with_for_update()
    known = [row for row in await connection.execute(query) if (row.school_path, row.term) in districts]
    signed, told = _signed(known), _told(known)
    seen, rows = set(), []
    for one in (await connection.execute(figures.ANOMALIES, given)).all():
        key = (one.rule, one.school_path, one.term, one.class_id)
        seen.add(key)
        last = signed.get(key)
        occurrence = occurrence_to_open(AnomalyRule(one.rule), one.facts, signed=last and _as_signed(last))
        if occurrence is not None:
            district_path = districts[one.school_path, one.term]
            row = _row(key, occurrence, facts=one.facts, district_path=district_path, since=on)
            rows.append({**row, "told": stored(next_facts_told(told.get(key, {}), one.facts))})
    opened = {row["id"] for row in rows}
    await _forget(connection, [row.id for row in known if row.state == AnomalyState.OPEN and row.id not in opened])
    await _leave(connection, [row.id for key, row in signed.items() if key not in seen and row.gone_on is None], on)
    if rows:
        statement = insert(anomaly)
        anew = statement.excluded.told
        # Only what readers are told anew is another state: the facts behind it change with every child.
        version = case((anomaly.c.told.is_distinct_from(anew), NEXT_VERSION), else_=anomaly.c.version)
        renewed = {"facts": statement.excluded.facts, "told": anew, "version": version}
        statement = statement.on_conflict_do_update(index_elements=["id"], set_=renewed)
        await connection.execute(statement, rows)


def _signed(known: Iterable[Any]) -> dict[Key, Any]:
    """The latest occurrence of each that somebody has looked into."""
    looked_into = [row for row in known if row.state != AnomalyState.OPEN]
    latest = sorted(looked_into, key=lambda row: int(row.occurrence))
    return {(row.rule, row.school_path, row.term, row.class_id): row for row in latest}


def _told(known: Iterable[Any]) -> dict[Key, dict[str, Figure]]:
    """What was told last of each, in whichever occurrence."""
    by_occurrence = sorted(known, key=lambda row: int(row.occurrence))
    return {(row.rule, row.school_path, row.term, row.class_id): figures_of(row.told) for row in by_occurrence}


def _as_signed(row: Any) -> Signed:
    return Signed(row.occurrence, row.facts, gone=row.gone_on is not None)


def _row(key: Key, occurrence: int, *, facts: Mapping[str, int], district_path: str, since: date) -> dict[str, object]:
    rule, school_path, term, class_id = key
    return {
        "id": anomaly_id(rule, school_path, term, class_id, occurrence),
        "rule": rule,
        "district_path": district_path,
        "school_path": school_path,
        "term": term,
        "class_id": class_id,
        "facts": facts,
        "since": since,
        "state": AnomalyState.OPEN.value,
        "occurrence": occurrence,
    }


async def _forget(connection: AsyncConnection, over: list[UUID]) -> None:
    """What the figures no longer show and nobody looked into is gone, as if it had never been seen."""
    if over:
        await connection.execute(delete(anomaly).where(anomaly.c.id.in_(over)))


async def _leave(connection: AsyncConnection, gone: list[UUID], on: date) -> None:
    """What somebody looked into stays on record; should it come back, it is a further occurrence."""
    if gone:
        await connection.execute(update(anomaly).where(anomaly.c.id.in_(gone)).values(gone_on=on))
