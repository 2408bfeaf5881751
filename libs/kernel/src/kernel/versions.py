"""What is edited or agreed to is what somebody looked at: its version, its amount, or the digest of what it says."""

import hashlib
import json
from collections.abc import Sequence

from kernel.errors import PreconditionFailed
from kernel.money import Money


class AmountChanged(PreconditionFailed):
    """It comes to another amount than was shown; `amount_fen` is what it is now."""

    code = "kernel.amount_changed"


class ContentChanged(PreconditionFailed):
    """It says something else than was shown; `digest` is that of what it says now."""

    code = "kernel.content_changed"


def digest_of(content: Sequence[object]) -> str:
    """SHA-256 over the content as JSON: what differs in one figure has another digest."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


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


def must_be_shown(seen: str, *, present: str) -> None:
    """Raise ContentChanged where the digest of what was shown is not that of what is there."""
    if seen != present:
        raise ContentChanged("this says something else by now; look at it again", params={"digest": present})
