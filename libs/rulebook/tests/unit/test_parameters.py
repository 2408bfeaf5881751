"""Adoption supplies exactly what a pack leaves open, within its bounds."""

from datetime import date, time

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from kernel.money import Money
from rulebook.adoption import AdoptedPack, NotInForce, adopt, adopted
from rulebook.pack import parse_pack
from rulebook.parameters import ParametersInvalid
from rulebook.shipped import shipped_pack_text, shipped_packs
from rulebook.words import PerformanceTotal

Given = dict[str, dict[str, object]]
HEFEI = parse_pack(shipped_pack_text("hefei"))


def refused(pack_id: str, parameters: dict[str, object]) -> dict[str, str]:
    with pytest.raises(ParametersInvalid) as caught:
        adopt(parse_pack(shipped_pack_text(pack_id)), parameters)
    return {fault.pointer: fault.code for fault in caught.value.faults}


def test_names_every_parameter_that_is_missing_or_unknown(given: Given) -> None:
    assert refused("hefei", {"allowance_rate": 6000, "discount": 1, "applications_close_on": None}) == {
        "/discount": "rulebook.parameter_unknown",
        "/subsidy_per_participant": "rulebook.parameter_missing",
        "/participants_counted_by": "rulebook.parameter_missing",
        "/applications_close_on": "rulebook.parameter_missing",
    }


@pytest.mark.parametrize(
    ("pack_id", "name", "value"),
    [
        ("hefei", "allowance_rate", 999),
        ("hefei", "allowance_rate", 20001),
        ("hefei", "allowance_rate", 6000.0),
        ("hefei", "allowance_rate", True),
        ("hefei", "allowance_rate", "60.00"),
        ("hefei", "subsidy_per_participant", 14999),
        ("hefei", "participants_counted_by", "30 June 2026"),
        ("hefei", "participants_counted_by", "2026-02-30"),
        ("hefei", "participants_counted_by", []),
        ("zhanggong", "allowance_total", "beside"),
        ("zhanggong", "waiver_percent", 101),
        ("four-thirty-class", "starts_at", "17:31"),
        ("four-thirty-class", "starts_at", "half past four"),
    ],
)
def test_refuses_a_value_out_of_range(pack_id: str, name: str, value: object, given: Given) -> None:
    assert refused(pack_id, given[pack_id] | {name: value}) == {f"/{name}": "rulebook.parameter_out_of_range"}


def test_a_stored_adoption_answers_as_the_one_that_was_adopted_and_no_other(given: Given) -> None:
    text, stored = shipped_pack_text("hefei"), dict(reversed(given["hefei"].items()))
    assert adopted(text, stored) == adopt(HEFEI, given["hefei"])
    assert adopted(text, stored | {"allowance_rate": 7000}) == adopt(HEFEI, given["hefei"] | {"allowance_rate": 7000})
    with pytest.raises(ParametersInvalid):
        adopted(text, stored | {"allowance_rate": 1})


@settings(deadline=None)
@hypothesis_given(rate=st.integers(-(10**6), 10**6))
def test_the_allowance_rate_stays_within_its_bounds(rate: int) -> None:
    parameters: dict[str, object] = {
        "allowance_rate": rate,
        "subsidy_per_participant": 15000,
        "participants_counted_by": date(2026, 6, 30),
        "applications_close_on": date(2026, 3, 6),
    }
    if 1000 <= rate <= 20000:
        assert adopt(HEFEI, parameters).allowance().value.rate == Money(rate)
    else:
        with pytest.raises(ParametersInvalid):
            adopt(HEFEI, parameters)


@pytest.mark.parametrize("pack_id", shipped_packs())
def test_an_adopted_pack_is_rebuilt_from_text_and_parameters(pack_id: str, given: Given) -> None:
    adopted = adopt(parse_pack(shipped_pack_text(pack_id)), given[pack_id])
    rebuilt = adopt(parse_pack(adopted.text), adopted.parameters)
    assert rebuilt == adopted
    assert rebuilt.rules == adopted.rules


def test_takes_python_values_as_well(hefei: AdoptedPack, four_thirty: AdoptedPack, given: Given) -> None:
    dated = {"participants_counted_by": date(2026, 6, 30), "applications_close_on": date(2026, 3, 6)}
    assert adopt(hefei.pack, given["hefei"] | dated) == hefei
    timed = {"starts_at": time(16, 30), "ends_at": time(17, 10)}
    assert adopt(four_thirty.pack, timed) == four_thirty


def test_a_choice_is_taken_as_the_word_it_stands_for(zhanggong: AdoptedPack, given: Given) -> None:
    assert zhanggong.allowance().value.total is PerformanceTotal.INSIDE
    outside = adopt(zhanggong.pack, given["zhanggong"] | {"allowance_total": "outside"})
    assert outside.allowance().value.total is PerformanceTotal.OUTSIDE
    assert outside != zhanggong


def test_refuses_a_term_before_the_pack_is_in_force(given: Given) -> None:
    with pytest.raises(NotInForce):
        adopt(HEFEI, given["hefei"], on=date(2020, 3, 1))
