"""How this process proves to the parts and to its peers who it is, and they to it."""

import ssl
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, model_validator


class TlsFiles(BaseModel):
    """A certificate with its key, and the authority that vouches for the other side; PEM files."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    ca_file: Path
    certificate_file: Path
    key_file: Path


class KafkaSecurity(BaseModel):
    """How to reach the brokers: in plain text (local stack and tests only), by certificate, or by password over TLS."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    protocol: Literal["PLAINTEXT", "SSL", "SASL_SSL"] = "PLAINTEXT"
    ca_file: Path | None = None
    # SSL: the certificate's subject is the principal to whom the brokers' access rules apply.
    certificate_file: Path | None = None
    key_file: Path | None = None
    # SASL_SSL: the user is the principal.
    mechanism: Literal["SCRAM-SHA-512", "SCRAM-SHA-256"] = "SCRAM-SHA-512"
    user: str | None = None
    password: SecretStr | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        needs = {
            "PLAINTEXT": (),
            "SSL": ("ca_file", "certificate_file", "key_file"),
            "SASL_SSL": ("ca_file", "user", "password"),
        }[self.protocol]
        if missing := [name for name in needs if not getattr(self, name)]:
            raise ValueError(f"{self.protocol} needs {', '.join(missing)}")
        return self

    def client_options(self) -> dict[str, Any]:
        """What every client of kafka-python is given besides its own options."""
        if self.protocol == "PLAINTEXT":
            return {}
        options: dict[str, Any] = {
            "security_protocol": self.protocol,
            "ssl_check_hostname": True,
            "ssl_cafile": str(self.ca_file),
        }
        if self.protocol == "SSL":
            return options | {"ssl_certfile": str(self.certificate_file), "ssl_keyfile": str(self.key_file)}
        assert self.password is not None  # noqa: S101 - checked when the settings were read
        return options | {
            "sasl_mechanism": self.mechanism,
            "sasl_plain_username": self.user,
            "sasl_plain_password": self.password.get_secret_value(),
        }


def is_verified(database_url: str) -> bool:
    """Tell whether a PostgreSQL address asks for TLS with a server that is who it should be."""
    return _query(database_url).get("sslmode") == "verify-full"


def is_tls_redis(redis_url: str) -> bool:
    """Tell whether a Redis address asks for TLS with a server that is who it should be."""
    query = _query(redis_url)
    checks = query.get("ssl_cert_reqs", "required").lower() == "required"
    return redis_url.startswith("rediss://") and checks and query.get("ssl_check_hostname", "true").lower() == "true"


def engine_options(database_url: str) -> tuple[str, dict[str, Any]]:
    """A PostgreSQL address as SQLAlchemy takes it, and the connection's options: its dialect knows no `sslmode`.

    Drivers and tools that read the address itself take `?sslmode=verify-full&sslrootcert=<file>` as it is.
    """
    query = _query(database_url)
    mode, authority = query.pop("sslmode", None), query.pop("sslrootcert", None)
    if mode is None:
        return database_url, {}
    if mode != "verify-full":
        raise ValueError("sslmode is verify-full or left out: anything between looks safe and is not")
    plain = urlsplit(database_url)._replace(query=urlencode(query)).geturl()
    return plain, {"ssl": ssl.create_default_context(cafile=authority)}


def _query(url: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
