"""Claims of children, the codes that prove them, and what guardians are told about one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from enrolment.domain.binding import Attempts, Claim, ClaimState, NoticeKind, PhoneClaim, Relation
from enrolment.domain.pupil import Pupil
from kernel.actor import Actor

# What is counted, and for whom: a person's id, or a key that stands for a child whether or not there is one.
Counter = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class DueMessage:
    """A code to be sent; without a telephone where the roster has no such child."""

    claim_id: UUID
    phone: str | None
    attempts: int
    expires_at: datetime


class BindingStore(Protocol):
    def child_key(self, claim: Claim) -> bytes:
        """The same for the same school and number, telling nothing."""

    async def child_key_of(self, pupil_id: UUID) -> bytes:
        """The key under which claims of this pupil are counted."""

    async def lock_attempts(self, counters: Iterable[Counter]) -> dict[Counter, Attempts]:
        """What was counted; nobody else counts these until the end of the work."""

    async def save_attempts(self, counted: Mapping[Counter, Attempts]) -> None: ...

    async def forget_attempts(self, counters: Sequence[Counter]) -> None: ...

    async def find(self, claim: Claim) -> Pupil | None:
        """The pupil that fits everything that was said, or None."""

    async def live_codes(self, pupil_id: UUID, *, at: datetime) -> int:
        """How many unused codes there are; nobody else makes one for this pupil until the end of the work."""

    async def add_code(
        self, code_id: UUID, pupil_id: UUID, code: str, *, by: UUID, at: datetime, expires_at: datetime
    ) -> None: ...

    async def revoke_codes(self, pupil_id: UUID, *, at: datetime) -> int: ...

    async def issuer_of(self, pupil_id: UUID, code: str) -> UUID | None:
        """The class teacher who handed out this code for the pupil."""

    async def use_code(self, pupil_id: UUID | None, code: str, *, by: UUID, at: datetime) -> bool:
        """Use up a live code of this pupil; False where there is none like that."""

    async def add_phone_claim(self, claim: PhoneClaim, *, at: datetime) -> None: ...

    async def phone_claim(self, claim_id: UUID, guardian_id: UUID) -> PhoneClaim | None: ...

    async def lock_phone_claim(self, claim_id: UUID) -> PhoneClaim | None: ...

    async def save_phone_claim(self, claim_id: UUID, *, state: ClaimState, wrong: int) -> None: ...

    def phone_code(self, claim_id: UUID) -> str:
        """The code of a claim: made from its id with a key, kept nowhere."""

    async def bind(self, pupil_id: UUID, guardian_id: UUID, *, relation: Relation, now: datetime) -> bool:
        """False when they were bound before."""

    async def unbind(self, pupil_id: UUID, guardian_id: UUID, *, by: Actor, reason: str, now: datetime) -> bool:
        """End a binding and keep that there was one; False where there is none."""

    async def was_ended_by_school(self, pupil_id: UUID, guardian_id: UUID) -> bool:
        """Whether the school ended this person's last binding."""

    async def tell(
        self, guardian_id: UUID, pupil_id: UUID, kind: NoticeKind, *, at: datetime, params: Mapping[str, str]
    ) -> None:
        """Leave a notice for one guardian, who may no longer be bound."""

    async def tell_guardians(
        self,
        pupil_id: UUID,
        kind: NoticeKind,
        *,
        besides: UUID | None,
        at: datetime,
        params: Mapping[str, str] | None = None,
        again_after: timedelta | None = None,
    ) -> None:
        """Leave a notice for each guardian of the pupil besides the actor, or who was told the like lately."""

    async def lease_messages(self, *, at: datetime, lease_until: datetime, limit: int) -> tuple[DueMessage, ...]:
        """Messages to be sent now, which nobody else sends until the lease ends."""

    async def settle_message(
        self, claim_id: UUID, *, state: ClaimState, at: datetime, next_at: datetime | None
    ) -> None:
        """Write down what became of a message; with `next_at` it is tried again then."""

    async def last_outcome(self) -> ClaimState:
        """How the last real message stands: SENT where there was none, SENDING while it is tried again."""


class Messenger(Protocol):
    """Sends a code to a telephone, outside any transaction."""

    async def __call__(self, *, phone: str, code: str, reference: str) -> None:
        """Raise NumberUnreachable, MessengerRefuses or MessengerDown where the provider did not take it."""


class OldClaims(Protocol):
    """Each forgets at most `limit` rows that were over `before`, the oldest first, and says how many."""

    async def forget_counts(self, *, before: datetime, limit: int) -> int: ...

    async def forget_phone_claims(self, *, before: datetime, limit: int) -> int: ...

    async def forget_codes(self, *, before: datetime, limit: int) -> int: ...
