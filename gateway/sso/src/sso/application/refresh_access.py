"""A new access token for a session, asked for once however many tabs want it."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sso.application.end_session import end_everywhere
from sso.application.ports import IdentityProvider, SessionOver, SessionStore, SignInUnavailable
from sso.domain.session import Session, SessionLimits, refreshed

# Tabs that wake up together ask within this time; they all get the first one's token.
SHARED_FOR = timedelta(seconds=5)
# Longer than the identity provider is given to answer, so that no second call begins beside a slow first one.
LOCK_LIVES = timedelta(seconds=15)
WAIT_S = 10.0
POLL_S = 0.03


@dataclass(frozen=True)
class RefreshAccess:
    provider: IdentityProvider
    sessions: SessionStore
    limits: SessionLimits
    _under_way: dict[str, "asyncio.Task[Session]"] = field(default_factory=dict)

    async def __call__(self, *, session_id: str, now: datetime) -> Session:
        """The session with an access token of the last seconds.

        Raises SessionOver, SignInUnavailable, SessionsUnavailable.
        """
        task = self._under_way.get(session_id)
        if task is None:
            task = asyncio.create_task(self._refresh(session_id, now))
            self._under_way[session_id] = task
            task.add_done_callback(lambda _: self._under_way.pop(session_id, None))
        # One tab that goes away must not take the answer from the others.
        return await asyncio.shield(task)

    async def _refresh(self, session_id: str, now: datetime) -> Session:
        deadline_s = time.monotonic() + WAIT_S
        while True:
            session = await self._present(session_id, now)
            if now - session.seen_at < SHARED_FOR:
                return session
            key = await self.sessions.try_lock(session_id, lives=LOCK_LIVES)
            if key is not None:
                break
            if time.monotonic() > deadline_s:
                raise SignInUnavailable("the sign-in service takes too long; try again in a moment")
            await asyncio.sleep(POLL_S)
        try:
            return await self._ask(session_id, now)
        finally:
            await self.sessions.unlock(session_id, key)

    async def _ask(self, session_id: str, now: datetime) -> Session:
        # Whoever held the lock before may have refreshed between our look and our lock.
        session = await self._present(session_id, now)
        if now - session.seen_at < SHARED_FOR:
            return session
        try:
            tokens = await self.provider.refresh(session.tokens.refresh_token, now=now)
        except SessionOver:
            await self.sessions.remove(session_id)
            raise
        fresh = refreshed(session, tokens, now=now)
        if not await self.sessions.replace(session_id, fresh, lives=self.limits.kept_for(fresh, now=now)):
            raise SessionOver("you were signed out")
        return fresh

    async def _present(self, session_id: str, now: datetime) -> Session:
        session = await self.sessions.find(session_id)
        if session is None:
            raise SessionOver("the session is over; sign in again")
        if self.limits.is_over(session, now=now):
            # It ends at Keycloak, too, or the next one at this machine would be signed in by it.
            await end_everywhere(session_id, sessions=self.sessions, provider=self.provider)
            raise SessionOver("the session was idle too long; sign in again")
        return session
