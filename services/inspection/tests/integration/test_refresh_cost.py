"""Making figures anew costs what the changed schools cost, not what the city costs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from chassis.postgres.database import Database
from inspection.adapters.postgres.refresh import refresh
from inspection.adapters.postgres.rows import metadata

TERM = "2026-spring"
DISTRICT = "/3401/340104"
PUPILS = 60

# Every school with a term that is well under way: 60 pupils in care and in a course, two rolls, a bill each, paid.
CITY = """
INSERT INTO organisation (path, code, kind, name, district_path)
SELECT path, code, 'school', code, :district FROM city;
INSERT INTO read_model.progress (school_path, term, plan, plan_approved_on, opened)
SELECT path, :term, 'approved', '2026-03-02', true FROM city;
INSERT INTO read_model.unit_school (school_path, unit_code) SELECT path, code FROM city;
INSERT INTO read_model.reconciliation (unit_code, month, lines) SELECT code, '2026-03', 9 FROM city;
INSERT INTO pupil (id, school_path, class_id, boards) SELECT id, path, class_id, false FROM child;
INSERT INTO read_model.offering (id, school_path, term, product, title, vendor_id, price_fen)
SELECT offering_id, path, :term, 'course', 'x', 'v', 36000 FROM child WHERE number = 1;
INSERT INTO read_model.study_group (id, offering_id, school_path, term)
SELECT group_id, offering_id, path, :term FROM child WHERE number = 1;
INSERT INTO read_model.session (id, group_id, school_path, held_on)
SELECT id, group_id, path, DATE '2026-03-03' + number FROM child WHERE number <= 20;
INSERT INTO read_model.placement (id, offering_id, pupil_id, school_path, term, agreed_on)
SELECT id, offering_id, id, path, :term, '2026-03-10' FROM child;
INSERT INTO read_model.attendance (group_id, pupil_id, offering_id, school_path, term, attended, first_on)
SELECT group_id, id, offering_id, path, :term, 3, '2026-03-11' FROM child;
INSERT INTO read_model.bill_run (run_id, school_path, term, published_on)
SELECT 'run', path, :term, '2026-03-12' FROM city;
INSERT INTO read_model.bill (id, run_id, school_path, term, pupil_id, due_fen, placement_ids)
SELECT id, 'run', path, :term, id, 36000, ARRAY[id] FROM child;
INSERT INTO read_model.payment (event_id, bill_id, school_path, term, paid_on, paid_fen)
SELECT id, id, path, :term, '2026-03-13', 36000 FROM child
"""
_SCHOOLS = """
CREATE TEMPORARY TABLE city ON COMMIT DROP AS
SELECT CAST(:district AS text) || '/' || (2134100000 + n) AS path, (2134100000 + n)::text AS code
FROM generate_series(CAST(:first AS int), CAST(:last AS int)) AS n;
CREATE TEMPORARY TABLE child ON COMMIT DROP AS
SELECT path, number, gen_random_uuid() AS id, md5(path || 'c')::uuid AS class_id, md5(path || 'o')::uuid AS offering_id,
       md5(path || 'g')::uuid AS group_id
FROM city, generate_series(1, CAST(:pupils AS int)) AS number
"""
# Rows the transaction looked at in tables of the city, however it came to them.
_LOOKED_AT = text("""
SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint FROM pg_stat_xact_user_tables
WHERE relname NOT IN ('stale', 'schema_version')
""")
_WRITTEN = text("""
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables
WHERE relname <> 'stale'
""")


@pytest.fixture
def grow(service: Any, databases: Any) -> Any:
    """`await grow(first, last)` adds schools to the district."""

    async def grown(first: int, last: int) -> None:
        given = {"district": DISTRICT, "term": TERM, "first": first, "last": last, "pupils": PUPILS}
        async with service.database.transaction() as transaction:
            for statement in f"{_SCHOOLS};{CITY}".split(";"):
                names = [name for name in given if f":{name}" in statement]
                await transaction.connection.execute(text(statement), {name: given[name] for name in names})
        mighty = Database(databases.as_owner(service.database.url), name="owner")
        async with mighty.transaction() as transaction:
            for table in metadata.sorted_tables:
                await transaction.connection.execute(text(f"ANALYZE {table.fullname}"))
        await mighty.close()

    return grown


@asynccontextmanager
async def counting(service: Any) -> AsyncIterator[list[str]]:
    """The statements that the service sends meanwhile."""
    sent: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    engine = service.database._writing.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", count)


async def refreshed(service: Any, fake_clock: Any, *schools: int) -> tuple[int, int, int]:
    """Mark the schools; return statements sent, rows looked at and rows written by one refresh."""
    async with service.database.transaction() as transaction:
        for number in schools:
            path = f"{DISTRICT}/{2134100000 + number}"
            mark = text("INSERT INTO read_model.stale (school_path, term) VALUES (:path, :term)")
            await transaction.connection.execute(mark, {"path": path, "term": TERM})
    async with service.database.transaction() as transaction:
        before = await _counts(transaction.connection)
        async with counting(service) as sent:
            assert await refresh(transaction.connection, on=fake_clock.today(), consumer="inspection") == len(schools)
        after = await _counts(transaction.connection)
    return len(sent), after[0] - before[0], after[1] - before[1]


async def _counts(connection: Any) -> tuple[int, int]:
    # The server may not have passed on yet what earlier transactions of the connection did; it is in both.
    return tuple([int(await connection.scalar(query) or 0) for query in (_LOOKED_AT, _WRITTEN)])


async def test_costs_the_changed_school_whatever_the_size_of_the_city(
    service: Any, tell: Any, refresh: Any, story: Any, fake_clock: Any, grow: Any
) -> None:
    await tell(*story.city())
    await refresh()
    await grow(1, 40)
    small = await refreshed(service, fake_clock, 7)
    await grow(41, 400)
    large = await refreshed(service, fake_clock, 7)
    assert large[0] == small[0] <= 18
    # The rows of one school, looked at by a dozen questions; the city has ten times as many schools.
    assert large[1] <= small[1] * 1.5
    # The school's figures, its month (once more instead of the one before) and what somebody should look into.
    assert max(small[2], large[2]) <= 6


async def test_sends_as_many_statements_for_forty_schools_as_for_one(
    service: Any, tell: Any, refresh: Any, story: Any, fake_clock: Any, grow: Any
) -> None:
    await tell(*story.city())
    await refresh()
    await grow(1, 60)
    one = await refreshed(service, fake_clock, 1)
    forty = await refreshed(service, fake_clock, *range(11, 51))
    assert forty[0] == one[0]
