"""A guardian claims a child of the roster and proves it with a code (P1)."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from enrolment.application.ports.binding import Counter
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.domain.binding import (
    BETWEEN_MESSAGES,
    PHONE_CODE_LIVES,
    SENT_PER_CHILD,
    SENT_PER_PERSON,
    WRONG_PER_CHILD,
    WRONG_PER_CODE,
    WRONG_PER_PERSON,
    Attempts,
    Claim,
    ClaimNotProven,
    ClaimOver,
    ClaimsLocked,
    ClaimState,
    ClaimUnknown,
    CodesTooOften,
    Limit,
    NoticeKind,
    PhoneClaim,
    Relation,
    must_wait,
    typed_code,
)
from enrolment.domain.event import GuardianBound
from enrolment.domain.pupil import Pupil
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.ids import new_id

# Locks, codes and their expiry go by the machine's time, which nobody moves.
Timer = Callable[[], datetime]

_WRONG: tuple[tuple[str, Limit], ...] = (("wrong.child", WRONG_PER_CHILD), ("wrong.person", WRONG_PER_PERSON))
_SENT: tuple[tuple[str, Limit], ...] = (
    ("sent.child", SENT_PER_CHILD),
    ("sent.child.minute", BETWEEN_MESSAGES),
    ("sent.person", SENT_PER_PERSON),
)
# Whoever is tried for again and again is told once a day.
_TELL_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClaimChild:
    """Binds the token's person to the child with a code that the class teacher handed out for it."""

    unit_of_work: UnitOfWork
    timer: Timer

    async def __call__(self, *, claim: Claim, code: str, relation: Relation, by: Actor, now: datetime) -> Pupil:
        """Return the child, or raise ClaimNotProven, or ClaimsLocked after too many wrong tries.

        SamePersonTwice where the code was handed out by the claimer: a teacher's own child takes the text message.
        """
        at = self.timer()
        async with self.unit_of_work() as work:
            tries = _Tries(work, by, work.bindings.child_key(claim))
            await tries.must_be_open(at=at)
            pupil = await work.bindings.find(claim)
            if pupil is not None:
                issuer = await work.bindings.issuer_of(pupil.id, typed_code(code))
                check(Case.BINDING, acts(Function.APPROVE, issuer), actor=by, function=Function.ASK)
            proven = await work.bindings.use_code(pupil.id if pupil else None, typed_code(code), by=by.id, at=at)
            if pupil is not None and proven:
                await bind(work, pupil, relation=relation, by=by, now=now)
                return pupil
            # Counted in the transaction that looked, which commits: tries side by side wait for one another.
            await tries.count_wrong(pupil.id if pupil else None, at=at, now=now)
        raise _not_proven()


@dataclass(frozen=True, slots=True)
class StartPhoneClaim:
    """Has a code sent to the number that the roster holds for the child's guardian, and says nothing else.

    Where the roster has no such child, or the school took this person off it, everything looks the same and nothing
    is sent.
    """

    unit_of_work: UnitOfWork
    timer: Timer

    async def __call__(self, *, claim: Claim, relation: Relation, by: Actor, now: datetime) -> PhoneClaim:
        """Return the claim that waits for its code; ClaimsLocked or CodesTooOften where one has to wait."""
        at = self.timer()
        async with self.unit_of_work() as work:
            key = work.bindings.child_key(claim)
            tries = _Tries(work, by, key)
            await tries.must_be_open(at=at)
            await tries.count_sent(at=at)
            pupil = await work.bindings.find(claim)
            if pupil is not None and await work.bindings.was_ended_by_school(pupil.id, by.id):
                pupil = None
            started = PhoneClaim(
                new_id(),
                by.id,
                pupil.id if pupil else None,
                key,
                relation,
                ClaimState.SENDING,
                0,
                at + PHONE_CODE_LIVES,
            )
            await work.bindings.add_phone_claim(started, at=at)
            if pupil is not None:
                await _tell_of_try(work, pupil.id, by, now=now)
        return started


