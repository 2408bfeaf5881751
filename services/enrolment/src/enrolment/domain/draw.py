"""Giving out scarce seats: priority groups first, then a seeded lottery over draw keys (P8, R13).

What a pupil can get beside what it has got already is one rule, `fits`, for the draw and for first-come seats.

The outcome depends on natural keys and the seed alone: the order in which applications arrived or are given here
changes nothing, and two runs agree.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from enrolment.domain.offering import Offering
from rulebook.words import Nature, PriorityGroup

LOWER_GRADES_THROUGH = 2


@dataclass(frozen=True, slots=True)
class DrawnOffering:
    """Seats of one kind (care, or courses) that are drawn together."""

    id: UUID
    key: tuple[object, ...]
    seats_left: int
    weekdays: frozenset[int]
    grades: tuple[int, ...] = ()
    price_fen: int = 0

    @classmethod
    def of(cls, offering: Offering, *, seats_left: int) -> "DrawnOffering":
        """Care keeps no day free for itself: a child in a course is not missed in it."""
        care = offering.nature == Nature.CARE.value
        days = frozenset() if care else frozenset(offering.weekdays)
        return cls(offering.id, offering.natural_key, seats_left, days, offering.grades, offering.price.fen)

    def open_to(self, grade: int) -> bool:
        return not self.grades or grade in self.grades


@dataclass(frozen=True, slots=True)
class Entrant:
    """An approved application in the draw; a lower `priority` goes first."""

    application_id: UUID
    pupil_id: UUID
    draw_key: bytes
    priority: int
    grade: int
    wishes: tuple[UUID, ...]
    wanted: int = 1
    busy: frozenset[int] = frozenset()
    spent_fen: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    entrant: Entrant
    offering_id: UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    entrant: Entrant
    offering_id: UUID
    position: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Each entrant is in exactly one of: placed at least once, offered an alternative, or waiting."""

    placed: tuple[Seat, ...]
    alternatives: tuple[Seat, ...]
    waiting: tuple[Waiting, ...]


def priority_of(groups: Iterable[str], *, grade: int, order: Sequence[PriorityGroup]) -> int:
    """The place of the pupil's best group in the pack's order; everybody else comes after."""
    held = set(groups) | ({PriorityGroup.LOWER_GRADES.value} if grade <= LOWER_GRADES_THROUGH else set())
    places = [place for place, group in enumerate(order) if group.value in held]
    return min(places, default=len(order))


def lot(seed: str, draw_key: bytes) -> bytes:
    """The pupil's lot: nobody can choose it, and everybody who knows seed and key can check it."""
    return hashlib.sha256(seed.encode() + b"\x00" + draw_key).digest()


def fits(
    candidate: DrawnOffering,
    mine: Iterable[DrawnOffering],
    *,
    cap_fen: int | None,
    busy: frozenset[int] = frozenset(),
    spent_fen: int = 0,
) -> bool:
    """Whether a pupil can attend it beside what it has got, within what one pupil may be charged.

    `busy` and `spent_fen` are the days and the price of what it has got besides `mine`.
    """
    got = tuple(mine)
    taken = busy.union(*(one.weekdays for one in got))
    spent = spent_fen + sum(one.price_fen for one in got)
    return not candidate.weekdays & taken and (cap_fen is None or spent + candidate.price_fen <= cap_fen)


def draw(
    entrants: Iterable[Entrant],
    offerings: Iterable[DrawnOffering],
    *,
    seed: str,
    cap_fen: int | None = None,
    waiting_before: Mapping[UUID, int] | None = None,
) -> Drawn:
    """Give out seats in rounds, so that nobody gets a second course before all had the chance of a first.

    Who gets nothing is offered the first other offering with a seat left, else waits for their first wish;
    `waiting_before` holds how many wait for an offering already. `cap_fen` is the most one pupil may be charged.
    """
    stock = {offering.id: offering for offering in offerings}
    left = {offering.id: offering.seats_left for offering in stock.values()}
    order = sorted(entrants, key=lambda one: (one.priority, lot(seed, one.draw_key), one.draw_key))
    got: dict[UUID, list[DrawnOffering]] = {one.application_id: [] for one in order}

    def first_fitting(entrant: Entrant, candidates: Iterable[DrawnOffering]) -> DrawnOffering | None:
        free = (one for one in candidates if left[one.id] > 0)
        return _first_fitting(entrant, free, mine=got[entrant.application_id], cap_fen=cap_fen)

    placed: list[Seat] = []
    for round_number in range(max((one.wanted for one in order), default=0)):
        for entrant in order:
            if entrant.wanted <= round_number:
                continue
            seat = first_fitting(entrant, [stock[wish] for wish in entrant.wishes if wish in stock])
            if seat is not None:
                left[seat.id] -= 1
                got[entrant.application_id].append(seat)
                placed.append(Seat(entrant, seat.id))

    alternatives: list[Seat] = []
    waiting: list[Waiting] = []
    queue = dict(waiting_before or {})
    others = sorted(stock.values(), key=lambda one: one.key)
    for entrant in order:
        if got[entrant.application_id]:
            continue
        other = first_fitting(entrant, others)
        if other is not None:
            left[other.id] -= 1
            alternatives.append(Seat(entrant, other.id))
        else:
            queue[entrant.wishes[0]] = queue.get(entrant.wishes[0], 0) + 1
            waiting.append(Waiting(entrant, entrant.wishes[0], queue[entrant.wishes[0]]))
    return Drawn(tuple(placed), tuple(alternatives), tuple(waiting))


def _first_fitting(
    entrant: Entrant, candidates: Iterable[DrawnOffering], *, mine: Sequence[DrawnOffering], cap_fen: int | None
) -> DrawnOffering | None:
    """The first candidate that fits beside what the entrant has got already."""
    for candidate in candidates:
        if candidate in mine or not candidate.open_to(entrant.grade):
            continue
        if fits(candidate, mine, cap_fen=cap_fen, busy=entrant.busy, spent_fen=entrant.spent_fen):
            return candidate
    return None
