"""A faulty pack names every fault with its place and what to do."""

from collections.abc import Callable
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.pack import PackInvalid, pack_hash, parse_pack
from rulebook.shipped import shipped_pack_text, shipped_packs


def faults(text: str) -> dict[str, str]:
    with pytest.raises(PackInvalid) as refused:
        parse_pack(text)
    assert refused.value.faults
    return {fault.pointer: f"{fault.code} {fault.detail}" for fault in refused.value.faults}


def hefei_with(old: str, new: str) -> dict[str, str]:
    text = shipped_pack_text("hefei")
    assert old in text
    return faults(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "pointer", "said"),
    [
        ("charging: priced", "charging: maybe", "/rules/0/states/charging", "one of forbidden, priced, not_stated"),
        ("exact_fen: 0", "exact_fen: 0.5", "/rules/1/states/tiers/0/exact_fen", "whole number of fen"),
        ("exact_fen: 0", "exact_fen: -1", "/rules/1/states/tiers/0/exact_fen", "not between 0"),
        ("exact_fen: 0", "exact_yuan: 0", "/rules/1/states/tiers/0/exact_yuan", "use one of areas, exact_fen"),
        ("exact_fen: 0", "grades: [1]", "/rules/1/states/tiers/0", "give exact_fen or most_fen"),
        ('"18:00"', "18.30", "/states/seasons/0/window/ends_by", "a time like 18:00"),
        ("weekdays: [1, 2,", "weekdays: [0, 2,", "/states/weekdays/0", "between 1 and 7"),
        ("make_up_days: true", "make_up_days: yes", "/states/make_up_days", "true or false"),
        ("about: charging", "about: charge", "/rules/0/about", "is not one of charging, price"),
        ("id: R18-period", "id: R14", "/rules/2/id", "used above"),
        ("id: R18-period", "id: period", "/rules/2/id", "write it like R15"),
        ("products: [course]", "products: [courses]", "/rules/3/products", "declare 'courses'"),
        ("parameter: allowance_rate", "parameter: rate", "/states/rate_fen", "declare 'rate'"),
        ("每课时 {allowance_rate}", "每课时 {rate}", "/says", "declare 'rate'"),
        ('engine: "1"', 'engine: "2"', "/", "this is engine 1"),
        ("version: 1.0.0", "version: one", "/", "like 1.0.0"),
        ("code: course,", "code: care,", "/", "declared twice"),
        ("starts_on: 2020-09-01", "starts_on: 2020-9-1", "/effective/starts_on", "a date like"),
        ('min: "1000"', 'min: "many"', "/parameters/0", "'many' is no fen"),
        ('suggested: "6000"', 'suggested: "1"', "/parameters/0", "below 1000"),
        ("pack: hefei", "pack: hefei\npack: hefei", "/pack", "written twice"),
    ],
)
def test_names_the_place_and_the_remedy(old: str, new: str, pointer: str, said: str) -> None:
    detail = next(detail for place, detail in hefei_with(old, new).items() if place.endswith(pointer))
    assert said in detail
    assert "line " in detail


def test_names_all_faults_at_once() -> None:
    text = (
        shipped_pack_text("hefei")
        .replace("charging: priced", "charging: maybe")
        .replace("exact_fen: 0", "exact_fen: x")
    )
    assert len(faults(text)) == 4


def test_refuses_a_rule_without_source() -> None:
    found = hefei_with(
        "    source: default\n    reason: The text has the budget fund", "    reason: The text has the budget fund"
    )
    assert "rulebook.source_missing" in found["/rules/1/source"]


def test_refuses_a_default_without_reason() -> None:
    found = hefei_with("    reason: The text has the budget fund", "    # reason: The text has the budget fund")
    assert "rulebook.source_wrong" in found["/rules/1/source"]


def test_refuses_a_citation_without_words() -> None:
    found = hefei_with(', words: "要依据实际参与学生数"', "")
    assert "add 'words'" in found["/rules/0/source/words"]


@pytest.mark.parametrize("about", ["account", "window", "refund", "review", "service_days", "allowance", "price"])
def test_refuses_a_pack_that_leaves_a_question_open(about: str) -> None:
    pack = yaml.safe_load(shipped_pack_text("zhanggong"))
    pack["rules"] = [rule for rule in pack["rules"] if rule["about"] != about]
    found = faults(yaml.safe_dump(pack, allow_unicode=True))
    assert f"no rule about '{about}'" in found["/rules"]


def test_refuses_two_rules_about_the_same(variant: Callable[..., str]) -> None:
    found = faults(variant(("groups", {"size_max": 40}), ("groups", {"size_max": 30})))
    assert any("is about the same" in detail for detail in found.values())


def test_refuses_vendors_who_may_teach_but_not_enter(variant: Callable[..., str]) -> None:
    found = faults(variant(("teaching", {"who": ["vendor"]})))
    assert any("disagree on vendors" in detail for detail in found.values())


def test_refuses_a_price_where_charging_is_forbidden(variant: Callable[..., str]) -> None:
    found = faults(variant(("price", {"unit": "term", "set_by": "notice"})))
    assert any("prices nothing" in detail for detail in found.values())


def test_refuses_seasons_that_leave_days_without_a_window(variant: Callable[..., str]) -> None:
    winter = {"first_day": "12-01", "last_day": "03-31", "window": {"ends_by": "17:00"}}
    found = faults(variant(("window", {"seasons": [winter]})))
    assert any("a season without dates" in detail for detail in found.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rulebook.empty"),
        ("- a list", "rulebook.not_a_mapping"),
        ("a: [1", "rulebook.not_yaml"),
        ("a: \x00", "rulebook.not_yaml"),
        ("a: \ud800", "rulebook.not_yaml"),
        ("a: 1\n---\nb: 2", "rulebook.not_one_document"),
        ("a: &x [1]\nb: *x", "rulebook.alias"),
        ("a: " + "[" * 5000 + "]" * 5000, "rulebook.too_deep"),
        ("a: " + "b" * 400_000, "rulebook.too_long"),
    ],
)
def test_refuses_what_is_no_pack(text: str, code: str) -> None:
    assert any(detail.startswith(code) for detail in faults(text).values())


@given(st.text())
def test_answers_any_text_with_faults_only(text: str) -> None:
    faults(text)


# Parsing takes tens of milliseconds, more on a busy machine.
@settings(deadline=None)
@given(data=st.data())
def test_answers_any_damage_with_faults_or_a_pack(data: st.DataObject) -> None:
    text = shipped_pack_text("four-thirty-class")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    damaged = text[:start] + data.draw(st.text(max_size=8)) + text[end:]
    with suppress(PackInvalid):
        parse_pack(damaged)


@pytest.mark.parametrize("pack_id", shipped_packs())
def test_the_hash_ignores_line_ends_and_trailing_blanks(pack_id: str) -> None:
    text = shipped_pack_text(pack_id)
    same = "\ufeff" + text.replace("\n", "  \r\n") + "\r\n"
    assert pack_hash(same) == pack_hash(text)
    assert pack_hash(text.replace("40", "41")) != pack_hash(text)