@dataclass(frozen=True, slots=True)
class ConfirmPhoneClaim:
    """Binds with the code that was sent; wrong ones count against the code, the person and the child."""

    unit_of_work: UnitOfWork
    timer: Timer

    async def __call__(self, *, claim_id: UUID, code: str, by: Actor, now: datetime) -> Pupil:
        at = self.timer()
        async with self.unit_of_work() as work:
            seen = await work.bindings.phone_claim(claim_id, by.id)
            if seen is None:
                raise _unknown()
            tries = _Tries(work, by, seen.child_key)
            await tries.must_be_open(at=at)
            claim = await work.bindings.lock_phone_claim(claim_id)
            if claim is None:
                raise _unknown()
            proven = hmac.compare_digest(work.bindings.phone_code(claim_id).encode(), typed_code(code).encode())
            if claim.state is ClaimState.BOUND and claim.pupil_id is not None and proven:
                # The answer got lost: who is bound by it is told so again.
                mine = await work.pupils.own_child(claim.pupil_id, by.id)
                if mine is not None:
                    return mine
            if claim.is_over(at=at):
                raise ClaimOver(
                    "this code has been used, has expired or was typed wrongly too often; have a new one sent"
                )
            pupil = await work.pupils.lock(claim.pupil_id or claim_id)
            if pupil is not None and proven:
                await work.bindings.save_phone_claim(claim_id, state=ClaimState.BOUND, wrong=claim.wrong)
                await bind(work, pupil, relation=claim.relation, by=by, now=now)
                return pupil
            await work.bindings.save_phone_claim(claim_id, state=claim.state, wrong=claim.wrong + 1)
            await tries.count_wrong(claim.pupil_id, at=at, now=now)
            left = WRONG_PER_CODE - claim.wrong - 1
        raise ClaimNotProven(f"this is not the code that was sent; {left} tries left", params={"left": left})


async def bind(work: Work, pupil: Pupil, *, relation: Relation, by: Actor, now: datetime) -> None:
    """Bind, tell the others, and say so once; somebody who was bound before stays so."""
    # Whoever ends bindings holds the child as well.
    await work.pupils.lock(pupil.id)
    if not await work.bindings.bind(pupil.id, by.id, relation=relation, now=now):
        return
    await work.bindings.tell_guardians(
        pupil.id, NoticeKind.GUARDIAN_BOUND, besides=by.id, at=now, params={"relation": relation.value}
    )
    work.publish(GuardianBound(pupil_id=pupil.id, guardian_id=by.id), at=now)
    after = {"relation": relation.value}
    work.record("enrolment.guardian_bound", f"pupil/{pupil.id}", actor=by, at=now, before={}, after=after)


async def _tell_of_try(work: Work, pupil_id: UUID, by: Actor, *, now: datetime) -> None:
    await work.bindings.tell_guardians(
        pupil_id, NoticeKind.CLAIM_TRIED, besides=by.id, at=now, again_after=_TELL_AGAIN_AFTER
    )


def _unknown() -> ClaimUnknown:
    return ClaimUnknown("no claim of yours by that id; begin again")


def _not_proven() -> ClaimNotProven:
    return ClaimNotProven(
        "the school's roster lacks this child, or something was typed differently, the code included;"
        " ask the class teacher"
    )


class _Tries:
    """What one person has tried, and what was tried for one child; counted while both are held."""

    def __init__(self, work: Work, by: Actor, child_key: bytes) -> None:
        self._work = work
        self._by = by
        self._keys = {"child": child_key, "person": by.id.bytes}
        self._found: dict[Counter, Attempts] = {}

    def _counter(self, kind: str) -> Counter:
        return kind, self._keys[kind.split(".")[1]]

    async def must_be_open(self, *, at: datetime) -> None:
        counters = [self._counter(kind) for kind, _ in (*_WRONG, *_SENT)]
        self._found = await self._work.bindings.lock_attempts(counters)
        waits = [self._found[self._counter(kind)].wait_s(limit, at=at) for kind, limit in _WRONG]
        must_wait(max(waits), kind=ClaimsLocked)

    async def count_sent(self, *, at: datetime) -> None:
        waits = [self._found[self._counter(kind)].wait_s(limit, at=at) for kind, limit in _SENT]
        must_wait(max(waits), kind=CodesTooOften)
        await self._count(_SENT, at=at)

    async def count_wrong(self, pupil_id: UUID | None, *, at: datetime, now: datetime) -> None:
        counted = await self._count(_WRONG, at=at)
        if any(counted[self._counter(kind)].count == limit.most for kind, limit in _WRONG):
            wrong = {kind: counted[self._counter(kind)].count for kind, _ in _WRONG}
            subject = f"guardian/{self._by.id}"
            self._work.record(
                "enrolment.claims_locked", subject, actor=self._by, at=now, before={"locked": False}, after=wrong
            )
        if pupil_id is not None:
            await _tell_of_try(self._work, pupil_id, self._by, now=now)

    async def _count(self, limits: tuple[tuple[str, Limit], ...], *, at: datetime) -> dict[Counter, Attempts]:
        counted = {
            self._counter(kind): self._found[self._counter(kind)].counted(limit, at=at) for kind, limit in limits
        }
        await self._work.bindings.save_attempts(counted)
        return counted
