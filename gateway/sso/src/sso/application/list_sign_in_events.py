"""Sign-in events for the security administrator."""

from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from sso.domain.sign_in_event import EventFilter, SignInEvent


class SignInEvents(Protocol):
    """What the identity provider remembers, latest first. Raises SignInUnavailable."""

    async def list(
        self, wanted: EventFilter, *, account_id: str | None, skip: int, limit: int
    ) -> list[SignInEvent]: ...


class AccountIds(Protocol):
    """Whose account at the identity provider is which."""

    async def account_of(self, person_id: UUID) -> str | None: ...

    async def persons_of(self, account_ids: list[str]) -> dict[str, UUID]: ...


@dataclass(frozen=True)
class ListSignInEvents:
    events: SignInEvents
    accounts: AccountIds

    async def __call__(self, wanted: EventFilter, *, skip: int, limit: int) -> list[SignInEvent]:
        """A page of them; of a person who has no account there are none."""
        account_id = None
        if wanted.person_id is not None:
            account_id = await self.accounts.account_of(wanted.person_id)
            if account_id is None:
                return []
        found = await self.events.list(wanted, account_id=account_id, skip=skip, limit=limit)
        persons = await self.accounts.persons_of([event.account_id for event in found if event.account_id])
        return [replace(event, person_id=persons.get(event.account_id or "")) for event in found]
