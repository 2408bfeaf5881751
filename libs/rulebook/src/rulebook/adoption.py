"""A pack with its open parameters supplied: the one to ask."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kernel.errors import Invalid
from rulebook.money_questions import MoneyQuestions
from rulebook.pack import RulePack, parse_pack, read_rules
from rulebook.parameters import check_parameters
from rulebook.service_questions import ServiceQuestions
from rulebook.staff_questions import StaffQuestions

# Districts of one city times the terms asked about at once; an entry is some hundred kilobytes.
_KEPT = 64


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


def adopted(text: str, parameters: Mapping[str, object]) -> AdoptedPack:
    """The pack of an adoption as it is stored and published.

    What was adopted never changes, so it is read once, in some 50 ms, and kept. Raises PackInvalid and
    ParametersInvalid.
    """
    return _adopted(text, json.dumps(parameters, sort_keys=True))


@lru_cache(maxsize=_KEPT)
def _adopted(text: str, parameters_json: str) -> AdoptedPack:
    return adopt(parse_pack(text), json.loads(parameters_json))
