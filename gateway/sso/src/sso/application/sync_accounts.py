"""Bringing accounts at the identity provider to what the last event of each person said."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kernel.errors import Refusal, Unavailable
from sso.application.ports import AccountDirectory, AccountQueue, SessionStore, SignInNames
from sso.domain.account import WantedAccount, needs_change, target_state

BATCH_MAX = 50
# Keycloak hashes a password per account made; more at once only queue up there.
AT_ONCE_MAX = 6
# What a killed process had taken is taken again after this; a batch is usually done in a tenth of it.
LEASE = timedelta(seconds=20)
# The person's own service may be a moment behind the event that named them.
NAME_UNKNOWN_DELAY = timedelta(seconds=1)
OUTAGE_DELAY = timedelta(seconds=2)
REFUSED_DELAY = timedelta(seconds=30)


@dataclass(frozen=True)
class SyncAccounts:
    """State-based: an account is compared with what is wanted, so doing it twice, late or out of order ends the same.

    One person is leased by one worker at a time, which keeps their order.
    """

    queue: AccountQueue
    directory: AccountDirectory
    names: SignInNames
    sessions: SessionStore

    async def __call__(self) -> int:
        """Take what is due, at most BATCH_MAX, and return how many accounts were taken."""
        due = await self.queue.lease(limit=BATCH_MAX, lease=LEASE)
        if not due:
            return 0
        unseen = [wanted.person_id for wanted in due if wanted.user_id is None and wanted.active]
        try:
            logins = await self.names.logins(unseen) if unseen else {}
        except Unavailable:
            # Those who have an account need no name: the others come back soon.
            logins = {}
        places = asyncio.Semaphore(AT_ONCE_MAX)
        await asyncio.gather(*(self._one(wanted, logins, places) for wanted in due))
        return len(due)

    async def _one(self, wanted: WantedAccount, logins: Mapping[UUID, str], places: asyncio.Semaphore) -> None:
        async with places:
            try:
                await self._apply(wanted, logins)
            except Unavailable as outage:
                await self.queue.postpone([wanted.person_id], delay=OUTAGE_DELAY, reason=outage.code)
            except Refusal as refusal:
                await self.queue.refuse(wanted, delay=REFUSED_DELAY, code=refusal.code)
            except (TypeError, ValueError, LookupError) as surprise:
                # An answer nobody foresaw, about one person: the others must not wait for them.
                reason = f"sso.unexpected_answer {type(surprise).__name__}"
                await self.queue.postpone([wanted.person_id], delay=REFUSED_DELAY, reason=reason)

    async def _apply(self, wanted: WantedAccount, logins: Mapping[UUID, str]) -> None:
        existing = await self.directory.find(wanted.person_id, user_id=wanted.user_id)
        if existing is None:
            if not wanted.active:
                await self.queue.finish(wanted, user_id=None)
                return
            login = logins.get(wanted.person_id)
            if login is None:
                await self.queue.postpone(
                    [wanted.person_id], delay=NAME_UNKNOWN_DELAY, reason="sso.login_not_yet_known"
                )
                return
            user_id = await self.directory.create(wanted.person_id, login, target_state(wanted))
            await self.queue.finish(wanted, user_id=user_id)
            return
        state = target_state(wanted, existing.assignments)
        if needs_change(state, existing, person_id=wanted.person_id):
            await self.directory.update(existing.user_id, wanted.person_id, state)
        if not wanted.active:
            await self.directory.end_sessions(existing.user_id)
            await self.sessions.remove_of_user(existing.user_id)
        await self.queue.finish(wanted, user_id=existing.user_id)
