"""Only a fresh, signed logout token of our own provider ends sessions."""

import time
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.clock import system_time
from sso.adapters.keycloak.provider import LOGOUT_EVENT, KeycloakProvider
from sso.adapters.keycloak.signed import SignedTokens
from sso.application.end_session import ObeyLogout
from sso.application.ports import LogoutTokenRefused
from sso.settings import Settings
from testkit.settings import make_settings

ISSUER = "http://issuer.test/realms/kehou"
KEY = RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})


class Sessions:
    """Which sessions were ended, and which tokens were seen."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self.seen: set[str] = set()

    async def is_first_use(self, token_id: str, *, remembered: timedelta) -> bool:
        first = token_id not in self.seen
        self.seen.add(token_id)
        return first

    async def remove_of_provider_session(self, provider_session_id: str) -> int:
        self.ended.append(provider_session_id)
        return 1

    async def remove_of_user(self, user_id: str) -> int:
        self.ended.append(user_id)
        return 1


@pytest.fixture
async def obey() -> Any:
    keys = KeyCache.fixed(KeySet([KEY]).as_dict(private=False))
    settings = make_settings(
        Settings,
        "sso",
        jwt_issuer=ISSUER,
        public_origin="http://127.0.0.1:1",
        keycloak_url="http://127.0.0.1:1",
        client_secret="s",
        admin_client_secret="s",
    )
    access = TokenVerifier(issuer=ISSUER, audience="kehou", keys=keys)
    provider = KeycloakProvider(settings, access=access, signed=SignedTokens(keys, issuer=ISSUER))
    yield ObeyLogout(provider, Sessions())  # type: ignore[arg-type]
    await provider.close()


def token(*, key: RSAKey = KEY, without: str = "", kind: str = "logout+jwt", **changed: object) -> str:
    now = int(time.time())
    claims: dict[str, object] = {
        "iss": ISSUER,
        "aud": "gateway-sso",
        "iat": now,
        "exp": now + 60,
        "jti": "t-1",
        "sub": "user-1",
        "sid": "session-1",
        "events": {LOGOUT_EVENT: {}},
        **changed,
    }
    claims.pop(without, None)
    return jwt.encode({"alg": "RS256", "kid": "k", "typ": kind}, claims, key)


async def test_ends_the_session_it_names(obey: ObeyLogout) -> None:
    assert await obey(token=token(), now=system_time()) == 1
    assert obey.sessions.ended == ["session-1"]  # type: ignore[attr-defined]


async def test_ends_all_of_the_user_where_it_names_no_session(obey: ObeyLogout) -> None:
    await obey(token=token(without="sid"), now=system_time())
    assert obey.sessions.ended == ["user-1"]  # type: ignore[attr-defined]


async def test_refuses_the_same_token_twice(obey: ObeyLogout) -> None:
    used = token()
    await obey(token=used, now=system_time())
    with pytest.raises(LogoutTokenRefused):
        await obey(token=used, now=system_time())


@pytest.mark.parametrize(
    "bad",
    [
        {"key": RSAKey.generate_key(2048, {"kid": "k"})},
        {"iss": "http://elsewhere.test"},
        {"aud": "kehou"},
        {"exp": int(time.time()) - 60},
        {"iat": int(time.time()) - 600},
        {"events": {}},
        {"events": {LOGOUT_EVENT: "yes"}},
        {"without": "events"},
        {"without": "jti"},
        {"nonce": "n"},
        {"kind": "at+jwt"},
    ],
    ids=str,
)
async def test_refuses_what_is_no_logout_token_of_ours(obey: ObeyLogout, bad: dict[str, Any]) -> None:
    with pytest.raises(LogoutTokenRefused):
        await obey(token=token(**bad), now=system_time())
    assert obey.sessions.ended == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("garbage", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é" * 10])
async def test_refuses_garbage(obey: ObeyLogout, garbage: str) -> None:
    with pytest.raises(LogoutTokenRefused):
        await obey(token=garbage, now=system_time())
