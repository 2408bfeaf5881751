"""What the use cases need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from kernel.errors import Invalid, NotFound, Unavailable
from sso.domain.account import AccountState, ExistingAccount, WantedAccount
from sso.domain.session import Identity, Session, TokenSet


class SignInUnavailable(Unavailable):
    """Keycloak does not answer; those already signed in go on until their access token expires."""

    code = "sso.sign_in_unavailable"


class SessionsUnavailable(Unavailable):
    """The store of sessions does not answer."""

    code = "sso.sessions_unavailable"


class SignInRefused(Invalid):
    """The identity provider did not accept what was sent: a replayed code, a foreign token."""

    code = "sso.sign_in_refused"


class SessionOver(NotFound):
    """There is no such session (any more): sign in again."""

    code = "sso.session_over"


class LogoutTokenRefused(Invalid):
    """A logout token that is forged, stale, replayed or no logout token at all."""

    code = "sso.logout_token_refused"


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """One way to the identity provider and back; only the browser that began it can finish it."""

    state: str
    nonce: str
    verifier: str
    return_to: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class LogoutNotice:
    """Whom the identity provider has signed out."""

    token_id: str
    user_id: str | None
    provider_session_id: str | None


@dataclass(frozen=True, slots=True)
class StandingSignIn:
    """A sign-in that is still valid at the identity provider, and what its account holds there now."""

    person_id: UUID
    assignments: tuple[str, ...]


class IdentityProvider(Protocol):
    """Raises SignInUnavailable where it does not answer."""

    async def authorization_url(self, attempt: SignInAttempt, *, language: str) -> str: ...

    async def exchange(self, code: str, attempt: SignInAttempt, *, now: datetime) -> tuple[Identity, TokenSet]:
        """Raises SignInRefused."""
        ...

    async def refresh(self, refresh_token: str, *, now: datetime) -> TokenSet:
        """Raises SessionOver."""
        ...

    async def end_session(self, refresh_token: str) -> None: ...

    async def inspect(self, access_token: str) -> StandingSignIn | None:
        """None where the token is not ours, its session has ended, or its account is closed."""
        ...

    async def read_logout_token(self, token: str, *, now: datetime) -> LogoutNotice:
        """Raises LogoutTokenRefused."""
        ...


class SessionStore(Protocol):
    """Sessions by the opaque id the browser holds; everything in it may vanish. Raises SessionsUnavailable."""

    async def add(self, session: Session, *, lives: timedelta) -> str:
        """Store a new session under a new id and return the id."""
        ...

    async def find(self, session_id: str) -> Session | None: ...

    async def replace(self, session_id: str, session: Session, *, lives: timedelta) -> bool:
        """Store over what is there; False where the session has been ended meanwhile."""
        ...

    async def remove(self, session_id: str) -> Session | None: ...

    async def remove_of_provider_session(self, provider_session_id: str) -> int: ...

    async def remove_of_user(self, user_id: str) -> int: ...

    async def try_lock(self, session_id: str, *, lives: timedelta) -> str | None:
        """The key to a lock on the session's refresh, or None where somebody else holds it."""
        ...

    async def unlock(self, session_id: str, key: str) -> None: ...

    async def is_first_use(self, token_id: str, *, remembered: timedelta) -> bool: ...


class AccountDirectory(Protocol):
    """Accounts at the identity provider. Raises SignInUnavailable."""

    async def find(self, person_id: UUID, *, user_id: str | None) -> ExistingAccount | None: ...

    async def create(self, person_id: UUID, login: str, state: AccountState) -> str:
        """Create the account and return its user id; a login that is taken is refused, whoever has it."""
        ...

    async def update(self, user_id: str, person_id: UUID, state: AccountState) -> None: ...

    async def end_sessions(self, user_id: str) -> None: ...


class Assignments(Protocol):
    """Who holds what at this moment. Raises Unavailable."""

    async def is_held(self, person_id: UUID, assignment: str) -> bool | None:
        """None for somebody whom nobody employs."""
        ...


class SignInNames(Protocol):
    """The names by which people sign in, and what they are called; asked, never stored."""

    async def logins(self, person_ids: Sequence[UUID]) -> dict[UUID, str]: ...

    async def name(self, person_id: UUID) -> str | None:
        """None where nobody knows, or nobody answers in time."""
        ...


class AccountQueue(Protocol):
    """What events asked for and the identity provider does not yet have."""

    async def lease(self, *, limit: int, lease: timedelta) -> list[WantedAccount]: ...

    async def finish(self, wanted: WantedAccount, *, user_id: str | None) -> None: ...

    async def postpone(self, person_ids: Sequence[UUID], *, delay: timedelta, reason: str) -> None: ...

    async def refusals(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        """The codes with which accounts of these were refused."""
        ...

    async def refuse(self, wanted: WantedAccount, *, delay: timedelta, code: str) -> None:
        """Write down that a person has to look; it is tried again all the same, and nothing waits for it."""
        ...


@dataclass(frozen=True, slots=True)
class Preferences:
    acting: str | None = None
    language: str | None = None


class PreferenceStore(Protocol):
    async def find(self, person_id: UUID) -> Preferences: ...

    async def set_acting(self, person_id: UUID, assignment: str) -> None: ...

    async def set_language(self, person_id: UUID, language: str) -> None: ...
