"""Bringing a database up to its service's latest migration."""

import asyncio
from importlib import resources
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.postgres.schema import SCHEMA
from chassis.postgres.schema import metadata as chassis_metadata
from chassis.settings import ServiceSettings
from chassis.transport import engine_options

# A migration that cannot have its lock gives way to the traffic and is run again.
LOCK_TIMEOUT_S = 5
STATEMENT_TIMEOUT_S = 15 * 60
_ONE_MIGRATOR = 0x6B65686F75_01


class SchemaDrift(AssertionError):
    """Migrations and table objects say different things."""


async def upgrade(settings: ServiceSettings, package: str) -> None:
    """Run the migrations of `package` (its folder `migrations`) that the database has not seen yet."""
    await upgrade_url(settings.database_url.get_secret_value(), package)


async def upgrade_url(url: str, package: str) -> None:
    """Like `upgrade`, for a bare `postgresql+asyncpg://` address. Two migrators take turns."""
    address, tls = engine_options(url)
    engine = create_async_engine(address, poolclass=NullPool, connect_args={"timeout": 10, **tls})
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ONE_MIGRATOR})
            await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT_S}s'"))
            await connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT_S}s'"))
            await connection.commit()
            await connection.run_sync(_upgrade, package)
            await connection.commit()
    finally:
        await engine.dispose()


def run_from_environment(config: Config) -> None:
    """What a service's `migrations/env.py` calls: migrate on the connection that `upgrade` holds."""
    from alembic import context

    connection = config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=None,
        version_table="schema_version",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def assert_no_drift(url: str, metadata: MetaData) -> None:
    """Raise SchemaDrift where the migrated database at `url` differs from `metadata` and the chassis' own tables."""
    address, tls = engine_options(url)
    engine = create_async_engine(address, poolclass=NullPool, connect_args={"timeout": 10, **tls})
    try:
        async with engine.connect() as connection:
            differences = await connection.run_sync(_differences, metadata)
    finally:
        await engine.dispose()
    if differences:
        raise SchemaDrift("\n".join(repr(difference) for difference in differences))


def main(url: str, package: str) -> None:
    asyncio.run(upgrade_url(url, package))


def _upgrade(connection: Connection, package: str) -> None:
    config = Config()
    with resources.as_file(resources.files(package).joinpath("migrations")) as folder:
        config.set_main_option("script_location", str(Path(folder)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _differences(connection: Connection, metadata: MetaData) -> list[object]:
    schemas = {table.schema for table in metadata.tables.values()} | {SCHEMA, None}
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "compare_server_default": False,
            "include_schemas": True,
            "version_table": "schema_version",
            "include_name": lambda name, kind, _: kind != "schema" or name in schemas,
        },
    )
    together = MetaData()
    for part in (chassis_metadata, metadata):
        for table in part.tables.values():
            table.to_metadata(together)
    return list(compare_metadata(context, together))
