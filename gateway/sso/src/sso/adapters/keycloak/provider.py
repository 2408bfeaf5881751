"""Keycloak as the identity provider: codes, tokens, logout."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import structlog
from keycloak import KeycloakOpenID
from keycloak.exceptions import KeycloakConnectionError, KeycloakError
from keycloak.pkce_utils import generate_code_challenge

from chassis.auth.errors import KeysUnavailable, Unauthenticated
from chassis.auth.tokens import TokenVerifier
from sso.adapters.keycloak.signed import SignedTokens
from sso.application.ports import (
    LogoutNotice,
    LogoutTokenRefused,
    SessionOver,
    SignInAttempt,
    SignInRefused,
    SignInUnavailable,
    StandingSignIn,
)
from sso.domain.session import Identity, TokenSet
from sso.settings import Settings

log = structlog.get_logger("sso.keycloak")

TIMEOUT_S = 10
# Where people are sent changes with a new installation of Keycloak only.
ADDRESS_KEPT_S = 60.0
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
# A logout token is made and sent at once.
LOGOUT_TOKEN_AGE_MAX_S = 120


class KeycloakProvider:
    """IdentityProvider on Keycloak."""

    def __init__(self, settings: Settings, *, access: TokenVerifier, signed: SignedTokens) -> None:
        self._openid = KeycloakOpenID(
            server_url=settings.keycloak_url.rstrip("/") + "/",
            realm_name=settings.keycloak_realm,
            client_id=settings.client_id,
            client_secret_key=settings.client_secret.get_secret_value(),
            timeout=TIMEOUT_S,
        )
        self._client_id = settings.client_id
        self._redirect_uri = f"{settings.public_origin}/auth/callback"
        self._wanted_acr = settings.wanted_acr
        self._access = access
        self._signed = signed
        self._address: str | None = None
        self._address_read_s = 0.0

    async def authorization_url(self, attempt: SignInAttempt, *, language: str) -> str:
        challenge, method = generate_code_challenge(attempt.verifier, "S256")
        query = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": self._redirect_uri,
            "scope": "openid",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": method,
            "ui_locales": language,
            "acr_values": self._wanted_acr,
            # Asked even where Keycloak still knows the browser: without a session here somebody has left it.
            "prompt": "login",
        }
        return f"{await self._authorization_address()}?{urlencode(query, quote_via=quote)}"

    async def exchange(self, code: str, attempt: SignInAttempt, *, now: datetime) -> tuple[Identity, TokenSet]:
        with _answering(SignInRefused("the sign-in was not accepted; begin again")):
            given = await self._openid.a_token(
                grant_type="authorization_code",
                code=code,
                redirect_uri=self._redirect_uri,
                code_verifier=attempt.verifier,
            )
        claims = await self._signed.id_token(given["id_token"], audience=self._client_id, now=now)
        if claims.get("nonce") != attempt.nonce:
            raise SignInRefused("the sign-in belongs to another browser; begin again")
        session_id = claims.get("sid")
        identity = Identity(str(claims["sub"]), str(session_id) if session_id else None)
        return identity, await self._token_set(given)

    async def refresh(self, refresh_token: str, *, now: datetime) -> TokenSet:
        with _answering(SessionOver("the session was ended; sign in again")):
            given = await self._openid.a_refresh_token(refresh_token)
        return await self._token_set(given)

    async def end_session(self, refresh_token: str) -> None:
        # A session Keycloak no longer knows is as ended as it can be.
        ended = SessionOver("already ended")
        try:
            with _answering(ended):
                await self._openid.a_logout(refresh_token)
        except SessionOver:
            return

    async def inspect(self, access_token: str) -> StandingSignIn | None:
        try:
            who = await self._access.verify(access_token)
        except KeysUnavailable as problem:
            raise SignInUnavailable("the sign-in service cannot be asked; try again in a moment") from problem
        except Unauthenticated:
            return None
        with _answering(SignInUnavailable("the sign-in service does not answer this question")):
            claims = await self._openid.a_introspect(access_token)
        if claims.get("active") is not True:
            return None
        assignments = claims.get("assignments") or ()
        return StandingSignIn(who.id, tuple(str(each) for each in assignments))

    async def read_logout_token(self, token: str, *, now: datetime) -> LogoutNotice:
        try:
            claims = await self._signed.claims(token, audience=self._client_id, now=now, kinds=("logout+jwt", "JWT"))
        except SignInRefused as refusal:
            raise LogoutTokenRefused(refusal.detail) from None
        events = claims.get("events")
        if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
            raise LogoutTokenRefused("this token is no logout token")
        if "nonce" in claims:
            raise LogoutTokenRefused("a logout token carries no nonce")
        issued_at, token_id = claims.get("iat"), claims.get("jti")
        if not isinstance(issued_at, int | float) or abs(now.timestamp() - issued_at) > LOGOUT_TOKEN_AGE_MAX_S:
            raise LogoutTokenRefused("the logout token is too old")
        subject, session_id = claims.get("sub"), claims.get("sid")
        if not isinstance(token_id, str) or not (subject or session_id):
            raise LogoutTokenRefused("the logout token does not say which session ends")
        return LogoutNotice(token_id, str(subject) if subject else None, str(session_id) if session_id else None)

    async def close(self) -> None:
        await self._openid.connection.aclose()

    async def _authorization_address(self) -> str:
        if self._address is None or time.monotonic() - self._address_read_s > ADDRESS_KEPT_S:
            with _answering(SignInUnavailable("the sign-in service is not ready yet; try again in a moment")):
                known = await self._openid.a_well_known()
            self._address, self._address_read_s = str(known["authorization_endpoint"]), time.monotonic()
        return self._address

    async def _token_set(self, given: dict[str, str]) -> TokenSet:
        try:
            who = await self._access.verify(given["access_token"])
        except KeysUnavailable as problem:
            raise SignInUnavailable("the sign-in service cannot be asked; try again in a moment") from problem
        except Unauthenticated as problem:
            raise SignInRefused(f"the sign-in service gave a token that is not for us: {problem.code}") from problem
        return TokenSet(
            access_token=given["access_token"],
            access_expires_at=datetime.fromtimestamp(who.expires_at_s, UTC),
            refresh_token=given["refresh_token"],
            person_id=who.id,
            assignments=tuple(str(each) for each in who.assignments),
            acr=who.acr,
            signed_in_at=datetime.fromtimestamp(who.auth_time_s, UTC) if who.auth_time_s is not None else None,
        )


@contextmanager
def _answering(refusal: Exception) -> Iterator[None]:
    """Turn Keycloak's silence and 5xx into SignInUnavailable, its 4xx into `refusal`."""
    try:
        yield
    except KeycloakError as problem:
        status = problem.response_code
        if isinstance(problem, KeycloakConnectionError) or status is None or status >= 500 or status == 429:
            raise SignInUnavailable("the sign-in service does not answer; try again in a moment") from problem
        log.info("keycloak_refused", status=status)
        raise refusal from problem
