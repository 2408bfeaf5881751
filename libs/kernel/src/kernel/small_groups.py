"""Nobody is told by a number: a count of few people is not shown, nor an amount that is theirs alone (C5.8, UI 2).

Few are told neither by a count, nor by what two counts leave when one is taken from the other, nor by what a figure was
before and is now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# So many are enough that none of them can be told by the number: within a school, and for whoever looks from above.
IN_A_SCHOOL, ABOVE_SCHOOLS = 5, 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or an amount, and how many people, or acts of theirs, are behind it."""

    value: int
    people: int


def shown(count: int, *, of: int | None = None, least: int) -> int | None:
    """The count, or None where it, or what is left of the whole, is of fewer than `least` people and not of nobody."""
    rest = 0 if of is None else of - count
    return None if 0 < count < least or 0 < rest < least else count


def amount_shown(fen: int, *, people: int, least: int) -> int | None:
    """The amount, or None where it is that of fewer than `least` people."""
    return None if 0 < people < least else fen


def shown_together(counts: Mapping[str, int], *, beside: Iterable[int] = (), least: int) -> dict[str, int | None]:
    """The counts that may stand beside each other and beside those known anyway; the others are None.

    The larger ones first: one that differs by fewer than `least` from a larger one that is shown is left out.
    """
    known, told = tuple(beside), set[int]()
    for count in sorted(set(counts.values()), reverse=True):
        if shown(count, least=least) is not None and all(_apart(count, other, least) for other in (*known, *told)):
            told.add(count)
    return {name: count if count in told else None for name, count in counts.items()}


def next_shown(before: Figure | None, now: Figure, *, least: int) -> Figure | None:
    """What is kept as shown after `before`: the figure of now where at least `least` people were added or are gone.

    Else it is the same as before. A figure of few is not shown, and the next that is differs from the one before it.
    """
    if shown(now.people, least=least) is None:
        return before
    return now if before is None or abs(now.people - before.people) >= least else before


def _apart(count: int, other: int, least: int) -> bool:
    return count == other or abs(count - other) >= least
