"""What the serving role of a database may do; the role that owns the tables migrates and serves nothing."""

from collections.abc import Mapping

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
APPEND = "SELECT, INSERT"
KEEP = "SELECT, INSERT, UPDATE"

# What the chassis' own tables allow beyond or below EVERYTHING. Who writes an entry says neither when it was written
# nor into which block it goes; the sealer says the latter.
_ENTRY = "actor_id, role, path, action, subject, business_at, before, after, rule, digest, trace_id"
_CHASSIS = {
    "chassis.audit_entry": f"SELECT, INSERT ({_ENTRY}), UPDATE (block_number)",
    "chassis.audit_block": APPEND,
    "chassis.audit_witness": APPEND,
    "chassis.audit_verification": APPEND,
    "public.schema_version": "SELECT",
}

_SCHEMAS = text("""
SELECT DISTINCT n.nspname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND pg_has_role(c.relowner, 'USAGE')
  AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY 1
""")
# Partitions are reached through their table only.
_TABLES = text("""
SELECT c.oid::regclass::text AS quoted, n.nspname || '.' || c.relname AS name, c.relkind IN ('v', 'm') AS is_view
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND pg_has_role(c.relowner, 'USAGE')
  AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY 2
""")
# Triggers on TRUNCATE are not inherited by partitions.
_UNGUARDED = text("""
SELECT t.relid::regclass::text
FROM (SELECT CAST(:name AS regclass) AS relid UNION SELECT relid FROM pg_partition_tree(CAST(:name AS regclass))) t
WHERE NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.relid AND g.tgname = 'is_never_emptied')
""")
_REFUSE_TRUNCATE = """
CREATE OR REPLACE FUNCTION chassis.refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is kept is never emptied' USING ERRCODE = 'insufficient_privilege';
END $$
"""
_TOO_MIGHTY = text("""
SELECT r.rolsuper OR has_schema_privilege(current_user, 'chassis', 'CREATE')
       OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'chassis'::regnamespace
                  AND pg_has_role(c.relowner, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = current_user
""")


class ServesAsOwner(RuntimeError):
    """The serving role owns its tables, or may become who does: it could disable what keeps them append-only."""


def grant(connection: Connection, *, to: str, kept: Mapping[str, str]) -> None:
    """Let `to` read and write every table of the database, and those of `kept` only as far as each says.

    Safe to run again, and run after each migration. Nothing that is kept can be emptied, by nobody and in no partition,
    as long as its trigger stands; only the owner can take that away.
    """
    role = _quoted(to)
    rules = {**_CHASSIS, **{_full(name): allowed for name, allowed in kept.items()}}
    for schema in connection.execute(_SCHEMAS).scalars().all():
        place = _quoted(schema)
        connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {place} FROM {role}"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {place} TO {role}"))
        connection.execute(text(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {place} TO {role}"))
    found = connection.execute(_TABLES).all()
    if unknown := rules.keys() - _CHASSIS.keys() - {table.name for table in found}:
        raise LookupError(f"there is no table called {', '.join(sorted(unknown))}")
    for table in found:
        allowed = "SELECT" if table.is_view else rules.get(table.name, EVERYTHING)
        connection.execute(text(f"GRANT {allowed} ON {table.quoted} TO {role}"))
    _guard(connection, [table.quoted for table in found if "DELETE" not in rules.get(table.name, EVERYTHING)])


async def must_not_own(connection: AsyncConnection) -> None:
    """Raise ServesAsOwner where this connection's role could take away what protects its tables."""
    if await connection.scalar(_TOO_MIGHTY):
        raise ServesAsOwner("serve as a role that owns no table, and migrate as the one that does (owner_url)")


def _guard(connection: Connection, tables: list[str]) -> None:
    connection.execute(text(_REFUSE_TRUNCATE))
    for table in tables:
        for part in connection.execute(_UNGUARDED, {"name": table}).scalars().all():
            connection.execute(
                text(
                    f"CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON {part} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION chassis.refuse_truncate()"
                )
            )


def _full(name: str) -> str:
    return name if "." in name else f"public.{name}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
