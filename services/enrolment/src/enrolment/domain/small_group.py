"""Counts of few children are not shown: neither of those who wish something, nor of those who do not (C5.8)."""

# So many are enough that none of them can be told by the number.
SHOWN_FROM = 5


def shown(count: int, *, of: int) -> int | None:
    """The count, or None where it or what is left of the whole is of one to four children."""
    return None if 0 < count < SHOWN_FROM or 0 < of - count < SHOWN_FROM else count
