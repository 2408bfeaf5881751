"""How a guardian proves to be one: with a code that the claimer neither has by other means nor can guess (P1)."""

import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kernel import text
from kernel.errors import Conflict, Invalid, NotFound, TooOften, Unavailable


class Relation(StrEnum):
    MOTHER = "mother"
    FATHER = "father"
    GRANDPARENT = "grandparent"
    OTHER = "other"


class ClaimState(StrEnum):
    """Of a code sent to the telephone; UNREACHABLE is told to the school, and to the claimer as SENT."""

    SENDING = "sending"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    BOUND = "bound"


class NoticeKind(StrEnum):
    """What the guardians of a child are told about one another."""

    GUARDIAN_BOUND = "guardian_bound"
    CLAIM_TRIED = "claim_tried"
    GUARDIAN_UNBOUND = "guardian_unbound"
    OWN_BINDING_ENDED = "own_binding_ended"
    GUARDIANS_DISAGREE = "guardians_disagree"
    DISAGREEMENT_REFERRED = "disagreement_referred"
    DISAGREEMENT_ENDED = "disagreement_ended"
    PLACE_WITHDRAWN = "place_withdrawn"
    APPLIED_AGAIN = "applied_again"


class ClaimNotProven(NotFound):
    """One answer whichever part was wrong: whether there is such a child is not to be learnt from it."""

    code = "enrolment.claim_not_proven"


class ClaimUnknown(NotFound):
    code = "enrolment.claim_unknown"


class BindingUnknown(NotFound):
    code = "enrolment.binding_unknown"


class ClaimOver(Conflict):
    """The code has been used, has expired, or was typed wrongly too often."""

    code = "enrolment.claim_over"


class ClaimsLocked(TooOften):
    code = "enrolment.claims_locked"


class CodesTooOften(TooOften):
    code = "enrolment.codes_too_often"


class CodesOutstanding(Conflict):
    code = "enrolment.codes_outstanding"


class NumberUnreachable(Invalid):
    """The provider delivers nothing to this telephone number."""

    code = "enrolment.number_unreachable"


class MessengerDown(Unavailable):
    """The provider does not take messages at present."""

    code = "enrolment.messenger_down"


class MessengerRefuses(Conflict):
    """The provider refuses us: the account, the signature or the template is not in order."""

    code = "enrolment.messenger_refuses"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within that time, from the first on."""

    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many there were since then."""

    since: datetime
    count: int
    last_at: datetime | None = None

    def counted(self, limit: Limit, *, at: datetime) -> "Attempts":
        """One more; a window that has passed begins anew."""
        if self.count == 0 or at >= self.since + limit.within:
            return Attempts(at, 1, at)
        return Attempts(self.since, self.count + 1, at)

    def wait_s(self, limit: Limit, *, at: datetime) -> int:
        """How many seconds to wait before another is allowed; 0 where one is allowed now."""
        ends_at = self.since + limit.within
        if self.count < limit.most or at >= ends_at:
            return 0
        return max(1, math.ceil((ends_at - at).total_seconds()))


# Five tries an hour leave a family room for typing errors. A child's limit is wider than a person's, so that a stranger
# needs several accounts to reach it; a code from the class teacher lifts it.
WRONG_PER_PERSON = Limit(5, timedelta(hours=1))
WRONG_PER_CHILD = Limit(10, timedelta(days=1))
SENT_PER_PERSON = Limit(6, timedelta(days=1))
SENT_PER_CHILD = Limit(4, timedelta(days=1))
# The provider takes one message a minute to a number.
BETWEEN_MESSAGES = Limit(1, timedelta(minutes=1))
LIMITS = (WRONG_PER_PERSON, WRONG_PER_CHILD, SENT_PER_PERSON, SENT_PER_CHILD, BETWEEN_MESSAGES)
WRONG_PER_CODE = 5
PHONE_CODE_LIVES = timedelta(minutes=10)
TEACHER_CODE_LIVES = timedelta(days=14)
# Mother, father and grandparents get one each.
TEACHER_CODES_MAX = 4
PHONE_CODE_DIGITS = 6
# Without the letters that are taken for digits; eleven of these are 55 bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 11
_TAKEN_FOR = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a guardian says about the child; it proves nothing by itself."""

    school_code: str
    grade: int
    class_number: int
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class PhoneClaim:
    """A claim that waits for the code sent to the roster's number; without a pupil where the roster has none."""

    id: UUID
    guardian_id: UUID
    pupil_id: UUID | None
    child_key: bytes
    relation: Relation
    state: ClaimState
    wrong: int
    expires_at: datetime

    def is_over(self, *, at: datetime) -> bool:
        return (
            self.state in (ClaimState.BOUND, ClaimState.FAILED) or self.wrong >= WRONG_PER_CODE or at >= self.expires_at
        )


def new_teacher_code() -> str:
    """A code to be handed out for one child, as people copy it: K7QF-2M9X-TB4."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join((drawn[:4], drawn[4:8], drawn[8:]))


def typed_code(typed: str) -> str:
    """A teacher's code as it is compared, however it was copied."""
    return text.number(typed).replace("-", "").translate(_TAKEN_FOR)


def masked(phone: str) -> str:
    """What somebody who knows the number recognises: 138****0001."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) == 11 else "****"


def must_wait(wait_s: int, *, kind: type[TooOften]) -> None:
    """Raise `kind` where there is still to be waited."""
    if wait_s > 0:
        minutes = math.ceil(wait_s / 60)
        raise kind(
            f"tried too often; try again in {minutes} minutes, or ask the class teacher for a code",
            params={"retry_after_s": wait_s, "minutes": minutes},
        )
