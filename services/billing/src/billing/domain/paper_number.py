"""Numbers that travel on paper and in bank notes: two letters, ten digits, two check digits."""

import re
from enum import StrEnum

_CHECK = 97
_NUMBER = re.compile(r"(ZD|WX|TK|JS|BZ|CZ)(\d{10})(\d{2})(?!\d)")


class Paper(StrEnum):
    BILL = "ZD"
    PAYMENT_ORDER = "WX"
    REFUND = "TK"
    SETTLEMENT = "JS"
    ALLOWANCE = "BZ"
    BUDGET = "CZ"


def paper_number(paper: Paper, serial: int) -> str:
    """The number of the `serial`-th paper; a slip in one digit or two swapped ones never gives another valid number."""
    return f"{paper.value}{serial:010d}{_CHECK - serial * 100 % _CHECK:02d}"


def find_paper_number(text: str) -> str | None:
    """The first valid number in a note, or None."""
    for match in _NUMBER.finditer(text.replace(" ", "")):
        if (int(match[2]) * 100 + int(match[3])) % _CHECK == 0:
            return match[0]
    return None
