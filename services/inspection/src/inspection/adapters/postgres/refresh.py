"""Makes the figures of stale schools anew, and looks for what somebody should look into."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from inspection.adapters.postgres import figures
from inspection.adapters.postgres.read_rows import school_month, school_term
from inspection.adapters.postgres.rows import anomaly
from inspection.domain import anomaly as rules
from inspection.domain.anomaly import AnomalyState, anomaly_id

# The schools that have been marked longest, with all their marks; the others wait for the next transaction.
MARKS_MAX = 20_000
SCHOOLS_MAX = 40

# One refresher at a time: a slower one must not write older figures over newer ones.
_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended('inspection.refresh', 0))")
_TAKE = text("""
DELETE FROM read_model.stale WHERE school_path IN (
    SELECT s.school_path FROM (SELECT id, school_path FROM read_model.stale ORDER BY id LIMIT :marks) s
    GROUP BY s.school_path ORDER BY min(s.id) LIMIT :schools)
RETURNING school_path, term
""")
_PAIRS = text("""
SELECT DISTINCT o.path AS school_path, m.term, o.district_path
FROM unnest(CAST(:schools AS text[]), CAST(:terms AS text[])) AS s (school_path, term)
JOIN organisation o ON o.path = s.school_path AND o.kind = 'school'
JOIN term m ON m.district_path = o.district_path AND (s.term IS NULL OR s.term = m.term)
ORDER BY o.path, m.term
""")
_MARK_RUNNING = text("""
INSERT INTO read_model.stale (school_path, term)
SELECT o.path, m.term FROM organisation o JOIN term m ON m.district_path = o.district_path
WHERE o.kind = 'school' AND m.first_on - 90 <= :on AND m.last_on + 180 >= :on
""")

_FORGET_MONTHS = text("""
DELETE FROM read_model.school_month m
USING unnest(CAST(:schools AS text[]), CAST(:terms AS text[])) AS gone (school_path, term)
WHERE m.school_path = gone.school_path AND m.term = gone.term
""")

Pair = tuple[str, str]


async def mark_running_terms(connection: AsyncConnection, on: date) -> None:
    """What depends on the day, such as a roll that is missing, is made anew for every school."""
    await connection.execute(_MARK_RUNNING, {"on": on})


async def refresh(connection: AsyncConnection, *, on: date) -> int:
    """Make the figures of some of what is stale anew; return how many marks that took away, 0 when none is left.

    The cost is that of the schools that changed, whatever the size of the city.
    """
    if not await connection.scalar(_LOCK):
        return 0
    marks = (await connection.execute(_TAKE, {"marks": MARKS_MAX, "schools": SCHOOLS_MAX})).all()
    if not marks:
        return 0
    wanted = sorted({(row.school_path, row.term) for row in marks}, key=str)
    given = {"schools": [one[0] for one in wanted], "terms": [one[1] for one in wanted]}
    pairs = (await connection.execute(_PAIRS, given)).all()
    if pairs:
        districts = {(row.school_path, row.term): row.district_path for row in pairs}
        await _make_figures(connection, districts, on)
        await _look_for_anomalies(connection, districts, on)
    return len(marks)


def _given(pairs: Mapping[Pair, str], on: date) -> dict[str, Any]:
    return {"schools": [pair[0] for pair in pairs], "terms": [pair[1] for pair in pairs], "on": on}


async def _make_figures(connection: AsyncConnection, districts: Mapping[Pair, str], on: date) -> None:
    given = _given(districts, on)
    facts: dict[Pair, dict[str, object]] = {pair: {} for pair in districts}
    for part in figures.PARTS:
        for row in (await connection.execute(part, _only(part, given))).mappings():
            known = {name: _plain(value) for name, value in row.items() if value is not None}
            facts[row["school_path"], row["term"]].update(known)
    rows = [
        {"school_path": pair[0], "term": pair[1], "district_path": districts[pair], "facts": found}
        for pair, found in facts.items()
    ]
    statement = insert(school_term)
    statement = statement.on_conflict_do_update(
        index_elements=["term", "school_path"],
        set_={"facts": statement.excluded.facts, "district_path": statement.excluded.district_path},
    )
    await connection.execute(statement, rows)
    await connection.execute(_FORGET_MONTHS, {"schools": given["schools"], "terms": given["terms"]})
    moved = (await connection.execute(figures.MONEY_BY_MONTH, _only(figures.MONEY_BY_MONTH, given))).mappings().all()
    if moved:
        await connection.execute(insert(school_month), [dict(row) for row in moved])


async def _look_for_anomalies(connection: AsyncConnection, districts: Mapping[Pair, str], on: date) -> None:
    given = {
        **_given(districts, on),
        "pupils_min": rules.PUPILS_MIN,
        "percent": rules.PARTICIPATION_PERCENT,
        "lessons_min": rules.LESSONS_HELD_MIN,
        "unpaid_days": rules.UNPAID_AFTER_DAYS,
    }
    rows = []
    for seen in (await connection.execute(figures.ANOMALIES, given)).all():
        rows.append(
            {
                "id": anomaly_id(seen.rule, seen.school_path, seen.term, seen.class_id),
                "rule": seen.rule,
                "district_path": districts[seen.school_path, seen.term],
                "school_path": seen.school_path,
                "term": seen.term,
                "class_id": seen.class_id,
                "facts": seen.facts,
                "since": on,
                "state": AnomalyState.OPEN.value,
            }
        )
    await _forget_others(connection, given, rows)
    if rows:
        statement = insert(anomaly)
        # What people said about it stays.
        statement = statement.on_conflict_do_update(index_elements=["id"], set_={"facts": statement.excluded.facts})
        await connection.execute(statement, rows)


async def _forget_others(
    connection: AsyncConnection, given: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    """What the figures no longer show and nobody looked into is gone, as if it had never been seen."""
    wanted = set(zip(given["schools"], given["terms"], strict=True))
    query = select(anomaly.c.id, anomaly.c.school_path, anomaly.c.term).where(
        anomaly.c.school_path.in_(given["schools"]), anomaly.c.state == AnomalyState.OPEN.value
    )
    seen = {row["id"] for row in rows}
    over = [
        row.id
        for row in await connection.execute(query)
        if (row.school_path, row.term) in wanted and row.id not in seen
    ]
    if over:
        # Somebody may have looked into one meanwhile.
        still_open = anomaly.c.state == AnomalyState.OPEN.value
        await connection.execute(delete(anomaly).where(anomaly.c.id.in_(over), still_open))


def _only(statement: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in statement.compile().params if name in given}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | bool) else int(value)  # type: ignore[call-overload]
