"""Nobody becomes an auditor by writing to the broker that staffing made them one."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from chassis.clock import system_time
from chassis.events.consumer import Consumer
from chassis.events.dead_letters import list_dead_letters
from chassis.events.relay import Relay
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from kernel.ids import new_id
from sso.adapters.kafka.assignments import TOPICS, handlers
from testkit.forging import Forgery
from testkit.settings import make_settings
from testkit.telling import tell
from testkit.waiting import eventually, running

[TOPIC] = TOPICS
TRUE = ["guardian@/family"]


@pytest.fixture
async def sso(fresh_database: Any, kafka_bootstrap: str) -> AsyncIterator[tuple[ServiceSettings, Database]]:
    url = await fresh_database("sso")
    settings = make_settings(ServiceSettings, "sso", database_url=url, kafka_bootstrap=kafka_bootstrap)
    database = Database.from_settings(settings)
    yield settings, database
    await database.close()


@pytest.fixture
async def staffing(fresh_database: Any, kafka_bootstrap: str) -> AsyncIterator[tuple[ServiceSettings, Database]]:
    url = await fresh_database()
    settings = make_settings(ServiceSettings, "staffing", database_url=url, kafka_bootstrap=kafka_bootstrap)
    database = Database.from_settings(settings)
    yield settings, database
    await database.close()


async def test_gives_a_parent_no_role_that_staffing_did_not_tell_of(sso: Any, staffing: Any) -> None:
    (settings, database), (telling, books), person = sso, staffing, str(new_id())
    wish = AssignmentsChanged(
        person_id=person, assignments=["auditor@/3401", "finance-officer@/3401/340104"], active=True
    )
    # As a stranger without a secret; as a service that was broken into, in staffing's name and in its own.
    for source, signed_by, kid in (
        ("staffing", None, None),
        ("staffing", "enrolment", None),
        ("staffing", "enrolment", "staffing"),
        ("enrolment", "enrolment", None),
    ):
        forged = Forgery(TOPIC, person, 1, wish, source, signed_by=signed_by, kid=kid)
        await forged.write(settings.kafka_bootstrap)
    consumer = Consumer(settings, database, handlers=handlers(), topics=TOPICS)
    async with running(Relay(telling, books)), running(consumer):
        await eventually(lambda: _is_refused(database, 4))
        message = AssignmentsChanged(person_id=person, assignments=TRUE, active=True)
        await tell(books, [(TOPIC, person, message)], at=system_time())
        await eventually(lambda: _holds(database, person, TRUE))


async def _is_refused(database: Database, count: int) -> bool:
    letters = await list_dead_letters(database)
    return [letter.state for letter in letters].count("foreign") == count


async def _holds(database: Database, person: str, wanted: list[str]) -> bool:
    async with database.reading() as connection:
        query = text("SELECT assignments FROM account WHERE person_id = :person")
        found = await connection.scalar(query, {"person": UUID(person)})
    assert found is None or list(found) == wanted, found
    return found is not None
