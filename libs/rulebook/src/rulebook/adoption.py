"""A pack with its open parameters supplied: the one to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kernel.errors import Invalid
from rulebook.money_questions import MoneyQuestions
from rulebook.pack import RulePack, read_rules
from rulebook.parameters import check_parameters
from rulebook.service_questions import ServiceQuestions
from rulebook.staff_questions import StaffQuestions


class NotInForce(Invalid):
    code = "rulebook.not_in_force"


@dataclass(frozen=True)
class AdoptedPack(MoneyQuestions, ServiceQuestions, StaffQuestions):
    """Answers every question with its reason; equal to any other made of the same text and parameters."""


def adopt(pack: RulePack, parameters: Mapping[str, object], *, on: date | None = None) -> AdoptedPack:
    """The pack with what it leaves open supplied; `on` (a day of the term) is held against its effective dates.

    Raises ParametersInvalid with every fault, or NotInForce.
    """
    if on is not None and on not in pack.effective:
        raise NotInForce(
            f"pack {pack.id} {pack.version} is not in force on {on}", params={"pack": pack.id, "on": str(on)}
        )
    values = check_parameters(pack.open_parameters, parameters)
    texts = {spec.name: spec.text_of(values[spec.name]) for spec in pack.open_parameters}
    return AdoptedPack(pack, values, read_rules(pack, texts))
