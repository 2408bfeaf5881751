"""A token opens a door only where every part of it holds."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from chassis.auth.errors import (
    KeysUnavailable,
    TokenExpired,
    TokenForged,
    TokenKeyUnknown,
    TokenMalformed,
    TokenNotForUs,
)
from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from kernel.errors import Refusal

ISSUER = "https://sign-in.test/realms/kehou"
PERSON = "01900000-0000-7000-8000-000000000001"
Mint = Callable[..., str]


@pytest.fixture
def verifier(jwks: dict[str, Any]) -> TokenVerifier:
    return TokenVerifier(issuer=ISSUER, audience="kehou", keys=KeyCache.fixed(jwks))


def segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


async def test_accepts_each_allowed_algorithm(
    verifier: TokenVerifier, mint: Mint, rsa: RSAKey, ec: ECKey, okp: OKPKey
) -> None:
    for key, alg in ((rsa, "RS256"), (ec, "ES256"), (okp, "Ed25519")):
        principal = await verifier.verify(mint(key, alg))
        assert str(principal.id) == PERSON
        assert [str(held) for held in principal.assignments] == ["school-cashier@/3401/340104/2134010001"]


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
async def test_accepts_the_older_name_of_ed25519(verifier: TokenVerifier, mint: Mint, okp: OKPKey) -> None:
    assert str((await verifier.verify(mint(okp, "EdDSA"))).id) == PERSON


async def test_names_the_person_by_person_id_where_there_is_one(verifier: TokenVerifier, mint: Mint) -> None:
    other = "01900000-0000-7000-8000-0000000000ff"
    assert str((await verifier.verify(mint(person_id=other))).id) == other


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"exp": 1_000_000}, TokenExpired),
        ({"exp": ...}, TokenMalformed),
        ({"exp": True}, TokenMalformed),
        ({"nbf": 9_999_999_999}, TokenExpired),
        ({"aud": "another"}, TokenNotForUs),
        ({"aud": ["another", "kehou-admin"]}, TokenNotForUs),
        ({"aud": ...}, TokenNotForUs),
        ({"iss": ISSUER + "/"}, TokenNotForUs),
        ({"iss": ...}, TokenNotForUs),
        ({"typ": "ID"}, TokenNotForUs),
        ({"typ": "Refresh"}, TokenNotForUs),
        ({"sub": "admin"}, TokenMalformed),
        ({"sub": ...}, TokenMalformed),
        ({"assignments": "principal@/3401"}, TokenMalformed),
        ({"assignments": ["principal"]}, TokenMalformed),
        ({"assignments": [f"principal@/3401/{n}" for n in range(21)]}, TokenMalformed),
    ],
)
async def test_refuses_what_does_not_hold(
    verifier: TokenVerifier, mint: Mint, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        await verifier.verify(mint(**changes))


async def test_refuses_a_token_without_signature(verifier: TokenVerifier, claims: dict[str, Any]) -> None:
    for alg in ("none", "None", "nOnE"):
        for signature in ("", "AAAA"):
            token = f"{segment({'alg': alg, 'kid': 'rsa-1'})}.{segment(claims)}.{signature}"
            with pytest.raises((TokenForged, TokenMalformed)):
                await verifier.verify(token)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_refuses_a_public_key_used_as_shared_secret(verifier: TokenVerifier, mint: Mint, rsa: RSAKey) -> None:
    for secret in (rsa.as_pem(private=False), json.dumps(rsa.as_dict(private=False)).encode()):
        with pytest.raises((TokenForged, TokenMalformed)):
            await verifier.verify(mint(OctKey.import_key(base64.b64encode(secret)), "HS256", kid="rsa-1"))


async def test_refuses_another_key_under_a_known_name(verifier: TokenVerifier, mint: Mint) -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "rsa-1"}, private=True)
    with pytest.raises(TokenForged):
        await verifier.verify(mint(stranger))


async def test_refuses_a_key_of_another_kind_than_the_algorithm(verifier: TokenVerifier, mint: Mint, ec: ECKey) -> None:
    with pytest.raises(TokenForged):
        await verifier.verify(mint(ec, "ES256", kid="rsa-1"))


async def test_refuses_claims_changed_after_signing(
    verifier: TokenVerifier, mint: Mint, claims: dict[str, Any]
) -> None:
    head, _, signature = mint().split(".")
    forged = segment({**claims, "assignments": ["system-administrator@/3401"]})
    with pytest.raises(TokenForged):
        await verifier.verify(f"{head}.{forged}.{signature}")


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", "a.b.c.d.e", "ä.ö.ü", "." * 20_000, "\ud800.x.y"])
async def test_refuses_what_is_no_token(verifier: TokenVerifier, token: str) -> None:
    with pytest.raises(TokenMalformed):
        await verifier.verify(token)


async def test_verifies_a_signature_once_and_forgets_it_when_it_expires(jwks: dict[str, Any], mint: Mint) -> None:
    asked: list[str] = []
    now_s = [time.time()]

    class Counting(KeyCache):
        async def key(self, kid: str) -> Any:
            asked.append(kid)
            return await super().key(kid)

    keys = Counting("x:", fetch=lambda _url: jwks)
    verifier = TokenVerifier(issuer=ISSUER, audience="kehou", keys=keys, now_s=lambda: now_s[0])
    token = mint()
    first = await verifier.verify(token)
    assert await verifier.verify(token) is first
    assert asked == ["rsa-1"]
    now_s[0] += 120
    with pytest.raises(TokenExpired):
        await verifier.verify(token)


async def test_works_from_the_cache_while_the_provider_is_down(jwks: dict[str, Any], mint: Mint) -> None:
    up = [True]
    fetches: list[str] = []

    def fetch(url: str) -> dict[str, Any]:
        fetches.append(url)
        if not up[0]:
            raise OSError("connection refused")
        return jwks

    verifier = TokenVerifier(issuer=ISSUER, audience="kehou", keys=KeyCache("http://keys", fetch=fetch))
    await verifier.verify(mint())
    up[0] = False
    await verifier.verify(mint(jti="another"))
    # A stranger's key names do not turn into a stream of questions to the provider.
    for number in range(50):
        with pytest.raises(TokenKeyUnknown):
            await verifier.verify(mint(kid=f"stranger-{number}"))
    assert len(fetches) <= 2


async def test_says_unavailable_where_keys_were_never_read(mint: Mint) -> None:
    def fetch(_url: str) -> dict[str, Any]:
        raise OSError("connection refused")

    verifier = TokenVerifier(issuer=ISSUER, audience="kehou", keys=KeyCache("http://keys", fetch=fetch))
    with pytest.raises(KeysUnavailable):
        await verifier.verify(mint())
