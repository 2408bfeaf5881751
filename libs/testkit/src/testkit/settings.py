"""Settings of a service under test."""

import base64
import os
from functools import cache
from typing import Any, TypeVar

import orjson
from joserfc.jwk import KeySet, OKPKey

from chassis.settings import ServiceSettings

_SERVICES = ("enrolment", "billing", "staffing", "vendor-registry", "inspection", "sso")
_S = TypeVar("_S", bound=ServiceSettings)


@cache
def signing_key(service: str) -> OKPKey:
    """The service's Ed25519 key, made for this run."""
    return OKPKey.generate_key("Ed25519", {"kid": service, "use": "sig", "alg": "EdDSA"}, private=True)


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
        "signing_key": orjson.dumps(signing_key(service).as_dict(private=True)).decode()
        if service in _SERVICES
        else orjson.dumps(signing_key("sso").as_dict(private=True)).decode(),
        "verifying_keys": verifying_keys(),
        "sealing_keys": sealing_keys(),
        **overrides,
    }
    return kind(**given)
