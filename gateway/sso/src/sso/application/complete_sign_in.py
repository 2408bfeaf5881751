"""Turning the identity provider's code into a session."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from kernel.errors import Invalid
from sso.application.ports import IdentityProvider, SessionStore, SignInAttempt
from sso.domain.session import Session, SessionLimits, begin_session

# Keycloak's page stays good for half an hour, and begins anew by itself once.
ATTEMPT_LIVES = timedelta(hours=1)


class AttemptUnknown(Invalid):
    """The browser did not begin this sign-in, or began it too long ago."""

    code = "sso.attempt_unknown"


@dataclass(frozen=True)
class CompleteSignIn:
    provider: IdentityProvider
    sessions: SessionStore
    limits: SessionLimits

    async def __call__(
        self, *, attempt: SignInAttempt | None, state: str, code: str, replaces: str | None, now: datetime
    ) -> tuple[str, Session]:
        """A new session and its id, which is never one the browser held before; the session it replaces ends.

        Raises AttemptUnknown, SignInRefused, SignInUnavailable, SessionsUnavailable.
        """
        if attempt is None or not secrets.compare_digest(attempt.state.encode(), state.encode()):
            raise AttemptUnknown("this sign-in was not begun in this browser; begin again")
        if not timedelta(0) <= now - attempt.began_at <= ATTEMPT_LIVES:
            raise AttemptUnknown("this sign-in took longer than an hour; begin again")
        identity, tokens = await self.provider.exchange(code, attempt, now=now)
        session = begin_session(identity, tokens, now=now)
        session_id = await self.sessions.add(session, lives=self.limits.kept_for(session, now=now))
        if replaces is not None:
            await self.sessions.remove(replaces)
        return session_id, session
