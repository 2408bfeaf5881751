"""The facts of something to look into as they are told to whoever looks from above."""

from collections.abc import Collection, Mapping

from inspection.domain.anomaly import people_behind
from kernel.small_groups import ABOVE_SCHOOLS, Figure, shown, shown_together

# What the rules say, whoever is looked at; and what is one family's, however many are beside it.
_OF_THE_RULES, _OF_ONE = frozenset({"cap_fen"}), frozenset({"most_fen"})


def facts_from_above(
    facts: Mapping[str, int], told: Mapping[str, Figure], *, beside: Collection[int]
) -> dict[str, int | None]:
    """The facts of one school as they were told last, without what tells of fewer than ten people.

    A count is left out where it is of so few, or where it differs by so few from a larger one among the facts or from
    one of `beside`, the counts of the district. An amount goes with the count of those whose it is.
    """
    found = {name: told.get(name, figure) for name, figure in people_behind(facts).items()}
    counts = {name: figure.value for name, figure in found.items() if not name.endswith("_fen")}
    of_few = {name for name, count in counts.items() if shown(facts[name], least=ABOVE_SCHOOLS) is None}
    seen = shown_together(
        {name: count for name, count in counts.items() if name not in of_few}, beside=beside, least=ABOVE_SCHOOLS
    )
    is_told = all(seen.get(name) is not None for name in counts)
    return {name: _told(name, figure, seen, is_told=is_told) for name, figure in found.items()}


def _told(name: str, figure: Figure, seen: Mapping[str, int | None], *, is_told: bool) -> int | None:
    if not name.endswith("_fen"):
        return seen.get(name)
    if name in _OF_THE_RULES:
        return figure.value
    return figure.value if is_told and name not in _OF_ONE else None
