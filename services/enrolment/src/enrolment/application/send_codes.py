"""Codes are handed to the provider of text messages, outside any transaction and again until it takes them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrolment.application.ports.binding import DueMessage, Messenger
from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.binding import ClaimState, MessengerDown, MessengerRefuses, NumberUnreachable

AT_ONCE_MAX = 16
# Longer than a call to the provider may take; what a process left behind is sent by another then.
LEASE = timedelta(seconds=30)
ATTEMPTS_MAX = 5


@dataclass(frozen=True, slots=True)
class SendCodes:
    """A message may be sent twice after a crash: it says the same code then.

    A claim of a child that no roster has ends as the last real message did, so that an outage does not tell them apart.
    """

    unit_of_work: UnitOfWork
    messenger: Messenger
    timer: Callable[[], datetime]

    async def __call__(self) -> int:
        """Send what is due; return how many messages were looked at."""
        at = self.timer()
        async with self.unit_of_work() as work:
            due = await work.bindings.lease_messages(at=at, lease_until=at + LEASE, limit=AT_ONCE_MAX)
            codes = {one.claim_id: work.bindings.phone_code(one.claim_id) for one in due}
        if not due:
            return 0
        real = [one for one in due if one.phone is not None]
        states = await asyncio.gather(*(self._send(one, codes[one.claim_id]) for one in real))
        became = {one.claim_id: state for one, state in zip(real, states, strict=True)}
        at = self.timer()
        async with self.unit_of_work() as work:
            for one in (*real, *(one for one in due if one.phone is None)):
                state = became.get(one.claim_id) or await work.bindings.last_outcome()
                pause = timedelta(seconds=2**one.attempts)
                again = state is ClaimState.SENDING and one.attempts < ATTEMPTS_MAX and at + pause < one.expires_at
                ended = ClaimState.FAILED if state is ClaimState.SENDING and not again else state
                await work.bindings.settle_message(
                    one.claim_id, state=ended, at=at, next_at=at + pause if again else None
                )
        return len(due)

    async def _send(self, message: DueMessage, code: str) -> ClaimState:
        try:
            await self.messenger(phone=message.phone or "", code=code, reference=str(message.claim_id))
        except NumberUnreachable:
            return ClaimState.UNREACHABLE
        except MessengerRefuses:
            return ClaimState.FAILED
        except MessengerDown:
            return ClaimState.SENDING
        return ClaimState.SENT
