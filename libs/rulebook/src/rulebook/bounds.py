"""Bounded numbers, and a text in both languages."""

from dataclasses import dataclass
from typing import Annotated

from kernel.money import Money
from rulebook.decode import Range

Percent = Annotated[int, Range(0, 100)]
Count = Annotated[int, Range(0, 10_000)]
Weekday = Annotated[int, Range(1, 7)]
Minutes = Annotated[int, Range(0, 24 * 60)]
Fen = Annotated[Money, Range(0, 100_000_000)]


@dataclass(frozen=True, slots=True)
class Words:
    zh: str
    en: str
