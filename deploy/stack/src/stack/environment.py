"""The environment of each process: everything `chassis.settings` and the sign-in ask for."""

import json
import os

from stack import ports
from stack.installation import SERVICES, Installation
from stack.parts.cluster import Cluster
from stack.pem import AUTHORITY
from stack.realm import REALM

# One idle and one absolute limit for sign-in and Keycloak together.
SESSION_IDLE_S = 20 * 60
SESSION_ABSOLUTE_S = 12 * 3600


def cluster(installation: Installation) -> Cluster:
    """The PostgreSQL server, ours or the given one."""
    own = f"postgresql://postgres:{installation.secrets['postgres_password']}@{ports.HOST}:{installation.ports['postgres']}/postgres"
    return Cluster(installation.given.postgres_url or own)


def database_url(installation: Installation, name: str, *, user: str | None = None) -> str:
    """Return the URL of a database, by default as the role of the same name."""
    role = user or name
    return cluster(installation).url(name, user=role, password=str(installation.secrets[f"{role}_password"]))


def kafka_bootstrap(installation: Installation) -> str:
    """Where the brokers are."""
    return installation.given.kafka_bootstrap or f"{ports.HOST}:{installation.ports['kafka']}"


def kafka_security(installation: Installation, principal: str) -> dict[str, str]:
    """How a service, or the stack itself, proves to the brokers who it is; given brokers say it themselves."""
    if installation.given.kafka_bootstrap:
        given: dict[str, str] = json.loads(installation.given.kafka_security or "{}")
        return given
    return {"protocol": "SSL", **_tls_files(installation, principal)}


def _tls_files(installation: Installation, name: str) -> dict[str, str]:
    own = installation.certificate(name)
    return {
        "ca_file": str(installation.certificate(AUTHORITY).certificate),
        "certificate_file": str(own.certificate),
        "key_file": str(own.key),
    }


def redis_url(installation: Installation) -> str:
    """Where Valkey is."""
    own = f"redis://:{installation.secrets['redis_password']}@{ports.HOST}:{installation.ports['valkey']}/0"
    return installation.given.redis_url or own


def keycloak_url(installation: Installation) -> str:
    """Where Keycloak is, without a realm."""
    return installation.given.keycloak_url or f"http://{ports.HOST}:{installation.ports['keycloak']}"


def issuer(installation: Installation) -> str:
    """The `iss` of the tokens: the edge's origin, behind which our Keycloak stands, or the address of a given one."""
    return f"{installation.given.keycloak_url or installation.origin}/realms/{REALM}"


def keys_url(installation: Installation) -> str:
    """Where the public keys of the tokens are read."""
    return f"{keycloak_url(installation)}/realms/{REALM}/protocol/openid-connect/certs"


def service_environment(installation: Installation, service: str, role: str = "serve") -> dict[str, str]:
    """Return the whole environment of one process of a service (distribution name, role)."""
    package = SERVICES[service]
    settings = _settings(installation, service, role)
    if service == "sso":
        settings |= _sign_in(installation)
    if service == "enrolment":
        settings |= _messages(installation)
    own = {f"{package.upper()}_{name.upper()}": value for name, value in settings.items()}
    return {**os.environ, **own, "PYTHONUNBUFFERED": "1"}


def migration_environment(installation: Installation, service: str) -> dict[str, str]:
    """The environment of the process that migrates: alone it knows the role that owns the tables."""
    package = SERVICES[service]
    url = database_url(installation, package, user=f"{package}_owner")
    owner = {f"{package.upper()}_OWNER_URL": url.replace("postgresql://", "postgresql+asyncpg://", 1)}
    return service_environment(installation, service) | owner


def health_port(installation: Installation, service: str, role: str) -> int:
    """Where a process serves its health: the HTTP port, or one of its own for a role without HTTP."""
    name = f"{service}-http" if role in {"serve", "http"} else f"{service}-{role}-health"
    return installation.ports[name]


def _settings(installation: Installation, service: str, role: str) -> dict[str, str]:
    secrets = installation.secrets
    others = {name: f"{ports.HOST}:{installation.ports[f'{name}-grpc']}" for name in SERVICES}
    public = [{k: v for k, v in secrets[f"{name}_signing_key"].items() if k != "d"} for name in SERVICES]
    package = SERVICES[service]
    return {
        "installation_id": installation.id,
        "local_stack": "true",
        "database_url": database_url(installation, package).replace("postgresql://", "postgresql+asyncpg://", 1),
        "clock_database_url": database_url(installation, "clock", user="clock_reader"),
        "kafka_bootstrap": kafka_bootstrap(installation),
        "kafka_security": json.dumps(kafka_security(installation, service)),
        "redis_url": redis_url(installation),
        # Whoever tries it out need not wait for a minute.
        "audit_block_s": "2",
        "bind_host": ports.HOST,
        "http_port": str(installation.ports[f"{service}-http"]),
        "grpc_port": str(installation.ports[f"{service}-grpc"]),
        "health_port": "0" if role in {"serve", "http"} else str(health_port(installation, service, role)),
        "grpc_peers": json.dumps({name: address for name, address in others.items() if name != service}),
        "grpc_tls": json.dumps(_tls_files(installation, service)),
        "jwt_issuer": issuer(installation),
        "jwt_jwks_url": keys_url(installation),
        "jwt_audience": "kehou",
        "access_cookie": access_cookie(installation),
        "signing_key": json.dumps(secrets[f"{service}_signing_key"]),
        "verifying_keys": json.dumps({"keys": public}),
        "sealing_keys": json.dumps(secrets[f"{service}_sealing_keys"]),
    }


def access_cookie(installation: Installation) -> str:
    """The cookie that carries the access token; ports share cookies, so it ends in the installation's id."""
    return f"__Host-kehou-access-{installation.id}"


def _sign_in(installation: Installation) -> dict[str, str]:
    return {
        "public_origin": installation.origin,
        "keycloak_url": keycloak_url(installation),
        "keycloak_realm": REALM,
        "client_id": "gateway-sso",
        "client_secret": str(installation.secrets["gateway_sso_secret"]),
        "admin_client_id": "gateway-sso-admin",
        "admin_client_secret": str(installation.secrets["gateway_sso_admin_secret"]),
        "session_idle_s": str(SESSION_IDLE_S),
        "session_absolute_s": str(SESSION_ABSOLUTE_S),
        "sample_password": str(installation.secrets["sample_password"]),
        "sample_totp_secret": str(installation.secrets["sample_totp_secret"]),
        "ui_folder": str(installation.root / "gateway" / "ui" / "dist"),
    }


def _messages(installation: Installation) -> dict[str, str]:
    return {
        "sms_endpoint": f"http://{ports.HOST}:{installation.ports['sms-provider']}",
        **{f"sms_{name}": value for name, value in sms_account(installation).items()},
    }


def sms_account(installation: Installation) -> dict[str, str]:
    """The account at the simulated provider of text messages."""
    return {
        "access_key_id": "local-stack",
        "access_key_secret": str(installation.secrets["sms_access_key_secret"]),
        "sign_name": "课后服务",
        "template_code": "SMS_000000001",
    }
