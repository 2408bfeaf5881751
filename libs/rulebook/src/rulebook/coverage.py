"""A pack must answer every question for every product, and must not contradict itself."""

from collections.abc import Iterator

from kernel.errors import Fault
from rulebook.rule import Product, Rule, find_rule
from rulebook.rules import (
    ALWAYS_ASKED,
    ASKED_OF_SERVICES,
    ASKED_WHEN_PRICED,
    KINDS,
    PACK_KINDS,
    Cap,
    ChargingRule,
    Duty,
    Gate,
    Price,
    Teaching,
    Vendors,
)
from rulebook.words import Charging, Teacher

# Several of these may hold at once; each is told apart by its step or code.
_MANY = (Gate, Duty)


def check_coverage(products: tuple[Product, ...], rules: tuple[Rule, ...]) -> Iterator[Fault]:
    """Every gap, rival and contradiction among rules that are each well formed."""
    yield from _rivals(rules)
    for about, kind in PACK_KINDS.items():
        if kind not in _MANY and find_rule(rules, kind, None) is None:
            yield _gap(about, "the pack")
    codes = {product.code for product in products}
    for product in products:
        if product.part_of is not None and product.part_of not in codes:
            yield Fault("/products", "rulebook.product_undeclared", f"'{product.code}' is part of an unknown product")
        yield from _gaps(product, rules)
        yield from _contradictions(product, rules)


def _gaps(product: Product, rules: tuple[Rule, ...]) -> Iterator[Fault]:
    asked = [*ALWAYS_ASKED, *(ASKED_OF_SERVICES if product.after_school else ())]
    charging = find_rule(rules, ChargingRule, product.code)
    if charging is not None and charging[1].charging is Charging.PRICED:
        asked += ASKED_WHEN_PRICED
    for about in asked:
        if find_rule(rules, KINDS[about], product.code) is None:
            yield _gap(about, f"product '{product.code}'")


def _contradictions(product: Product, rules: tuple[Rule, ...]) -> Iterator[Fault]:
    charging = find_rule(rules, ChargingRule, product.code)
    if charging is not None and charging[1].charging is not Charging.PRICED:
        for kind in (Price, Cap):
            found = find_rule(rules, kind, product.code)
            if found is not None:
                detail = f"rule {charging[0].id} prices nothing for '{product.code}'; narrow `products`"
                yield _contradiction(found[0], detail)
    teaching, vendors = find_rule(rules, Teaching, product.code), find_rule(rules, Vendors, product.code)
    if teaching is not None and vendors is not None and (Teacher.VENDOR in teaching[1].who) != vendors[1].allowed:
        detail = f"rules {teaching[0].id} and {vendors[0].id} disagree on vendors for '{product.code}'"
        yield _contradiction(teaching[0], detail)


def _rivals(rules: tuple[Rule, ...]) -> Iterator[Fault]:
    """Two rules of one kind for the same product, or both for all: which holds would be chance."""
    holders: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        states = rule.states
        mark = states.step if isinstance(states, Gate) else states.code if isinstance(states, Duty) else None
        for product in rule.head.products or (None,):
            earlier = holders.setdefault((type(states), mark, product), rule)
            if earlier is not rule:
                yield _contradiction(rule, f"rule {earlier.id} is about the same; keep one or narrow `products`")


def _gap(about: str, of: str) -> Fault:
    detail = f"{of} has no rule about '{about}'; add one, with `source: default` and a reason where the text is silent"
    return Fault("/rules", "rulebook.rule_missing", detail, {"about": about})


def _contradiction(rule: Rule, detail: str) -> Fault:
    return Fault(rule.pointer, "rulebook.contradiction", f"line {rule.line}: {detail}", {"line": rule.line})
