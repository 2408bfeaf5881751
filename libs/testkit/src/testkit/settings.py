"""Settings of a service under test."""

import base64
import os
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import KeySet, OKPKey

from chassis.settings import ServiceSettings

_SERVICES = ("enrolment", "billing", "staffing", "vendor-registry", "inspection", "sso", "probe", "probe-witnessed")
_S = TypeVar("_S", bound=ServiceSettings)


# What a process must be told where others share the network; the files are read when they are needed.
_FILES = {"ca_file": "/tls/ca.pem", "certificate_file": "/tls/own.pem", "key_file": "/tls/own.key"}
SHARED_NETWORK: Mapping[str, Any] = {
    "local_stack": False,
    "database_url": "postgresql+asyncpg://u:p4ss@db.city.example/x?sslmode=verify-full&sslrootcert=/tls/ca.pem",
    "redis_url": "rediss://:p4ss@cache.city.example:6379/0?ssl_ca_certs=/tls/ca.pem",
    "kafka_bootstrap": "one.city.example:9093,two.city.example:9093",
    "kafka_security": {"protocol": "SSL", **_FILES},
    "grpc_port": 7001,
    "grpc_tls": _FILES,
    "jwt_issuer": "https://kehou.city.example/realms/kehou",
    "jwt_jwks_url": "https://sign-in.city.example/certs",
}


@cache
def signing_key(service: str) -> OKPKey:
    """The service's Ed25519 key, the same in every process of the tests."""
    seed = sha256(f"key of the tests for {service}".encode()).digest()
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    d, x = (base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (seed, public))
    jwk: dict[str, str | list[str]] = {"kty": "OKP", "crv": "Ed25519", "kid": service, "use": "sig", "d": d, "x": x}
    return OKPKey.import_key(jwk)


@cache
def verifying_keys() -> str:
    """The public keys of all services, as JSON."""
    return orjson.dumps(KeySet([signing_key(service) for service in _SERVICES]).as_dict(private=False)).decode()


@cache
def sealing_keys() -> str:
    """Sealing keys of this run, as JSON."""
    key, blind = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    return orjson.dumps({"current": "k1", "keys": {"k1": key}, "blind": blind}).decode()


def make_settings(kind: type[_S], service: str, **overrides: Any) -> _S:
    """Return settings of class `kind` with throw-away secrets; what is not overridden points nowhere."""
    given: dict[str, Any] = {
        "service": service,
        "installation_id": "0123abcd",
        "local_stack": True,
        "database_url": "postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere",
        "kafka_bootstrap": "127.0.0.1:1",
        # The least the broker of the tests allows: nobody waits longer than needed for a consumer that was killed.
        "kafka_session_timeout_ms": 3_000,
        "redis_url": "redis://127.0.0.1:1/0",
        "jwt_issuer": "http://issuer.test/realms/kehou",
        "jwt_jwks_url": "http://127.0.0.1:1/jwks",
        "signing_key": orjson.dumps(signing_key(service).as_dict(private=True)).decode(),
        "verifying_keys": verifying_keys(),
        "sealing_keys": sealing_keys(),
        **overrides,
    }
    return kind(**given)
