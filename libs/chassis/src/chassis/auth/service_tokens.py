"""How services know one another: short-lived tokens signed with the caller's own key, meant for one callee."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from joserfc import jwt
from joserfc.jwk import OKPKey

from chassis.auth.errors import TokenForged, TokenNotForUs
from chassis.auth.keys import KeyCache
from chassis.auth.tokens import LEEWAY_S, verified_claims
from chassis.settings import ServiceSettings

LIFETIME_S = 120
RENEW_BEFORE_S = 30
_VERIFIED_MAX = 1000


class ServiceTokenSigner:
    """Signs tokens as one service; the key's id is the service's name, or begins with it: `billing`, `billing/2027`."""

    def __init__(self, service: str, key: OKPKey, *, now_s: Callable[[], float] = time.time) -> None:
        self._service = service
        self._key = key
        self._now_s = now_s
        self._tokens: dict[str, tuple[str, float]] = {}

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> "ServiceTokenSigner":
        key = json.loads(settings.signing_key.get_secret_value())
        # "EdDSA" and "Ed25519" name the same signature; a key pinned to the one would refuse the other.
        key.pop("alg", None)
        return cls(settings.service, OKPKey.import_key(key))

    def token_for(self, audience: str) -> str:
        """A token that the service `audience` accepts, made anew shortly before the last one expires."""
        now_s = self._now_s()
        found = self._tokens.get(audience)
        if found is not None and found[1] - now_s > RENEW_BEFORE_S:
            return found[0]
        claims = {
            "iss": self._service,
            "sub": self._service,
            "aud": audience,
            "iat": int(now_s),
            "exp": int(now_s) + LIFETIME_S,
        }
        header = {"alg": "Ed25519", "kid": self._key.kid or self._service}
        token = jwt.encode(header, claims, self._key, algorithms=["Ed25519"])
        self._tokens[audience] = (token, now_s + LIFETIME_S)
        return token


class ServiceTokenVerifier:
    """Tells which service calls."""

    def __init__(self, service: str, keys: KeyCache, *, now_s: Callable[[], float] = time.time) -> None:
        self._service = service
        self._keys = keys
        self._now_s = now_s
        self._verified: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> "ServiceTokenVerifier":
        return cls(settings.service, KeyCache.fixed(json.loads(settings.verifying_keys)))

    async def caller(self, token: str) -> str:
        """The service that made `token` for us; raises one of chassis.auth.errors."""
        digest = sha256(token.encode("utf-8", "surrogatepass")).digest()
        now_s = self._now_s()
        found = self._verified.get(digest)
        if found is not None and now_s < found[1] + LEEWAY_S:
            return found[0]
        claims = await verified_claims(token, self._keys, issuer=None, audience=self._service, now_s=now_s)
        issuer = claims.get("iss")
        if not isinstance(issuer, str) or claims.get("sub") != issuer:
            raise TokenNotForUs("the token names no service")
        # A service signs with the key of its own name: nobody can speak as another.
        if str(claims["kid"]).partition("/")[0] != issuer:
            raise TokenForged("the token names a service that did not sign it")
        self._verified[digest] = (issuer, float(claims["exp"]))
        if len(self._verified) > _VERIFIED_MAX:
            self._verified.popitem(last=False)
        return issuer
