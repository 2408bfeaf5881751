"""What belongs to this checkout's stack and is chosen once: folders, ports, secrets."""

import base64
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from chassis.loopback import is_on_this_machine
from stack import ports
from stack.exclusive import exclusive
from stack.pem import Certificate

# Distribution name and import name of everything that runs as a service.
SERVICES = {
    "enrolment": "enrolment",
    "billing": "billing",
    "staffing": "staffing",
    "vendor-registry": "vendor_registry",
    "inspection": "inspection",
    "sso": "sso",
}
ROLES = ("http", "grpc", "relay", "consume", "work", "schedule")
# The gateway's sign-in has no relay and no background work of its own to be told apart.
SINGLE = frozenset({"sso"})
# Who may do anything at the parts: the stack itself.
ADMINISTRATOR = "stack"
# Local stacks alone share it: the same sample city with the same seed draws the same places in every checkout. A city
# keeps one of its own.
_SHARED_DRAW_KEY = base64.b64encode(sha256(b"the same places in every local stack").digest()).decode()


class GivenElsewhere(ValueError):
    """A given address may lead to a system that others use."""


@dataclass(frozen=True, slots=True)
class Given:
    """Addresses given by environment, each in place of an embedded part."""

    postgres_url: str | None = None
    kafka_bootstrap: str | None = None
    redis_url: str | None = None
    keycloak_url: str | None = None
    # A JSON document of chassis.transport.KafkaSecurity, for every service the same.
    kafka_security: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Given":
        """Read KEHOU_POSTGRES_URL, KEHOU_KAFKA_BOOTSTRAP, KEHOU_REDIS_URL and KEHOU_KEYCLOAK_URL.

        Raises GivenElsewhere.
        """
        for name in ("POSTGRES_URL", "KAFKA_BOOTSTRAP", "REDIS_URL", "KEYCLOAK_URL"):
            address = environment.get(f"KEHOU_{name}") or ""
            # Brokers are a list.
            each = [address] if "//" in address else [f"//{one}" for one in address.split(",")]
            if not all(map(is_on_this_machine, each)):
                raise GivenElsewhere(
                    f"KEHOU_{name} names another machine; the local stack has sample passwords and a clock of its own "
                    "and runs on parts of this machine only"
                )
        return cls(
            postgres_url=environment.get("KEHOU_POSTGRES_URL"),
            kafka_bootstrap=environment.get("KEHOU_KAFKA_BOOTSTRAP"),
            redis_url=environment.get("KEHOU_REDIS_URL"),
            keycloak_url=environment.get("KEHOU_KEYCLOAK_URL"),
            kafka_security=environment.get("KEHOU_KAFKA_SECURITY"),
        )


@dataclass(frozen=True, slots=True)
class Installation:
    """One checkout's stack."""

    root: Path
    state: Path
    ports: Mapping[str, int]
    secrets: Mapping[str, Any] = field(repr=False)
    given: Given = Given()

    @property
    def id(self) -> str:
        """Eight hex digits that tell this installation from others on the same machine."""
        return str(self.secrets["installation_id"])

    @property
    def origin(self) -> str:
        """Where the portal is."""
        return f"http://{ports.HOST}:{self.ports['envoy']}"

    @property
    def certificates(self) -> Path:
        """Where the installation's authority and everybody's certificates are."""
        return self.folder("certificates")

    def certificate(self, name: str) -> Certificate:
        """The certificate of a service, a part or `stack`, the administrator of the parts."""
        return Certificate.of(self.certificates, name)

    def log(self, name: str) -> Path:
        """The log file of one part."""
        return self.state / "logs" / f"{name}.log"

    def folder(self, name: str) -> Path:
        """The data folder of one part."""
        return self.state / name


