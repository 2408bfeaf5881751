"""What is started, and what it waits for."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from stack import clock
from stack.environment import (
    SESSION_ABSOLUTE_S,
    SESSION_IDLE_S,
    cluster,
    database_url,
    health_port,
    kafka_bootstrap,
    kafka_security,
    keycloak_url,
    migration_environment,
    service_environment,
    sms_account,
)
from stack.installation import ADMINISTRATOR, ROLES, SERVICES, SINGLE, Installation
from stack.keycloak_admin import harden_master
from stack.parts.envoy import Envoy, edge_values, render_edge
from stack.parts.kafka import BROKER, Kafka, KafkaIdentity
from stack.parts.keycloak import Keycloak, KeycloakDatabase
from stack.parts.part import Part, PartFailed
from stack.parts.postgres import PostgreSQL
from stack.parts.service import Service
from stack.parts.sms import SmsProvider
from stack.parts.valkey import Valkey
from stack.pem import AUTHORITY
from stack.realm import render_realm
from stack.ui import build_portal

MIGRATION_TIMEOUT_S = 600
# The first working day after the holidays: rules are adopted and vendors vetted before lessons begin on 2 March 2026.
BEGINNING = datetime(2026, 2, 24, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai
SYSTEM_ADMINISTRATOR_ID = "00000000-0000-7000-8000-000000000001"
SECURITY_ADMINISTRATOR_ID = "00000000-0000-7000-8000-000000000002"
# Three years; six months is the least the law asks for.
SIGN_IN_EVENTS_KEPT_S = 3 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Unit:
    """One step of the start: a part that stays, or a task that is done once."""

    name: str
    needs: tuple[str, ...] = ()
    part: Part | None = None
    task: Callable[[], None] | None = None
    title: str = field(default="")


def make_plan(installation: Installation, *, roles: str = "serve", only: frozenset[str] = frozenset()) -> list[Unit]:
    """Return everything this installation starts, in an order in which needs come first.

    `roles` is `serve` (one process per service) or `split` (one per role); `only` limits it to the named units and
    what they need.
    """
    portal = Unit("portal", task=lambda: build_portal(installation.root, installation.log("portal")))
    units = [*_infrastructure(installation), portal, *_services(installation, roles), _envoy(installation, roles)]
    known = {unit.name: unit for unit in units}
    if unknown := only - known.keys():
        raise PartFailed(f"there is no part called {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    # A given address takes the place of an embedded part: nothing waits for it.
    units = [_without_absent(unit, known) for unit in units]
    if not only:
        return units
    wanted: set[str] = set()
    queue = list(only)
    needs = {unit.name: unit.needs for unit in units}
    while queue:
        name = queue.pop()
        if name not in wanted:
            wanted.add(name)
            queue += needs[name]
    return [unit for unit in units if unit.name in wanted]


def _without_absent(unit: Unit, known: dict[str, Unit]) -> Unit:
    needs = tuple(name for name in unit.needs if name in known)
    return Unit(unit.name, needs, unit.part, unit.task, unit.title or unit.name)


def _infrastructure(installation: Installation) -> list[Unit]:
    given, port, secret = installation.given, installation.ports, installation.secrets
    units = []
    if not given.postgres_url:
        postgres = PostgreSQL(
            installation.folder("postgres"),
            password=secret["postgres_password"],
            port=port["postgres"],
            log=installation.log("postgres"),
        )
        units.append(Unit("postgres", part=postgres))
    if not given.redis_url:
        valkey = Valkey(
            installation.folder("valkey"),
            password=secret["redis_password"],
            port=port["valkey"],
            log=installation.log("valkey"),
        )
        units.append(Unit("valkey", part=valkey))
    if not given.kafka_bootstrap:
        kafka = Kafka(
            installation.folder("kafka"),
            port=port["kafka"],
            controller_port=port["kafka-controller"],
            identity=KafkaIdentity(
                installation.certificate(BROKER),
                installation.certificate(AUTHORITY).certificate,
                ADMINISTRATOR,
            ),
            log=installation.log("kafka"),
        )
        units.append(Unit("kafka", part=kafka))
        units.append(Unit("kafka-access", ("kafka",), task=lambda: grant_access(installation)))
    units.append(Unit("sms-provider", part=_sms_provider(installation)))
    units.append(Unit("databases", ("postgres",), task=lambda: create_databases(installation)))
    if not given.keycloak_url:
        units.append(Unit("keycloak", ("databases",), part=_keycloak(installation)))
        units.append(Unit("keycloak-master", ("keycloak",), task=lambda: _harden_master(installation)))
    if not given.keycloak_url and not given.postgres_url:
        units.append(Unit("keycloak-copy", ("keycloak-master",), task=lambda: copy_new_keycloak(installation)))
    return units


def grant_access(installation: Installation) -> None:
    """Make the topics and say who may read and write them; what was said once stays in Kafka's data."""
    file = installation.root / "deploy" / "kafka" / "access.json"
    stamp, state = installation.folder("kafka") / "access", hashlib.sha256(file.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    # The broker's library is slow to import, and most starts do not need it.
    from chassis.transport import KafkaSecurity
    from stack.kafka_access import grant, read_access

    options = KafkaSecurity(**kafka_security(installation, ADMINISTRATOR)).client_options()
    grant(kafka_bootstrap(installation), read_access(file), options)
    stamp.write_text(state)


def _sms_provider(installation: Installation) -> SmsProvider:
    account = sms_account(installation)
    return SmsProvider(
        installation.folder("sms-provider"),
        configuration={
            "key_id": account["access_key_id"],
            "secret": account["access_key_secret"],
            "sign_name": account["sign_name"],
            "template_code": account["template_code"],
            "reader": str(installation.secrets["sms_reader_password"]),
        },
        port=installation.ports["sms-provider"],
        log=installation.log("sms-provider"),
    )


def _keycloak(installation: Installation) -> Keycloak:
    port, secret = installation.ports, installation.secrets
    server = cluster(installation)
    return Keycloak(
        installation.folder("keycloak"),
        database=KeycloakDatabase(server.host, server.port, "keycloak", "keycloak", secret["keycloak_password"]),
        realm=render_realm(installation.root / "deploy" / "keycloak", realm_values(installation), local=True),
        admin_password=secret["keycloak_admin_password"],
        port=port["keycloak"],
        management_port=port["keycloak-management"],
        origin=installation.origin,
        log=installation.log("keycloak"),
    )


def _harden_master(installation: Installation) -> None:
    password = str(installation.secrets["keycloak_admin_password"])
    folder = installation.root / "deploy" / "keycloak"
    harden_master(keycloak_url(installation), password, folder, realm_values(installation))


def realm_values(installation: Installation) -> dict[str, str]:
    """The values of deploy/keycloak/realm.json."""
    return {
        "GATEWAY_ORIGIN": installation.origin,
        "GATEWAY_SSO_SECRET": installation.secrets["gateway_sso_secret"],
        "GATEWAY_SSO_ADMIN_SECRET": installation.secrets["gateway_sso_admin_secret"],
        "BACKCHANNEL_LOGOUT_URL": f"{installation.origin}/auth/backchannel-logout",
        "SYSTEM_ADMINISTRATOR_ID": SYSTEM_ADMINISTRATOR_ID,
        "SYSTEM_ADMINISTRATOR_PASSWORD": installation.secrets["system_administrator_password"],
        "SECURITY_ADMINISTRATOR_ID": SECURITY_ADMINISTRATOR_ID,
        "SECURITY_ADMINISTRATOR_PASSWORD": installation.secrets["security_administrator_password"],
        "SESSION_IDLE_S": str(SESSION_IDLE_S),
        "SESSION_ABSOLUTE_S": str(SESSION_ABSOLUTE_S),
        "SIGN_IN_EVENTS_KEPT_S": str(SIGN_IN_EVENTS_KEPT_S),
        "SAMPLE_TOTP_SECRET": installation.secrets["sample_totp_secret"],
    }


def create_databases(installation: Installation) -> None:
    """Create every role and database that is missing, and set the clock of an empty stack."""
    server, secret = cluster(installation), installation.secrets
    is_new = not server.has_database("keycloak")
    for name in SERVICES.values():
        server.create_service_database(
            name, password=secret[f"{name}_password"], owner_password=secret[f"{name}_owner_password"]
        )
    for name in ("clock", "keycloak"):
        server.create_database(name, password=secret[f"{name}_password"])
    if is_new and not installation.given.postgres_url:
        _fill_keycloak(installation)
    server.create_role("clock_reader", password=secret["clock_reader_password"])
    server.execute('GRANT CONNECT ON DATABASE "clock" TO "clock_reader"')
    server.execute(
        'ALTER DEFAULT PRIVILEGES FOR ROLE "clock" IN SCHEMA public GRANT SELECT ON TABLES TO "clock_reader"',
        database="clock",
    )
    clock.set_once(database_url(installation, "clock"), BEGINNING)


def _fill_keycloak(installation: Installation) -> None:
    """Give Keycloak the database it once made for itself: making one takes it a minute of computing."""
    copy = _keycloak_copy(installation)
    if copy.exists():
        cluster(installation).restore("keycloak", copy)
    else:
        _unused_mark(installation).touch()


def copy_new_keycloak(installation: Installation) -> None:
    """Keep a copy of a Keycloak database that nobody has used yet, for the next start without data."""
    mark = _unused_mark(installation)
    if not mark.exists():
        return
    # Whatever happens now: a database that people may have used is never copied.
    mark.unlink()
    copy = _keycloak_copy(installation)
    for older in copy.parent.glob("keycloak-*.dump"):
        older.unlink()
    draft = copy.with_suffix(".new")
    draft.touch(mode=0o600)
    cluster(installation).dump("keycloak", draft)
    draft.rename(copy)


def _keycloak_copy(installation: Installation) -> Path:
    return installation.state / f"keycloak-{_keycloak(installation).fingerprint}.dump"


def _unused_mark(installation: Installation) -> Path:
    # It lies in the data folder: it ends with the data.
    return installation.folder("postgres") / "keycloak-unused"


def _services(installation: Installation, roles: str) -> list[Unit]:
    units = []
    for service, package in SERVICES.items():
        units.append(Unit(f"migrate-{service}", ("databases",), task=_migration(installation, service)))
        for role in ("serve",) if roles == "serve" or service in SINGLE else ROLES:
            name = service if role == "serve" else f"{service}-{role}"
            part = Service(
                installation.folder(name),
                name=name,
                package=package,
                role=role,
                environment=service_environment(installation, service, role),
                port=health_port(installation, service, role),
                log=installation.log(name),
            )
            needs = (f"migrate-{service}", "valkey", "kafka-access", *_besides(service))
            units.append(Unit(name, needs, part=part))
    return units


def _besides(service: str) -> tuple[str, ...]:
    return {"sso": ("keycloak",), "enrolment": ("sms-provider",)}.get(service, ())


def _migration(installation: Installation, service: str) -> Callable[[], None]:
    def migrate() -> None:
        package = SERVICES[service]
        # The stamp lies in the data folder: new data means migrating anew.
        stamp = installation.folder("postgres") / f"migrated-{service}"
        state = _migrations_hash(installation, service)
        if not installation.given.postgres_url and stamp.exists() and stamp.read_text() == state:
            return
        log = installation.log(f"migrate-{service}")
        with log.open("ab") as output:
            done = subprocess.run(
                [sys.executable, "-m", package, "migrate"],
                cwd=installation.state,
                env=migration_environment(installation, service),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=MIGRATION_TIMEOUT_S,
            )
        if done.returncode:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-25:])
            raise PartFailed(f"the migrations of {service} failed; the log is {log}\n{tail}")
        if not installation.given.postgres_url:
            stamp.write_text(state)

    return migrate


def _migrations_hash(installation: Installation, service: str) -> str:
    folder = installation.root / ("gateway" if service == "sso" else "services") / service / "src" / SERVICES[service]
    chassis = installation.root / "libs" / "chassis" / "src" / "chassis" / "postgres"
    digest = hashlib.sha256()
    for file in sorted([*folder.glob("migrations/**/*.py"), *chassis.glob("*.py")]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _envoy(installation: Installation, roles: str) -> Unit:
    template = (installation.root / "gateway" / "edge" / "envoy.yaml").read_text()
    part = Envoy(
        installation.folder("envoy"),
        configuration=render_edge(template, edge_values(installation)),
        port=installation.ports["envoy"],
        admin_port=installation.ports["envoy-admin"],
        log=installation.log("envoy"),
    )
    # It fetches Keycloak's keys when it starts and would answer 401 until it has them.
    http = [name if roles == "serve" or name in SINGLE else f"{name}-http" for name in SERVICES]
    return Unit("envoy", ("keycloak", "portal", *http), part=part)
