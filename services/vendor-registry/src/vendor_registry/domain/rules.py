"""Which vendors a district's adopted pack admits, and on what terms."""

from kernel.errors import Conflict
from rulebook.adoption import AdoptedPack
from rulebook.answer import Answer, Explanation
from rulebook.rules import Vendors
from rulebook.words import Nature, Span
from vendor_registry.domain.contract import ContractCourse, PriceAboveCap


class RulesNotAdopted(Conflict):
    code = "vendor_registry.rules_not_adopted"


class ConsumablesNotAllowed(Conflict):
    code = "vendor_registry.consumables_not_allowed"


class VendorsNotAllowed(Conflict):
    code = "vendor_registry.vendors_not_allowed"


def clause(explanation: Explanation) -> str:
    """How a decision names the rule it rests on: `hefei@1#R35`."""
    return f"{explanation.pack_id}@{explanation.pack_version}#{explanation.rule_id}"


def admitted_product(rules: AdoptedPack) -> tuple[str, Answer[Vendors]]:
    """The product vendors may deliver, and on what terms; raise VendorsNotAllowed where the pack bars them (R34)."""
    courses = [product.code for product in rules.products if product.nature is Nature.COURSE]
    answers = [(code, rules.vendors(code)) for code in courses]
    for code, answer in answers:
        if answer.value.allowed:
            return code, answer
    named = clause(answers[0][1].explanation) if answers else f"{rules.id}@{rules.version}"
    raise VendorsNotAllowed(f"the adopted pack admits no vendors ({named})", params={"clause": named})


def check_terms(rules: AdoptedPack, product: str, course: ContractCourse) -> None:
    """Raise where the course alone would cost a pupil more than a term may (R15), or needs goods it may not (R16)."""
    consumables = rules.consumables()
    if course.consumables and not consumables.value.ways:
        named = clause(consumables.explanation)
        detail = f"the adopted pack lets no consumables be asked for ({named})"
        raise ConsumablesNotAllowed(detail, params={"clause": named})
    caps = rules.caps(product)
    for cap in caps.value:
        if cap.per is Span.TERM and course.price > cap.amount:
            named = clause(caps.explanation)
            params: dict[str, str | int] = {"price_fen": course.price.fen, "cap_fen": cap.amount.fen, "clause": named}
            raise PriceAboveCap(
                f"{course.price} is more than the {cap.amount} a term may cost ({named})", params=params
            )
