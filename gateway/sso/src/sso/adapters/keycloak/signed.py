"""Tokens Keycloak signs for this client alone: ID tokens and logout tokens."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from chassis.auth.errors import KeysUnavailable
from chassis.auth.keys import KeyCache
from sso.application.ports import SignInRefused, SignInUnavailable

ALGORITHMS = ["RS256", "ES256"]
LEEWAY_S = 5
TOKEN_LENGTH_MAX = 16_384


class SignedTokens:
    """Reads them after checking signature, issuer, audience and time."""

    def __init__(self, keys: KeyCache, *, issuer: str) -> None:
        self._keys = keys
        self._issuer = issuer

    async def id_token(self, token: str, *, audience: str, now: datetime) -> dict[str, Any]:
        claims = await self.claims(token, audience=audience, now=now, kinds=("JWT",))
        if claims.get("typ", "ID") != "ID" or not claims.get("sub"):
            raise SignInRefused("the token says nothing about who signed in")
        return claims

    async def claims(self, token: str, *, audience: str, now: datetime, kinds: Sequence[str]) -> dict[str, Any]:
        """The claims of a token that holds; raises SignInRefused or SignInUnavailable."""
        if len(token) > TOKEN_LENGTH_MAX:
            raise SignInRefused("the token is too long")
        header = _header(token)
        kind, kid = header.get("typ", "JWT"), header.get("kid")
        if header.get("alg") not in ALGORITHMS or kind not in kinds or not isinstance(kid, str):
            raise SignInRefused("the token is of another kind")
        try:
            key = await self._keys.key(kid)
        except KeysUnavailable as problem:
            raise SignInUnavailable("the sign-in service cannot be asked; try again in a moment") from problem
        if key is None:
            raise SignInRefused("the token's key is not known")
        try:
            registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
            claims = dict(jwt.decode(token, key, algorithms=ALGORITHMS, registry=registry).claims)
        except (JoseError, ValueError, TypeError):
            raise SignInRefused("the token's signature does not hold") from None
        self._check(claims, audience=audience, now_s=now.timestamp())
        return claims

    def _check(self, claims: dict[str, Any], *, audience: str, now_s: float) -> None:
        audiences = claims.get("aud")
        if claims.get("iss") != self._issuer:
            raise SignInRefused("the token was issued by somebody else")
        if audience not in (audiences if isinstance(audiences, list) else [audiences]):
            raise SignInRefused("the token is meant for somebody else")
        expires = claims.get("exp")
        if not isinstance(expires, int | float) or now_s >= expires + LEEWAY_S:
            raise SignInRefused("the token has expired")


def _header(token: str) -> dict[str, Any]:
    from joserfc import jws

    try:
        return dict(jws.extract_compact(token.encode()).headers())
    except (JoseError, ValueError, TypeError, KeyError, UnicodeError):
        raise SignInRefused("the token cannot be read") from None
