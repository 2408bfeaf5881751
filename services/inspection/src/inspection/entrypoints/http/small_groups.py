"""Figures of a school as they are shown to whoever looks at it from above."""

from collections.abc import Mapping, Sequence

from kernel.small_groups import ABOVE_SCHOOLS, amount_shown, shown

# Figures that count pupils, or what belongs to one pupil or family each.
_PEOPLE = frozenset(
    {
        "alternatives",
        "answers",
        "bills",
        "paid",
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
# What families are asked for, pay and get back; and what is one family's, however many are beside it.
_OF_FAMILIES, _OF_ONE = frozenset({"due_fen", "received_fen", "refunded_fen", "missing_fen"}), frozenset({"most_fen"})
# What the rules say, whoever is looked at.
_OF_THE_RULES = frozenset({"cap_fen"})


def above_schools(tables: Sequence[Mapping[str, int]]) -> list[dict[str, int | None]]:
    """The tables of one school, together, without what tells of fewer than ten people.

    A count is left out where it is of so few, or where it differs by so few from a larger one that is shown in any of
    the tables. An amount goes with its count: that of its table, or that of the school's bills.
    """
    told: list[int] = []
    counts = {count for table in tables for name, count in table.items() if name in _PEOPLE}
    for count in sorted(counts, reverse=True):
        if shown(count, least=ABOVE_SCHOOLS) is not None and all(
            shown(count, of=larger, least=ABOVE_SCHOOLS) is not None for larger in told
        ):
            told.append(count)
    bills = next((table["bills"] for table in tables if "bills" in table), 0)
    return [{name: _told(name, table, told, bills) for name in table} for table in tables]


def _told(name: str, table: Mapping[str, int], told: Sequence[int], bills: int) -> int | None:
    figure = table[name]
    if name in _PEOPLE:
        return figure if figure in told else None
    if not name.endswith("_fen") or name in _OF_THE_RULES:
        return figure
    if name in _OF_ONE:
        return None
    behind = [count for other, count in table.items() if other in _PEOPLE]
    if name in _OF_FAMILIES:
        behind.append(bills)
    few = any(amount_shown(figure, people=people, least=ABOVE_SCHOOLS) is None for people in behind)
    return None if few else figure
