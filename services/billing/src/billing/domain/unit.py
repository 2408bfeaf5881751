"""An accounting unit's particulars, and what a change of them comes to: where a school's money goes (C3.4, M1)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kernel.errors import Conflict

# As many digits are shown at each end of a number.
_ENDS = 4


class UnitChangedMeanwhile(Conflict):
    code = "billing.unit_changed_meanwhile"


class AccountStillHoldsMoney(Conflict):
    code = "billing.account_still_holds_money"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitParticulars:
    """Whose books, kept where: `account` is the whole number and leaves the service in part only."""

    name: str
    bank_name: str
    account: str
    holder: str
    merchant_number: str
    school_paths: tuple[str, ...]


def changed_fields(before: UnitParticulars | None, after: UnitParticulars) -> tuple[str, ...]:
    """The names of what differs; all of them where the unit is new."""
    known: Mapping[str, object] = {} if before is None else asdict(before)
    return tuple(name for name, value in asdict(after).items() if name not in known or known[name] != value)


def digest_of(code: str, before: UnitParticulars | None, after: UnitParticulars) -> bytes:
    """What the second person agrees to: these particulars in place of those."""
    content = [code, None if before is None else asdict(before), asdict(after)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()


def masked(account: str, *, beside: str | None = None) -> str:
    """An account number with its middle hidden, but for the digits in which it differs from the one `beside` it.

    Two numbers that differ in a hidden digit would look alike to whoever has to agree to the change.
    """
    compared = beside if beside is not None and len(beside) == len(account) else None
    return "".join(
        digit
        if place < _ENDS or place >= len(account) - _ENDS or (compared is not None and compared[place] != digit)
        else "*"
        for place, digit in enumerate(account)
    )
