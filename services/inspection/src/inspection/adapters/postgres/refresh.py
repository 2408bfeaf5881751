"""Makes the figures of stale schools anew, and has them searched for what somebody should look into."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from inspection.adapters.postgres import figures
from inspection.adapters.postgres.anomaly_search import look_for_anomalies
from inspection.adapters.postgres.contacts import level_at
from inspection.adapters.postgres.read_rows import school_month, school_term

# The schools that have been marked longest, with all their marks; the others wait for the next transaction.
MARKS_MAX = 20_000
SCHOOLS_MAX = 40

# One refresher at a time: a slower one must not write older figures over newer ones.
_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended('inspection.refresh', 0))")
_WAIT_FOR_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('inspection.refresh', 0))")
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
# Figures that were partial when they were made; with the marks they are made, and searched, once more.
_MARK_UNSEARCHED = text("""
WITH partial AS (
    UPDATE read_model.school_term SET searched = true WHERE NOT searched RETURNING school_path, term
)
INSERT INTO read_model.stale (school_path, term) SELECT school_path, term FROM partial
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


async def hold_refreshing(connection: AsyncConnection) -> None:
    """Wait for a refresh under way; the next one waits for the end of this transaction."""
    await connection.execute(_WAIT_FOR_LOCK)


async def refresh(connection: AsyncConnection, *, on: date, consumer: str) -> int:
    """Make the figures of some of what is stale anew; return how many marks that took away, 0 when none is left.

    Anomalies are looked for once `consumer` has been level with the events since it began to read them, or began again
    for a rebuild: figures made earlier are partial, and what they do not show is not gone. The cost is that of the
    schools that changed, whatever the size of the city.
    """
    if not await connection.scalar(_LOCK):
        return 0
    whole = await level_at(connection, consumer) is not None
    if whole:
        await connection.execute(_MARK_UNSEARCHED)
    marks = (await connection.execute(_TAKE, {"marks": MARKS_MAX, "schools": SCHOOLS_MAX})).all()
    if not marks:
        return 0
    wanted = sorted({(row.school_path, row.term) for row in marks}, key=str)
    given = {"schools": [one[0] for one in wanted], "terms": [one[1] for one in wanted]}
    pairs = (await connection.execute(_PAIRS, given)).all()
    if pairs:
        districts = {(row.school_path, row.term): row.district_path for row in pairs}
        await _make_figures(connection, districts, on, whole=whole)
        if whole:
            await look_for_anomalies(connection, districts, on)
    return len(marks)


async def _make_figures(connection: AsyncConnection, districts: Mapping[Pair, str], on: date, *, whole: bool) -> None:
    given = {"schools": [pair[0] for pair in districts], "terms": [pair[1] for pair in districts], "on": on}
    facts: dict[Pair, dict[str, object]] = {pair: {} for pair in districts}
    for part in figures.PARTS:
        for row in (await connection.execute(part, _only(part, given))).mappings():
            known = {name: _plain(value) for name, value in row.items() if value is not None}
            facts[row["school_path"], row["term"]].update(known)
    rows = [
        {"school_path": pair[0], "term": pair[1], "district_path": districts[pair], "facts": found, "searched": whole}
        for pair, found in facts.items()
    ]
    statement = insert(school_term)
    statement = statement.on_conflict_do_update(
        index_elements=["term", "school_path"],
        set_={name: statement.excluded[name] for name in ("facts", "district_path", "searched")},
    )
    await connection.execute(statement, rows)
    await connection.execute(_FORGET_MONTHS, {"schools": given["schools"], "terms": given["terms"]})
    moved = (await connection.execute(figures.MONEY_BY_MONTH, _only(figures.MONEY_BY_MONTH, given))).mappings().all()
    if moved:
        await connection.execute(insert(school_month), [dict(row) for row in moved])


def _only(statement: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in statement.compile().params if name in given}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | bool) else int(value)  # type: ignore[call-overload]
