"""Nobody is told by a number: a count of few people is not shown, nor an amount that is theirs alone (C5.8, UI 2)."""

# So many are enough that none of them can be told by the number: within a school, and for whoever looks from above.
IN_A_SCHOOL, ABOVE_SCHOOLS = 5, 10


def shown(count: int, *, of: int | None = None, least: int) -> int | None:
    """The count, or None where it, or what is left of the whole, is of fewer than `least` people and not of nobody."""
    rest = 0 if of is None else of - count
    return None if 0 < count < least or 0 < rest < least else count


def amount_shown(fen: int, *, people: int, least: int) -> int | None:
    """The amount, or None where it is that of fewer than `least` people."""
    return None if 0 < people < least else fen
