"""Who is signed in."""

from dataclasses import dataclass
from datetime import datetime

from sso.application.end_session import end_everywhere
from sso.application.ports import IdentityProvider, PreferenceStore, SessionOver, SessionStore, SignInNames
from sso.domain.session import Session, SessionLimits


@dataclass(frozen=True, slots=True)
class Me:
    session: Session
    name: str | None
    acting: str | None
    language: str | None
    session_ends_at: datetime


@dataclass(frozen=True)
class FindSession:
    provider: IdentityProvider
    sessions: SessionStore
    limits: SessionLimits

    async def __call__(self, *, session_id: str | None, now: datetime) -> Session:
        """The session behind the browser's id; raises SessionOver."""
        session = await self.sessions.find(session_id) if session_id else None
        if session_id is None or session is None:
            raise SessionOver("you are not signed in")
        if self.limits.is_over(session, now=now):
            await end_everywhere(session_id, sessions=self.sessions, provider=self.provider)
            raise SessionOver("the session was idle too long; sign in again")
        return session


@dataclass(frozen=True)
class DescribeMe:
    preferences: PreferenceStore
    names: SignInNames
    limits: SessionLimits

    async def __call__(self, *, session: Session) -> Me:
        """What the portal shows about the person; the remembered assignment only while it is still held."""
        person_id, held = session.tokens.person_id, session.tokens.assignments
        chosen = await self.preferences.find(person_id)
        acting = chosen.acting if chosen.acting in held else (held[0] if held else None)
        name = await self.names.name(person_id)
        return Me(session, name, acting, chosen.language, self.limits.ends_at(session))
