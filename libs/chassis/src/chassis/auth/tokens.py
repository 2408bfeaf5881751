"""Verifying access tokens: who asks, which assignments they hold, how and when they signed in."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jws import JWSRegistry
from joserfc.util import to_bytes

from chassis.auth.errors import TokenExpired, TokenForged, TokenKeyUnknown, TokenMalformed, TokenNotForUs
from chassis.auth.keys import KeyCache
from chassis.settings import ServiceSettings
from kernel.actor import LINKED_MAX, Assignment, NotAnAssignment
from kernel.organisation import NotAnOrganisationPath

ALGORITHMS = ("RS256", "ES256", "EdDSA", "Ed25519")
ASSIGNMENTS_MAX = 20
TOKEN_BYTES_MAX = 16_384
# Clocks of two machines under NTP differ by less; a token expires for good soon after its time.
LEEWAY_S = 5
# Some 10,000 people act at once in the city's rush hour on one process; an entry is about 1 KiB.
VERIFIED_MAX = 10_000


class _Algorithms(JWSRegistry):
    def get_alg(self, name: str) -> Any:
        # Both names mean the same signature (RFC 9864); Keycloak still writes the older one.
        return super().get_alg("Ed25519" if name == "EdDSA" else name)


_ALGORITHMS = _Algorithms(algorithms=ALGORITHMS, strict_check_header=False)


@dataclass(frozen=True, slots=True)
class Principal:
    """What a verified token says about the person who holds it."""

    id: UUID
    assignments: tuple[Assignment, ...]
    acr: str | None
    auth_time_s: int | None
    expires_at_s: int
    # The person's other accounts, as staffing knows them.
    linked: frozenset[UUID] = frozenset()


async def verified_claims(
    token: str, keys: KeyCache, *, issuer: str | None, audience: str, now_s: float
) -> dict[str, Any]:
    """The claims of a token whose signature, times, issuer and audience hold, or the error saying which does not.

    `kid` is added to them: the name of the key that signed.
    """
    if len(token) > TOKEN_BYTES_MAX:
        raise TokenMalformed("the token is too long")
    try:
        unverified = jws.extract_compact(to_bytes(token), None, _ALGORITHMS)
        header = unverified.headers()
    except (JoseError, ValueError, TypeError, KeyError):
        raise TokenMalformed("the token cannot be read") from None
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS:
        raise TokenForged("the token is signed with an algorithm that is not accepted")
    if not isinstance(kid, str):
        raise TokenMalformed("the token does not name its key")
    key = await keys.key(kid)
    if key is None:
        raise TokenKeyUnknown("the token's key is not known; sign in again")
    try:
        if not jws.validate_compact(unverified, key, list(ALGORITHMS), _ALGORITHMS):
            raise TokenForged("the token's signature does not hold")
    except BadSignatureError:
        raise TokenForged("the token's signature does not hold") from None
    except (JoseError, ValueError, TypeError):
        raise TokenForged("the token's signature does not fit its key") from None
    try:
        claims = json.loads(unverified.payload)
    except ValueError:
        raise TokenMalformed("the token holds no claims") from None
    if not isinstance(claims, dict):
        raise TokenMalformed("the token holds no claims")
    _check_claims(claims, issuer=issuer, audience=audience, now_s=now_s)
    return {**claims, "kid": kid}


def _check_claims(claims: Mapping[str, Any], *, issuer: str | None, audience: str, now_s: float) -> None:
    expires, not_before = claims.get("exp"), claims.get("nbf", 0)
    if not _is_number(expires) or not _is_number(not_before):
        raise TokenMalformed("the token does not say how long it holds")
    if now_s >= expires + LEEWAY_S:  # type: ignore[operator]
        raise TokenExpired("the sign-in has expired; sign in again")
    if now_s < not_before - LEEWAY_S:
        raise TokenExpired("the token does not hold yet")
    if issuer is not None and claims.get("iss") != issuer:
        raise TokenNotForUs("the token was issued by somebody else")
    audiences = claims.get("aud")
    if audience not in (audiences if isinstance(audiences, list) else [audiences]):
        raise TokenNotForUs("the token is meant for somebody else")
    # Keycloak says which kind of token it is: an ID or refresh token opens nothing here.
    if claims.get("typ", "Bearer") != "Bearer":
        raise TokenNotForUs("the token is no access token")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class TokenVerifier:
    """Verifies access tokens, each signature once: what it found is kept until the token expires."""

    def __init__(self, *, issuer: str, audience: str, keys: KeyCache, now_s: Callable[[], float] = time.time) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys = keys
        self._now_s = now_s
        self._verified: OrderedDict[bytes, Principal] = OrderedDict()
        self._generation = keys.generation

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> "TokenVerifier":
        return cls(issuer=settings.jwt_issuer, audience=settings.jwt_audience, keys=KeyCache(settings.jwt_jwks_url))

    @property
    def now_s(self) -> float:
        """System time, by which tokens live; never business time."""
        return self._now_s()

    async def verify(self, token: str) -> Principal:
        """Who holds `token`; raises one of chassis.auth.errors."""
        if self._generation != self._keys.generation:
            # A key was added or withdrawn: what an old key vouched for is looked at again.
            self._verified.clear()
            self._generation = self._keys.generation
        digest = sha256(token.encode("utf-8", "surrogatepass")).digest()
        found = self._verified.get(digest)
        now_s = self._now_s()
        if found is not None:
            if now_s < found.expires_at_s + LEEWAY_S:
                return found
            del self._verified[digest]
        claims = await verified_claims(token, self._keys, issuer=self._issuer, audience=self._audience, now_s=now_s)
        principal = _principal(claims)
        self._verified[digest] = principal
        if len(self._verified) > VERIFIED_MAX:
            self._verified.popitem(last=False)
        return principal


def _principal(claims: Mapping[str, Any]) -> Principal:
    try:
        person = UUID(str(claims.get("person_id") or claims["sub"]))
    except (KeyError, ValueError):
        raise TokenMalformed("the token does not name a person") from None
    written = claims.get("assignments", [])
    if not isinstance(written, list) or len(written) > ASSIGNMENTS_MAX:
        raise TokenMalformed(f"the token lists no assignments, or more than {ASSIGNMENTS_MAX}")
    try:
        assignments = tuple(Assignment.parse(str(text)) for text in written)
    except (NotAnAssignment, NotAnOrganisationPath):
        raise TokenMalformed("the token lists an assignment that cannot be read") from None
    acr, auth_time = claims.get("acr"), claims.get("auth_time")
    return Principal(
        id=person,
        assignments=assignments,
        acr=acr if isinstance(acr, str) else None,
        auth_time_s=int(auth_time) if _is_number(auth_time) else None,  # type: ignore[arg-type]
        expires_at_s=int(claims["exp"]),
        linked=_linked(claims.get("linked_persons", [])),
    )


def _linked(written: object) -> frozenset[UUID]:
    if not isinstance(written, list) or len(written) > LINKED_MAX:
        raise TokenMalformed(f"the token lists no linked accounts, or more than {LINKED_MAX}")
    try:
        return frozenset(UUID(str(text)) for text in written)
    except ValueError:
        raise TokenMalformed("the token lists a linked account that cannot be read") from None
