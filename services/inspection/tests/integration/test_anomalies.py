"""What two people signed stays as they signed it; what comes back or gets worse is to be looked into once more."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.billing.v1 import events_pb2 as billing
from inspection.adapters.postgres.read_rows import school_term
from inspection.adapters.postgres.rows import anomaly
from kernel.actor import Actor, Assignment
from kernel.organisation import OrganisationPath
from testkit.waiting import eventually, running

CITY, DISTRICT, SCHOOL = "/3401", "/3401/340104", "/3401/340104/2134010001"
ANOMALIES = "/v1/anomalies?term=2026-spring&rule=boarders_billed"


@pytest.fixture
async def term(tell: Any, story: Any, refresh: Any) -> None:
    """The boarder, pupil 0, was billed 355 yuan."""
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()


@pytest.fixture
def owes(tell: Any, story: Any, refresh: Any) -> Any:
    """`await owes(fen)` changes what the boarder's bill asks for."""

    async def changed(fen: int) -> None:
        await tell(
            billing.BillChanged(
                bill_id=story.sid("bill 0"), school_path=SCHOOL, term=story.term, due_fen=fen, refunded_fen=500
            )
        )
        await refresh()

    return changed


@pytest.fixture
def listed(service: Any) -> Any:
    """`await listed()` → (occurrence, state, fen asked for) of each as it is, in this order."""

    async def found() -> list[tuple[int, str, int]]:
        query = select(anomaly).where(anomaly.c.rule == "boarders_billed")
        async with service.database.reading() as connection:
            rows = await connection.execute(query)
            return sorted((row.occurrence, row.state, row.facts["due_fen"]) for row in rows)

    return found


@pytest.fixture
def sign(client: Any, acting: Any) -> Any:
    """`await sign("verification")` looks into what is open; "closing" closes it as a second person."""

    async def signed(step: str) -> None:
        answer = await client.get(ANOMALIES, headers=acting("district-officer", DISTRICT, step))
        ids = [one["id"] for one in answer.json()["items"] if step in one["allowed_actions"]]
        assert len(ids) == 1
        done = await client.post(
            f"/v1/anomalies/{ids[0]}/{step}",
            json={"outcome": "corrected", "note": "已更正"} if step == "verification" else None,
            headers=acting("district-officer", DISTRICT, step),
        )
        assert done.status_code == 200, done.text

    return signed


async def test_keeps_the_facts_that_were_signed_and_opens_a_further_one_when_they_get_worse(
    term: None, owes: Any, listed: Any, sign: Any, client: Any, acting: Any
) -> None:
    assert await listed() == [(1, "open", 35_500)]
    await owes(35_400)
    assert await listed() == [(1, "open", 35_400)]
    await sign("verification")
    await owes(30_000)
    assert await listed() == [(1, "verified", 35_400)]
    await sign("closing")
    await owes(35_400)
    assert await listed() == [(1, "closed", 35_400)]
    await owes(36_000)
    assert await listed() == [(1, "closed", 35_400), (2, "open", 36_000)]
    found = (await client.get("/v1/overview?term=2026-spring", headers=acting("city-officer", CITY))).json()
    assert found["tiles"]["anomalies"]["numerator"] == 1
    assert [one["occurrence"] for one in found["newest_anomalies"]] == [2]
    # It is no worse than what was signed after all, as if it had never been.
    await owes(35_000)
    assert await listed() == [(1, "closed", 35_400)]


async def test_opens_a_further_one_when_it_comes_back_however_small(
    term: None, owes: Any, listed: Any, sign: Any
) -> None:
    await sign("verification")
    await sign("closing")
    await owes(0)
    assert await listed() == [(1, "closed", 35_500)]
    await owes(100)
    assert await listed() == [(1, "closed", 35_500), (2, "open", 100)]
    await owes(0)
    await owes(200)
    assert await listed() == [(1, "closed", 35_500), (2, "open", 200)]
    await sign("verification")
    await owes(0)
    await owes(50)
    assert await listed() == [(1, "closed", 35_500), (2, "verified", 200), (3, "open", 50)]


async def test_looks_for_none_in_what_a_rebuild_has_read_so_far(
    service: Any, term: None, tell: Any, story: Any, refresh: Any, fake_clock: Any
) -> None:
    async def rows() -> list[Any]:
        async with service.database.reading() as connection:
            return list(await connection.execute(select(anomaly).order_by(anomaly.c.id)))

    async def refreshed_once() -> bool:
        return not await use_cases.refresh_figures(on=fake_clock.today())

    use_cases = service.app.state.use_cases
    before = await rows()
    assert before
    fake_clock.advance(days=1)
    by = Actor(story.uid("administrator"), Assignment("system-administrator", OrganisationPath(CITY)))
    await use_cases.rebuild_read_model(name="school-terms", by=by, now=fake_clock.now())
    async with running(service.worker):
        await eventually(_is_empty(service), within_s=30)
    await tell(*story.city(), *story.prepared(), *story.placed())
    await eventually(refreshed_once, within_s=10)
    assert await rows() == before
    await tell(*story.served(), *story.billed())
    await eventually(refreshed_once, within_s=10)
    assert await rows() == before
    # What is due is found once everything was read, though no event of the school comes after that.
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(anomaly.delete())
    assert await use_cases.queries.any_stale()
    await refresh()
    assert [row.id for row in await rows()] == [row.id for row in before]
    assert not await use_cases.queries.any_stale()


def _is_empty(service: Any) -> Any:
    async def holds() -> bool:
        async with service.database.reading() as connection:
            return (await connection.execute(select(school_term))).first() is None

    return holds


async def test_looks_into_the_figures_that_were_shown_and_closes_on_what_was_said_of_them(
    term: None, owes: Any, listed: Any, client: Any, acting: Any
) -> None:
    async def shown() -> Any:
        answer = await client.get(ANOMALIES, headers=acting("district-officer", DISTRICT, "second"))
        [one] = answer.json()["items"]
        return one

    async def say(step: str, version: object, person: str, body: Any = None) -> Any:
        headers = acting("district-officer", DISTRICT, person) | {"If-Match": f'"{version}"'}
        return await client.post(f"/v1/anomalies/{(await shown())['id']}/{step}", json=body, headers=headers)

    before, said = await shown(), {"outcome": "explained", "note": "两名学生家长自愿"}
    await owes(35_400)
    assert (await shown())["version"] == before["version"], "what is not told of one child is not told by the version"
    # Forgotten and seen again, it has the id it had.
    await owes(0)
    await owes(99_000)
    assert (await shown())["id"] == before["id"]
    stale = await say("verification", before["version"], "first", said)
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert await listed() == [(1, "open", 99_000)]
    present = await shown()
    assert (await say("verification", present["version"], "first", said)).status_code == 200
    unread = await say("closing", present["version"], "second")
    assert (unread.status_code, unread.json()["code"]) == (412, "kernel.precondition_failed")
    verified = await shown()
    assert (verified["outcome"], verified["note"]) == ("explained", "两名学生家长自愿")
    assert (await say("closing", verified["version"], "second")).json() == {"state": "closed"}


async def test_shows_what_was_said_of_it_to_its_district_alone(term: None, sign: Any, client: Any, acting: Any) -> None:
    await sign("verification")
    notes = {}
    for role, path in (("district-officer", DISTRICT), ("city-officer", CITY), ("auditor", CITY)):
        answer = await client.get(ANOMALIES, headers=acting(role, path))
        notes[role] = [one["note"] for one in answer.json()["items"]]
    assert notes == {"district-officer": ["已更正"], "city-officer": [None], "auditor": [None]}
