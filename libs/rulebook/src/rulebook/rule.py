"""One rule of a pack, and how the rule for a product is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from rulebook.answer import Source
from rulebook.rules import Words
from rulebook.words import Nature

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Product:
    """Something offered; `after_school` = it is the service itself, not lunch, nap or goods (R05).

    `part_of` names the product without which this one cannot be had.
    """

    code: str
    name: Words
    nature: Nature
    after_school: bool
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class RuleHead:
    """What every rule says of itself; no products = all of them."""

    id: str
    about: str
    says: Words
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    head: RuleHead
    source: Source
    states: object
    pointer: str
    line: int

    @property
    def id(self) -> str:
        return self.head.id

    def reaches(self, product: str | None) -> bool:
        return not self.head.products or product in self.head.products


def find_rule(rules: Iterable[Rule], kind: type[K], product: str | None) -> tuple[Rule, K] | None:
    """The rule of this kind for the product; one that names the product goes before one for all."""
    best: tuple[Rule, K] | None = None
    for rule in rules:
        states = rule.states
        if isinstance(states, kind) and rule.reaches(product) and (best is None or rule.head.products):
            best = (rule, states)
    return best
