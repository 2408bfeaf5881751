"""A publishing and a consuming service on real parts."""

from collections.abc import AsyncIterator
from itertools import count

import pytest
from sqlalchemy import text

from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from testkit import probe_service
from testkit.pair import Pair
from testkit.settings import make_settings

_topics = count(1)


@pytest.fixture
async def pair(fresh_database, kafka_bootstrap) -> AsyncIterator[Pair]:
    urls = [await fresh_database(), await fresh_database()]
    publishing, applying = (
        make_settings(ServiceSettings, "probe", database_url=url, kafka_bootstrap=kafka_bootstrap) for url in urls
    )
    publisher, applier = Database.from_settings(publishing), Database.from_settings(applying)
    async with applier.transaction() as transaction:
        for statement in probe_service.CREATE.split(";"):
            await transaction.connection.execute(text(statement))
    yield Pair(f"probe.thing-{next(_topics)}", publisher, applier, publishing, applying)
    await publisher.close()
    await applier.close()
