"""The rules in force with their parameters: finding the one that holds, and saying why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kernel.errors import Invalid
from rulebook.answer import Answer, Explanation
from rulebook.pack import Effective, RulePack, say
from rulebook.parameters import JsonValue
from rulebook.rule import Product, Rule, find_rule

K = TypeVar("K")
V = TypeVar("V")


class ProductUnknown(Invalid):
    code = "rulebook.product_unknown"


class NotAnswered(Invalid):
    code = "rulebook.not_answered"


@dataclass(frozen=True)
class RulesInForce:
    """A pack and what adoption supplied; two are equal when text and parameters are."""

    pack: RulePack
    parameters: Mapping[str, JsonValue]
    rules: tuple[Rule, ...] = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        return self.pack.text

    @property
    def hash(self) -> str:
        return self.pack.hash

    @property
    def id(self) -> str:
        return self.pack.id

    @property
    def version(self) -> str:
        return self.pack.version

    @property
    def products(self) -> tuple[Product, ...]:
        return self.pack.products

    @property
    def effective(self) -> Effective:
        return self.pack.effective

    def product(self, code: str) -> Product:
        """The declared product; raise ProductUnknown."""
        for product in self.pack.products:
            if product.code == code:
                return product
        known = ", ".join(product.code for product in self.pack.products)
        raise ProductUnknown(f"pack {self.id} has no product '{code}', only {known}", params={"product": code})

    def find(self, kind: type[K], product: str | None) -> tuple[Rule, K] | None:
        """The rule of a kind for a product (None: for the pack), or None."""
        if product is not None:
            self.product(product)
        return find_rule(self.rules, kind, product)

    def must_find(self, kind: type[K], product: str | None) -> tuple[Rule, K]:
        """As `find`; raise NotAnswered where the pack has no such rule, as for lunch and group sizes."""
        found = self.find(kind, product)
        if found is None:
            about = kind.__name__.lower()
            detail = f"pack {self.id} states no {about} for '{product}', which is no after-school service"
            raise NotAnswered(detail, params={"product": product or "", "about": about})
        return found

    def answer(self, rule: Rule, value: V) -> Answer[V]:
        """The value with the rule's sentence in both languages and its source."""
        says = rule.head.says
        zh, en = say(says.zh, self._spoken), say(says.en, self._spoken)
        return Answer(value, Explanation(rule.id, zh, en, rule.source, self.id, self.version))

    @cached_property
    def _spoken(self) -> dict[str, str]:
        return {spec.name: spec.spoken(self.parameters[spec.name]) for spec in self.pack.open_parameters}
