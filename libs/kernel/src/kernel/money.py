"""Amounts of money in integer fen (1/100 yuan). No float ever becomes money."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import total_ordering
from typing import ClassVar

from kernel.errors import Invalid

FEN_PER_YUAN = 100


class NotAnAmount(Invalid):
    code = "kernel.not_an_amount"


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """A signed amount in fen."""

    fen: int
    ZERO: ClassVar["Money"]

    def __post_init__(self) -> None:
        if not isinstance(self.fen, int) or isinstance(self.fen, bool):
            raise TypeError(f"money is integer fen, not {type(self.fen).__name__}")

    @classmethod
    def from_yuan(cls, text: str) -> "Money":
        """Read `1,234.56`, `¥12.5` or `+3` exactly; raise NotAnAmount where fen would be lost or it is no number."""
        cleaned = text.strip().removeprefix("CNY").strip().replace("¥", "").replace(",", "")
        try:
            fen = Decimal(cleaned) * FEN_PER_YUAN
        except InvalidOperation:
            raise NotAnAmount(f"'{text}' is no amount in yuan", params={"value": text}) from None
        if not fen.is_finite() or fen != fen.to_integral_value():
            raise NotAnAmount(f"'{text}' has a part smaller than one fen", params={"value": text})
        return cls(int(fen))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times)

    def __lt__(self, other: "Money") -> bool:
        return self.fen < other.fen

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        """Yuan with two decimals and thousands separators: `1,234.56`."""
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{sign}{yuan:,}.{fen:02d}"

    def share(self, part: int, whole: int) -> "Money":
        """`part`/`whole` of this amount, rounded half up (away from zero) to a fen (B4.6)."""
        if whole <= 0 or not 0 <= part <= whole:
            raise ValueError(f"{part} of {whole} is no share")
        exact = Fraction(abs(self.fen) * part, whole)
        rounded = (exact.numerator * 2 + exact.denominator) // (exact.denominator * 2)
        return Money(rounded if self.fen >= 0 else -rounded)

    def split(self, weights: list[int]) -> list["Money"]:
        """Shares in proportion to `weights` that add up to the whole; the last positive weight takes the rest."""
        total = sum(weights)
        if total <= 0 or any(weight < 0 for weight in weights):
            raise ValueError("weights are not negative and at least one is positive")
        shares: list[Money] = []
        given, weighed = Money.ZERO, 0
        for weight in weights:
            weighed += weight
            up_to_here = self.share(weighed, total)
            shares.append(up_to_here - given)
            given = up_to_here
        return shares

    @staticmethod
    def total(amounts: Iterable["Money"]) -> "Money":
        return Money(sum(amount.fen for amount in amounts))


Money.ZERO = Money(0)
