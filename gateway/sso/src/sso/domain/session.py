"""One signed-in browser: how long it may stay, and what we know of the person."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

KEPT_AFTER_END = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TokenSet:
    """What the identity provider gave for one sign-in or one refresh."""

    access_token: str
    access_expires_at: datetime
    refresh_token: str
    person_id: UUID
    assignments: tuple[str, ...]
    acr: str | None
    signed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose session it is at the identity provider: its user and its own session there."""

    user_id: str
    provider_session_id: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """A session; `seen_at` moves with each refresh, `began_at` never does."""

    identity: Identity
    tokens: TokenSet
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session may rest, and how long it may last at most."""

    idle: timedelta
    absolute: timedelta

    def ends_at(self, session: Session) -> datetime:
        """When the session is over unless it is refreshed before."""
        return min(session.seen_at + self.idle, session.began_at + self.absolute)

    def kept_for(self, session: Session, *, now: datetime) -> timedelta:
        """How long the session is remembered: past its end, so that who comes late ends it everywhere."""
        return self.ends_at(session) - now + KEPT_AFTER_END

    def is_over(self, session: Session, *, now: datetime) -> bool:
        return now >= self.ends_at(session)


def begin_session(identity: Identity, tokens: TokenSet, *, now: datetime) -> Session:
    return Session(identity, tokens, began_at=now, seen_at=now)


def refreshed(session: Session, tokens: TokenSet, *, now: datetime) -> Session:
    """The session with new tokens. How and when the person signed in stays known where a refresh does not say it."""
    kept = replace(
        tokens,
        acr=tokens.acr or session.tokens.acr,
        signed_in_at=tokens.signed_in_at or session.tokens.signed_in_at,
    )
    return replace(session, tokens=kept, seen_at=now)
