"""What is in the books stays there, and a closed month takes nothing more, whoever tries by whatever route."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import asyncpg
import orjson
import pytest

from testkit.databases import Databases

UNIT = "HS0001"
ROWS, TURNS, SHARE_MAX = 20_000, 5, 0.10

_POSTING = """
INSERT INTO {table} (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT $1, $2, $3, '2026-03-10', 1, 2, 100, 'charged', $4, n FROM generate_series(1, $5) AS n
"""


async def post(connection: Any, *, month: str = "2026-03", table: str = "posting", rows: int = 1) -> None:
    await connection.execute(_POSTING.format(table=table), "2026-spring", UNIT, month, uuid4(), rows)


@pytest.fixture
async def connect(databases: Databases) -> AsyncIterator[Any]:
    """`await connect("owner")` → a connection to one database of billing, by the role that serves or owns it."""
    url = await databases.fresh("billing")
    urls = {"serving": url, "owner": databases.as_owner(url)}
    opened = []

    async def open_one(role: str = "serving") -> Any:
        opened.append(await asyncpg.connect(urls[role].replace("+asyncpg", "")))
        return opened[-1]

    first = await open_one()
    await first.execute("INSERT INTO ledger_account (unit_code, code) VALUES ('HS0001', 'a'), ('HS0001', 'b')")
    await first.execute(
        "INSERT INTO ledger_month (unit_code, month, state) VALUES ('HS0001', '2026-02', 'open'), "
        "('HS0001', '2026-03', 'open')"
    )
    await post(first)
    await first.execute("UPDATE ledger_month SET state = 'closed' WHERE month = '2026-02'")
    yield open_one
    for one in opened:
        await one.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET amount_fen = 1",
        "DELETE FROM posting",
        "TRUNCATE posting",
        "TRUNCATE ledger.posting_2026_spring",
        "DELETE FROM ledger.posting_2026_spring",
        "UPDATE ledger.posting_2026_spring SET amount_fen = 1",
        "ALTER TABLE posting DISABLE TRIGGER ALL",
        "ALTER TABLE posting DETACH PARTITION ledger.posting_2026_spring",
        "DROP TABLE ledger.posting_2026_spring",
        "TRUNCATE ledger_month",
        "DELETE FROM ledger_month WHERE state = 'open'",
        "UPDATE ledger_month SET state = 'open' WHERE month = '2026-02'",
        "INSERT INTO ledger_month (unit_code, month, state) VALUES ('HS0001', '2026-04', 'closed')",
        "DELETE FROM match_trace",
        "UPDATE ledger_account SET code = 'c'",
        "DROP TRIGGER posting_enters_no_closed_month ON posting",
    ],
)
async def test_the_serving_role_changes_nothing_that_is_kept(connect: Any, statement: str) -> None:
    connection = await connect()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(statement)


@pytest.mark.parametrize("table", ["posting", "ledger.posting_2026_spring", "ledger.posting_later", "ledger_month"])
async def test_not_even_the_owner_empties_the_books(connect: Any, table: str) -> None:
    connection = await connect("owner")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="never"):
        await connection.execute(f"TRUNCATE {table}")


@pytest.mark.parametrize(
    ("role", "table"), [("serving", "posting"), ("owner", "posting"), ("owner", "ledger.posting_2026_spring")]
)
@pytest.mark.parametrize(("month", "says"), [("2026-02", "is closed"), ("2026-05", "never opened")])
async def test_no_posting_enters_a_closed_month(connect: Any, role: str, table: str, month: str, says: str) -> None:
    connection = await connect(role)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match=says):
        await post(connection, month=month, table=table)
    if role == "serving":
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await post(connection, table="ledger.posting_2026_spring")


async def test_no_posting_enters_a_month_that_is_just_being_closed(connect: Any) -> None:
    closing, posting = await connect(), await connect()
    async with closing.transaction():
        await closing.execute("UPDATE ledger_month SET state = 'closed' WHERE month = '2026-03'")
        trying = asyncio.create_task(post(posting))
        await asyncio.sleep(0.3)
        assert not trying.done()
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="is closed"):
        await trying


async def test_looking_at_the_month_costs_a_bulk_of_postings_little(connect: Any) -> None:
    connection, shares = await connect(), []
    explained = f"EXPLAIN (ANALYZE, FORMAT JSON) {_POSTING.format(table='posting')}"
    for _ in range(TURNS):
        [[answer]] = await connection.fetch(explained, "2026-spring", UNIT, "2026-03", uuid4(), ROWS)
        [plan] = orjson.loads(answer)
        [trigger] = [one for one in plan["Triggers"] if one["Trigger Name"] == "posting_enters_no_closed_month"]
        shares.append(trigger["Time"] / plan["Execution Time"])
    # The least of several: the machine does other things, too.
    assert min(shares) < SHARE_MAX, shares
