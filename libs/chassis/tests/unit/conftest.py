import base64
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from chassis.settings import ServiceSettings

PERSON = UUID("01900000-0000-7000-8000-000000000001")
ISSUER = "https://sign-in.test/realms/kehou"
CASHIER = "school-cashier@/3401/340104/2134010001"


@pytest.fixture(scope="session")
def rsa() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"}, private=True)


@pytest.fixture(scope="session")
def ec() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "ec-1", "use": "sig"}, private=True)


@pytest.fixture(scope="session")
def okp() -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": "okp-1", "use": "sig"}, private=True)


@pytest.fixture(scope="session")
def jwks(rsa: RSAKey, ec: ECKey, okp: OKPKey) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=False) for key in (rsa, ec, okp)]}


@pytest.fixture
def claims() -> dict[str, Any]:
    now_s = int(time.time())
    return {
        "iss": ISSUER,
        "aud": ["kehou", "account"],
        "sub": str(PERSON),
        "typ": "Bearer",
        "iat": now_s,
        "exp": now_s + 60,
        "assignments": [CASHIER],
    }


@pytest.fixture
def mint(rsa: RSAKey, claims: dict[str, Any]) -> Callable[..., str]:
    def make(key: Any = rsa, alg: str = "RS256", kid: str | None = None, **changes: Any) -> str:
        body = {name: value for name, value in {**claims, **changes}.items() if value is not ...}
        return jwt.encode({"alg": alg, "kid": kid or key.kid}, body, key, algorithms=[alg])

    return make


@pytest.fixture(scope="session")
def settings(okp: OKPKey) -> ServiceSettings:
    key = base64.b64encode(bytes(range(32))).decode()
    return ServiceSettings(
        service="billing",
        installation_id="0123abcd",
        local_stack=True,
        database_url="postgresql+asyncpg://nobody:none@127.0.0.1:1/none",
        kafka_bootstrap="127.0.0.1:1",
        redis_url="redis://127.0.0.1:1",
        jwt_issuer=ISSUER,
        jwt_jwks_url="http://127.0.0.1:1/certs",
        access_cookie="__Host-access-0123abcd",
        signing_key=json.dumps(okp.as_dict(private=True)),
        verifying_keys=json.dumps({"keys": [okp.as_dict(private=False)]}),
        sealing_keys=json.dumps({"current": "k1", "keys": {"k1": key}, "blind": key}),
    )
