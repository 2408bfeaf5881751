"""What is edited or agreed to is what somebody looked at: its version and its amount."""

from kernel.errors import PreconditionFailed
from kernel.money import Money


class AmountChanged(PreconditionFailed):
    """It comes to another amount than was shown; `amount_fen` is what it is now."""

    code = "kernel.amount_changed"


def must_be_present(version: int, *, present: int) -> None:
    """Raise PreconditionFailed where the record has moved on since.

    Asked while the record is locked, so that what is compared is what is edited.
    """
    if version != present:
        raise PreconditionFailed("somebody changed this meanwhile; load it again and look at what is there now")


def must_come_to(seen: Money, *, present: Money) -> None:
    """Raise AmountChanged where what one agrees to is not the amount that was shown."""
    if seen != present:
        detail = f"this comes to {present} by now; look at it again before you agree to it"
        raise AmountChanged(detail, params={"amount_fen": present.fen})
