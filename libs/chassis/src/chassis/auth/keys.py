"""The keys of the identity provider, cached so that sign-in being down does not stop those already signed in."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from chassis.auth.errors import KeysUnavailable

log = structlog.get_logger("chassis.auth")

# Keycloak rotates keys over days; five minutes lets a withdrawn key end soon without asking often.
REFRESH_AFTER_S = 300.0
# A stranger can send any kid; ten seconds bounds what that can make us ask of Keycloak.
UNKNOWN_KID_PAUSE_S = 10.0
FETCH_TIMEOUT_S = 3.0
JWKS_BYTES_MAX = 2**20
_UNUSED = frozenset({"x5c", "x5t", "x5t#S256", "d", "p", "q", "dp", "dq", "qi"})
_KEY_TYPES = frozenset({"RSA", "EC", "OKP"})


def signature_keys(jwks: Mapping[str, Any]) -> dict[str, Key]:
    """The public signature keys of a JWKS by kid; symmetric, encryption and unreadable keys are left out."""
    keys: dict[str, Key] = {}
    for entry in jwks.get("keys", []):
        kid = entry.get("kid")
        if not kid or entry.get("kty") not in _KEY_TYPES or entry.get("use", "sig") != "sig":
            continue
        public = {name: value for name, value in entry.items() if name not in _UNUSED}
        if entry["kty"] == "OKP":
            public.pop("alg", None)  # "EdDSA" and "Ed25519" name the same signature
        try:
            keys[str(kid)] = JWKRegistry.import_key(public)
        except (JoseError, ValueError, TypeError):
            log.warning("jwks_key_unreadable", kid=kid)
    return keys


def fetch_jwks(url: str) -> dict[str, Any]:
    """Read a JWKS over HTTP; raises OSError or ValueError."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("jwt_jwks_url must be an http(s) address")
    with urllib.request.urlopen(url, timeout=FETCH_TIMEOUT_S) as answer:  # noqa: S310 the scheme is checked above
        document: dict[str, Any] = json.loads(answer.read(JWKS_BYTES_MAX))
    return document


class KeyCache:
    """Signature keys by kid: fetched on first use, renewed in the background, kept while the provider is down."""

    def __init__(self, url: str, *, fetch: Callable[[str], Mapping[str, Any]] = fetch_jwks) -> None:
        self._url = url
        self._fetch = fetch
        self._keys: dict[str, Key] = {}
        self._document: Mapping[str, Any] = {}
        self._fetched_at_s = float("-inf")
        self._tried_at_s = float("-inf")
        self._renewal: asyncio.Task[None] | None = None
        self.generation = 0

    @classmethod
    def fixed(cls, jwks: Mapping[str, Any]) -> "KeyCache":
        """Keys that are given and never fetched, as those of the services among themselves."""
        cache = cls("fixed:", fetch=lambda _url: jwks)
        cache._keys = signature_keys(jwks)
        cache._fetched_at_s = cache._tried_at_s = float("inf")
        return cache

    async def key(self, kid: str) -> Key | None:
        """The key named `kid`, or None where the provider has none; raises KeysUnavailable before the first fetch."""
        if not self._keys:
            await self._renew()
            if not self._keys:
                raise KeysUnavailable("the keys of the sign-in service could not be read; try again in a moment")
        found = self._keys.get(kid)
        now_s = time.monotonic()
        if found is None and now_s - self._tried_at_s > UNKNOWN_KID_PAUSE_S:
            await self._renew()
            return self._keys.get(kid)
        if now_s - self._fetched_at_s > REFRESH_AFTER_S and now_s - self._tried_at_s > UNKNOWN_KID_PAUSE_S:
            self._begin_renewal()
        return found

    def _begin_renewal(self) -> "asyncio.Task[None]":
        # One fetch at a time, however many requests ask for it.
        if self._renewal is None or self._renewal.done():
            self._tried_at_s = time.monotonic()
            self._renewal = asyncio.create_task(self._fetch_once())
        return self._renewal

    async def _renew(self) -> None:
        await asyncio.shield(self._begin_renewal())

    async def _fetch_once(self) -> None:
        try:
            document = await asyncio.to_thread(self._fetch, self._url)
            keys = signature_keys(document)
        except (OSError, ValueError) as error:
            log.warning("jwks_fetch_failed", error=type(error).__name__, keys_cached=len(self._keys))
            return
        if not keys:
            log.warning("jwks_without_keys", keys_cached=len(self._keys))
            return
        if self._keys and document != self._document:
            self.generation += 1
        self._keys, self._document = keys, document
        self._fetched_at_s = time.monotonic()