def open_installation(
    root: Path, *, given: Given | None = None, environment: Mapping[str, str] | None = None
) -> Installation:
    """Return the checkout's installation, choosing ports and secrets the first time."""
    state = root / ".kehou" / "stack"
    (state / "logs").mkdir(parents=True, exist_ok=True)
    with exclusive(state / "installation.lock"):
        _keep_private(state)
        chosen_secrets = _secrets(state / "secrets.json")
        chosen_ports = _ports(state / "ports.json")
    given = Given.from_environment(os.environ if environment is None else environment) if given is None else given
    return Installation(root=root, state=state, ports=chosen_ports, secrets=chosen_secrets, given=given)


def _keep_private(state: Path) -> None:
    """Let nobody but the owner read the stack's data, secrets and logs, and those made by an earlier version."""
    # PostgreSQL, which does not run as root, has to pass through to its own folder.
    passing = stat.S_IMODE(state.stat().st_mode) & stat.S_IXOTH if os.geteuid() == 0 else 0
    state.chmod(0o700 | passing)
    for each in state.iterdir():
        if not each.is_symlink():
            each.chmod(0o700 if each.is_dir() else 0o600)


def port_names() -> list[str]:
    """Everything that listens, and the roles that serve only their health."""
    names = [
        "postgres",
        "valkey",
        "kafka",
        "kafka-controller",
        "keycloak",
        "keycloak-management",
        "envoy",
        "envoy-admin",
        "sms-provider",
    ]
    for service in SERVICES:
        names += [f"{service}-http", f"{service}-grpc"]
        names += [f"{service}-{role}-health" for role in ROLES if role != "http" and service not in SINGLE]
    return names


def replace_ports(installation: Installation, names: list[str]) -> None:
    """Choose other ports for parts whose own was taken by somebody else while the stack was down."""
    file = installation.state / "ports.json"
    known: dict[str, int] = json.loads(file.read_text())
    for name in names:
        known[name] = ports.free_port(frozenset(known.values()))
    _write(file, known)


def _ports(file: Path) -> dict[str, int]:
    known: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
    missing = [name for name in port_names() if name not in known]
    for name in missing:
        known[name] = ports.free_port(frozenset(known.values()))
    if missing:
        _write(file, known)
    return known


def _secrets(file: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    before = dict(known)
    known.setdefault("installation_id", secrets.token_hex(4))
    owners = tuple(f"{name}_owner" for name in SERVICES.values())
    passwords = (
        "postgres",
        "redis",
        "keycloak",
        "keycloak_admin",
        "clock",
        "clock_reader",
        *SERVICES.values(),
        *owners,
    )
    for name in passwords:
        known.setdefault(f"{name}_password", secrets.token_urlsafe(24))
    for name in (
        "gateway_sso_secret",
        "gateway_sso_admin_secret",
        "system_administrator_password",
        "security_administrator_password",
        "sample_password",
        "sms_access_key_secret",
        "sms_reader_password",
    ):
        known.setdefault(name, secrets.token_urlsafe(18))
    # Twenty bytes, as RFC 4226 asks for.
    known.setdefault("sample_totp_secret", secrets.token_urlsafe(15))
    for service in SERVICES:
        known.setdefault(f"{service}_sealing_keys", _sealing_keys())
        known.setdefault(f"{service}_signing_key", _signing_key(service))
    if known != before:
        _write(file, known)
    return known


def _sealing_keys() -> dict[str, Any]:
    blinds = {"pupil.draw_key": _SHARED_DRAW_KEY}
    return {"current": "k1", "keys": {"k1": _random_base64()}, "blind": _random_base64(), "blinds": blinds}


def _random_base64() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _signing_key(service: str) -> dict[str, Any]:
    from joserfc.jwk import OKPKey  # slow to import, and wanted once in the life of an installation

    key = OKPKey.generate_key("Ed25519", {"kid": service, "alg": "EdDSA", "use": "sig"})
    return dict(key.as_dict(private=True))


def _write(file: Path, content: Mapping[str, Any]) -> None:
    draft = file.with_name(file.name + ".new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content, indent=1))
    draft.replace(file)
