"""What a process must be told before it starts; services subclass it with their own environment prefix."""

import json
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.loopback import is_on_this_machine
from chassis.transport import KafkaSecurity, TlsFiles, is_tls_redis, is_verified

_PLACEHOLDERS = frozenset(
    {
        "",
        "changeme",
        "change-me",
        "change_me",
        "placeholder",
        "secret",
        "password",
        "postgres",
        "admin",
        "example",
        "test",
    }
)

# What identity providers call a session known from before, or a password.
_WEAK_ACR = frozenset({"", "0", "1", "password"})


class ServiceSettings(BaseSettings):
    """Settings of one service, read from the environment once and never changed.

    A subclass gives `service` its value and sets `model_config = settings_config("BILLING_")`. Secrets have no
    default, and outside the local stack a placeholder in their place stops the process before it serves anything.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    service: str
    installation_id: str = Field(pattern=r"^[0-9a-f]{8}$")
    local_stack: bool = False

    database_url: SecretStr
    # Of the role that owns the tables: given to who migrates, never to who serves.
    owner_url: SecretStr | None = None
    database_pool_size: int = Field(default=8, ge=1, le=64)
    clock_database_url: SecretStr | None = None
    kafka_bootstrap: str
    kafka_security: KafkaSecurity = KafkaSecurity()
    # How long a consumer may be silent before the others take over its partitions.
    kafka_session_timeout_ms: int = Field(default=6_000, ge=1_000)
    redis_url: SecretStr

    bind_host: str = "127.0.0.1"
    http_port: int = Field(default=0, ge=0, le=65535)
    grpc_port: int = Field(default=0, ge=0, le=65535)
    health_port: int = Field(default=0, ge=0, le=65535)
    grpc_peers: dict[str, str] = Field(default_factory=dict)
    grpc_callers: frozenset[str] | None = None
    # This service's certificate, by its name; with it both sides of every call prove who they are.
    grpc_tls: TlsFiles | None = None
    # With it HTTP is served over TLS, for an edge that is on another host and no mesh between.
    http_tls: TlsFiles | None = None

    # How long an audit entry waits at most until it is in a block, and how often a witness verifies a chain.
    audit_block_s: float = Field(default=60.0, gt=0)
    audit_verify_every_s: float = Field(default=24 * 3600.0, gt=0)

    jwt_issuer: str
    jwt_jwks_url: str
    jwt_audience: str = "kehou"
    access_cookie: str | None = None
    strong_acr: frozenset[str] = frozenset({"strong"})
    signing_key: SecretStr
    verifying_keys: str
    sealing_keys: SecretStr
    log_level: str = "INFO"
    body_limit_bytes: int = Field(default=2 * 2**20, ge=1024, le=2**30)

    @field_validator("database_url", "owner_url")
    @classmethod
    def _uses_asyncpg(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not url.get_secret_value().startswith("postgresql+asyncpg://"):
            raise ValueError("write it like postgresql+asyncpg://user:password@host:port/database")
        return url

    @field_validator("signing_key", "sealing_keys")
    @classmethod
    def _is_json(cls, secret: SecretStr) -> SecretStr:
        try:
            json.loads(secret.get_secret_value())
        except ValueError:
            raise ValueError("must be a JSON document") from None
        return secret

    @field_validator("strong_acr")
    @classmethod
    def _is_more_than_a_password(cls, levels: frozenset[str]) -> frozenset[str]:
        if weak := sorted(levels & _WEAK_ACR):
            raise ValueError(f"a sign-in of the level {', '.join(weak)} is a password alone")
        return levels

    @property
    def addresses(self) -> dict[str, str]:
        """The setting and the address of every system this process stands on; a subclass adds its own."""
        return {
            "database_url": self.database_url.get_secret_value(),
            **({"owner_url": self.owner_url.get_secret_value()} if self.owner_url is not None else {}),
            **{f"kafka_bootstrap ({each})": f"//{each}" for each in self.kafka_bootstrap.split(",")},
            **{f"grpc_peers ({name})": f"//{address}" for name, address in self.grpc_peers.items()},
            "redis_url": self.redis_url.get_secret_value(),
            "jwt_jwks_url": self.jwt_jwks_url,
        }

    @model_validator(mode="after")
    def _is_local_on_this_machine_only(self) -> Self:
        # Sample passwords and a clock that can be moved must not reach a system that others use.
        for name, address in self.addresses.items():
            if self.local_stack and not is_on_this_machine(address):
                raise ValueError(f"local_stack is for this machine alone, and {name} names another")
        return self

    @model_validator(mode="after")
    def _refuses_placeholders(self) -> Self:
        if self.local_stack:
            return self
        if self.clock_database_url is not None:
            raise ValueError("clock_database_url moves business time and is allowed in the local stack only")
        if self.owner_url is not None and _user(self.owner_url) == _user(self.database_url):
            raise ValueError("owner_url and database_url name one role; who serves must not own the tables")
        for name in ("database_url", "redis_url"):
            url = urlsplit(getattr(self, name).get_secret_value())
            if (url.password or ("" if name == "database_url" else "none")).lower() in _PLACEHOLDERS:
                raise ValueError(f"{name} holds a placeholder password; give it a real one")
        self._demand_identities()
        signing = json.loads(self.signing_key.get_secret_value())
        if str(signing.get("kid")).partition("/")[0] != self.service:
            raise ValueError("signing_key is not this service's: its kid begins with the service's name")
        if not signing.get("d"):
            raise ValueError("signing_key holds no private key")
        keys = json.loads(self.sealing_keys.get_secret_value())
        for value in [*keys.get("keys", {}).values(), keys.get("blind", "")]:
            # A key of one repeated character is what people type to get a process started.
            if len(set(str(value).rstrip("="))) < 8:
                raise ValueError("sealing_keys holds a placeholder; generate 32 random bytes per key")
        return self

    def _demand_identities(self) -> None:
        if self.kafka_security.protocol == "PLAINTEXT":
            raise ValueError("kafka_security is PLAINTEXT; outside the local stack brokers are reached over TLS")
        if (self.grpc_port or self.grpc_peers) and self.grpc_tls is None:
            raise ValueError("grpc_tls is missing; outside the local stack services prove who they are to one another")
        for name in ("database_url", "owner_url"):
            url = getattr(self, name)
            if url is not None and not is_verified(url.get_secret_value()):
                raise ValueError(f"{name} must end in ?sslmode=verify-full&sslrootcert=… outside the local stack")
        if not self.jwt_jwks_url.startswith("https://"):
            raise ValueError("jwt_jwks_url must be https outside the local stack: whoever answers decides who signs in")
        if not is_tls_redis(self.redis_url.get_secret_value()):
            raise ValueError("redis_url must be rediss://, with certificate and name checked, outside the local stack")


def _user(url: SecretStr) -> str | None:
    return urlsplit(url.get_secret_value()).username


def settings_config(env_prefix: str) -> SettingsConfigDict:
    """The model_config of a service's settings: frozen, read from `<env_prefix>…`, never echoing a value."""
    return SettingsConfigDict(env_prefix=env_prefix, frozen=True, extra="ignore", hide_input_in_errors=True)
