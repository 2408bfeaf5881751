"""Shipped packs adopted with values an official might give, and variants of a pack for other regimes."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import parse_pack
from rulebook.shipped import shipped_pack_text

GIVEN: dict[str, dict[str, object]] = {
    "hefei": {
        "allowance_rate": 6000,
        "subsidy_per_participant": 15000,
        "participants_counted_by": "2026-06-30",
        "applications_close_on": "2026-03-06",
    },
    "zhanggong": {"waiver_percent": 50, "allowance_total": "inside", "allowance_rate": 5000},
    "four-thirty-class": {"starts_at": "16:30", "ends_at": "17:10"},
}
Variant = Callable[..., str]


@pytest.fixture
def given() -> dict[str, dict[str, object]]:
    return GIVEN


@pytest.fixture(scope="session")
def hefei() -> AdoptedPack:
    return adopt(parse_pack(shipped_pack_text("hefei")), GIVEN["hefei"])


@pytest.fixture(scope="session")
def zhanggong() -> AdoptedPack:
    return adopt(parse_pack(shipped_pack_text("zhanggong")), GIVEN["zhanggong"])


@pytest.fixture(scope="session")
def four_thirty() -> AdoptedPack:
    return adopt(parse_pack(shipped_pack_text("four-thirty-class")), GIVEN["four-thirty-class"])


@pytest.fixture(scope="session")
def variant() -> Variant:
    """The text of the free pack with its rules about the same matters replaced by those given as (about, states)."""
    return variant_text


def variant_text(
    *rules: tuple[str, dict[str, Any]] | tuple[str, dict[str, Any], list[str]],
    products: tuple[dict[str, Any], ...] = (),
    parameters: tuple[dict[str, Any], ...] = (),
) -> str:
    pack = yaml.safe_load(shipped_pack_text("four-thirty-class"))
    replaced = {about for about, *_ in rules}
    pack["rules"] = [rule for rule in pack["rules"] if rule["about"] not in replaced]
    pack["products"] += products
    # Only the replaced window used the base pack's own parameters.
    pack["parameters"] = ([] if "window" in replaced else pack["parameters"]) + list(parameters)
    for number, (about, states, *scope) in enumerate(rules):
        rule = {"id": f"X{number}", "about": about, "states": states, "says": {"zh": "规则", "en": "rule"}}
        pack["rules"].append(
            rule | {"source": "default", "reason": "sketched"} | ({"products": scope[0]} if scope else {})
        )
    return yaml.safe_dump(pack, allow_unicode=True, sort_keys=False)
