"""What whoever looks from above is told of a district: nothing of few people, and no change by few (C5.8, UI 2).

What was told is kept. A figure is told anew when at least ten people more, or fewer, are behind it, so that the
difference of what was told yesterday and what is told today is of as many.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kernel.small_groups import ABOVE_SCHOOLS, Figure, next_shown, shown, shown_together

Figures = Mapping[str, Figure]

# Counts of pupils that stand beside each other; `counted` are those the subsidy was calculated for.
PUPILS = ("pupils", "served", "care_served", "course_served", "participants", "counted")
# Money that is told by month as well.
BY_MONTH = ("due_fen", "received_fen", "refunded_fen")


def of_month(month: str, kind: str) -> str:
    """The name of a month's figure."""
    return f"{month} {kind}"


@dataclass(frozen=True, slots=True)
class Telling:
    """`shown` are the figures as they are told, None where one is not; `kept` is what each was told as last."""

    shown: Mapping[str, int | None]
    kept: Figures


def tell(before: Figures, now: Figures, months: Collection[str]) -> Telling:
    """What is told after `before`; money is told as the sum of its months, unless one of them is of few."""
    found = {name: next_shown(before.get(name), figure, least=ABOVE_SCHOOLS) for name, figure in now.items()}
    figures = {name: figure for name, figure in found.items() if figure is not None}
    for kind in BY_MONTH:
        whole = _sum_of_months(figures, now, kind, months)
        if whole is not None:
            figures[kind] = next_shown(before.get(kind), whole, least=ABOVE_SCHOOLS) or whole
    shown = _shown(figures, now, months)
    told = {name: figures[name] for name, figure in shown.items() if figure is not None}
    return Telling(shown, {**before, **told})


def _shown(figures: Figures, now: Figures, months: Collection[str]) -> dict[str, int | None]:
    found = {name: None if _is_few(figure) else figures[name].value for name, figure in now.items()}
    found |= shown_together({name: count for name in PUPILS if (count := found[name]) is not None}, least=ABOVE_SCHOOLS)
    for kind in BY_MONTH:
        if _sum_of_months(figures, now, kind, months) != figures.get(kind):
            found |= dict.fromkeys((of_month(month, kind) for month in months), None)
    # Beside what is due, what was billed would tell what was waived, cancelled or given back.
    if _is_few(now["waived_fen"]) or _is_few(now["lowered"]):
        found["amount_fen"] = None
    # Each participant brings the same, so the sum tells how many they are.
    if found["counted"] is None:
        found["subsidy_fen"] = None
    return found


def pupil_counts(kept: Figures) -> frozenset[int]:
    """The counts of a district that other figures stand beside."""
    return frozenset(kept[name].value for name in PUPILS if name in kept)


def _sum_of_months(figures: Figures, now: Figures, kind: str, months: Collection[str]) -> Figure | None:
    """The months together, as each is told; None where one of them is of few."""
    names = [of_month(month, kind) for month in months]
    if any(_is_few(now[name]) for name in names):
        return None
    parts = [figures[name] for name in names]
    return Figure(sum(part.value for part in parts), sum(part.people for part in parts))


def _is_few(figure: Figure) -> bool:
    return shown(figure.people, least=ABOVE_SCHOOLS) is None
