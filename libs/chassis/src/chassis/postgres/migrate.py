"""Bringing a database up to its service's latest migration."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.postgres.privileges import grant
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


class OwnerUnknown(ValueError):
    """Migrating needs the role that owns the tables."""


async def upgrade(settings: ServiceSettings, package: str) -> None:
    """Run the migrations of `package` (its folder `migrations`) that the database has not seen yet, as its owner.

    Then say what the serving role may do. Raises OwnerUnknown where the settings name no owner.
    """
    if settings.owner_url is None:
        raise OwnerUnknown("owner_url: who migrates owns the tables, and who serves does not")
    serving = urlsplit(settings.database_url.get_secret_value()).username or ""
    await upgrade_url(settings.owner_url.get_secret_value(), package, serving=unquote(serving))


async def upgrade_url(url: str, package: str, *, serving: str) -> None:
    """Like `upgrade`, for the owner's bare `postgresql+asyncpg://` address. Two migrators take turns."""
    address, tls = engine_options(url)
    engine = create_async_engine(address, poolclass=NullPool, connect_args={"timeout": 10, **tls})
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ONE_MIGRATOR})
            await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT_S}s'"))
            await connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT_S}s'"))
            await connection.commit()
            await connection.run_sync(_upgrade, package, serving)
            await connection.commit()
    finally:
        await engine.dispose()


def run_from_environment(config: Config, *, kept: Mapping[str, str] | None = None) -> None:
    """What a service's `migrations/env.py` calls: migrate on the connection that `upgrade` holds.

    `kept` names the tables of which the serving role may do less, or more, than read and write all rows.
    """
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
    grant(connection, to=config.attributes["serving"], kept=kept or {})


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


def _upgrade(connection: Connection, package: str, serving: str) -> None:
    config = Config()
    with resources.as_file(resources.files(package).joinpath("migrations")) as folder:
        config.set_main_option("script_location", str(Path(folder)))
        config.attributes["connection"] = connection
        config.attributes["serving"] = serving
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
