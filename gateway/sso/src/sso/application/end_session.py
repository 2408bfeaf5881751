"""Signing out: by the person, and by the identity provider."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sso.application.ports import (
    IdentityProvider,
    LogoutTokenRefused,
    SessionStore,
    SignInUnavailable,
)

TOKEN_REMEMBERED = timedelta(minutes=10)


async def end_everywhere(session_id: str, *, sessions: SessionStore, provider: IdentityProvider) -> bool:
    """End a session here and at the identity provider; False where the latter did not answer."""
    session = await sessions.remove(session_id)
    if session is None:
        return True
    try:
        await provider.end_session(session.tokens.refresh_token)
    except SignInUnavailable:
        return False
    return True


@dataclass(frozen=True)
class EndSession:
    provider: IdentityProvider
    sessions: SessionStore

    async def __call__(self, *, session_id: str) -> bool:
        """End the session here and at the identity provider; False where the latter did not answer."""
        return await end_everywhere(session_id, sessions=self.sessions, provider=self.provider)


@dataclass(frozen=True)
class ObeyLogout:
    provider: IdentityProvider
    sessions: SessionStore

    async def __call__(self, *, token: str, now: datetime) -> int:
        """End the sessions a logout token names and return how many (OpenID Connect Back-Channel Logout 1.0, 2.6).

        Raises LogoutTokenRefused.
        """
        notice = await self.provider.read_logout_token(token, now=now)
        if not await self.sessions.is_first_use(notice.token_id, remembered=TOKEN_REMEMBERED):
            raise LogoutTokenRefused("this logout token was used before")
        if notice.provider_session_id is not None:
            return await self.sessions.remove_of_provider_session(notice.provider_session_id)
        if notice.user_id is not None:
            return await self.sessions.remove_of_user(notice.user_id)
        raise LogoutTokenRefused("the logout token names nobody")
