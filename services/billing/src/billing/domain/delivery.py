"""How a course's fee is earned lesson by lesson (DOMAIN C1: consume, then release)."""

from kernel.money import Money


def released_after(price: Money, *, delivered: int, planned: int) -> Money:
    """What `delivered` of `planned` lessons have earned; after the last one exactly the whole price."""
    if planned <= 0:
        return price if delivered > 0 else Money.ZERO
    return price.share(min(delivered, planned), planned)


def earned_by_next(price: Money, *, delivered: int, planned: int) -> Money:
    """What the next confirmed lesson earns; nothing beyond the planned ones."""
    return released_after(price, delivered=delivered + 1, planned=planned) - released_after(
        price, delivered=delivered, planned=planned
    )
