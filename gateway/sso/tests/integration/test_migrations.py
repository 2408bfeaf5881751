"""The migrations make the tables the code believes in."""

from chassis.postgres.migrate import assert_no_drift, upgrade_url
from sso.adapters.postgres.rows import metadata
from testkit.databases import SERVING, Databases


async def test_upgrades_an_empty_database_without_drift(databases: Databases) -> None:
    url = await databases.blank()
    await upgrade_url(url, "sso", serving=SERVING)
    await assert_no_drift(url, metadata)
