"""Figures of a school as they are shown to whoever looks at it from above."""

from collections.abc import Mapping

from kernel.small_groups import ABOVE_SCHOOLS, shown

# Figures that count pupils, or what belongs to one pupil or family each.
_PEOPLE = frozenset(
    {
        "alternatives",
        "answers",
        "bills",
        "placed",
        "pupils",
        "refunds",
        "served",
        "signed",
        "submitted",
        "unbilled",
        "waiting",
    }
)
# What the rules say, whoever is looked at.
_OF_THE_RULES = frozenset({"cap_fen"})


def above_schools(figures: Mapping[str, int]) -> dict[str, int | None]:
    """The figures without counts of fewer than ten people; where one is left out, so is every amount beside it."""
    told = {name: shown(figure, least=ABOVE_SCHOOLS) if name in _PEOPLE else figure for name, figure in figures.items()}
    if None not in told.values():
        return told
    return {
        name: None if name.endswith("_fen") and name not in _OF_THE_RULES else figure for name, figure in told.items()
    }
