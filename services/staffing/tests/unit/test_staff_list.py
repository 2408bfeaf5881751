"""One person has one number, one name and one telephone number, however these were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.text import CharacterNotUsable
from staffing.domain import staff_list
from staffing.domain.staff_list import (
    ClassMalformed,
    NameMalformed,
    PhoneMalformed,
    StaffNumberMalformed,
    StaffNumberReserved,
)


@pytest.mark.parametrize("text", ["E00001", "e00001", "Ｅ００００１", " E 00001", "E00001\u200b"])
def test_knows_a_number_again_whatever_its_width_case_and_blanks(text: str) -> None:
    assert staff_list.staff_number(text) == "E00001"


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "E1", "E" * 33, "张三01", "E00€", "-E001", "E001\x00", "\u202eE00001"]
)
def test_refuses_what_nobody_could_sign_in_by(text: str) -> None:
    with pytest.raises((StaffNumberMalformed, CharacterNotUsable)):
        staff_list.staff_number(text)


@pytest.mark.parametrize("text", ["G0000002", "g0000002", "V0000001", "system-administrator", "Admin", "root"])
def test_refuses_the_sign_in_names_of_families_and_machines(text: str) -> None:
    with pytest.raises(StaffNumberReserved):
        staff_list.staff_number(text)


@given(st.text(max_size=60))
def test_has_one_form_only(text: str) -> None:
    try:
        number = staff_list.staff_number(text)
    except (StaffNumberMalformed, StaffNumberReserved, CharacterNotUsable):
        return
    assert staff_list.staff_number(number.lower()) == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张 三", "张三"),
        ("张　三丰\u200b", "张三丰"),
        ("阿卜杜•热西提", "阿卜杜·热西提"),
        ("⽊兰", "木兰"),
        ("Ａｎｎａ Lee", "Anna Lee"),
    ],
)
def test_writes_a_name_in_one_way(text: str, name: str) -> None:
    assert staff_list.name(text) == name


@pytest.mark.parametrize("text", ["", "\u200b", "123", "2026-03-02", "张三😀", "·", "张" * 51])
def test_refuses_what_is_no_name(text: str) -> None:
    with pytest.raises(NameMalformed):
        staff_list.name(text)


@pytest.mark.parametrize("text", ["19900000001", "199 0000 0001", "+86 19900000001", "１９９０００００００１"])
def test_takes_a_mobile_number_as_people_write_it(text: str) -> None:
    assert staff_list.phone(text) == "19900000001"


@pytest.mark.parametrize("text", ["", "无", "1990000000", "199000000011", "12345678901"])
def test_refuses_what_cannot_be_rung(text: str) -> None:
    with pytest.raises(PhoneMalformed):
        staff_list.phone(text)


@pytest.mark.parametrize("text", ["3.²", "x", "3", "0.0", "13.1", "3.100", "三.二"])
def test_refuses_what_is_no_class(text: str) -> None:
    with pytest.raises(ClassMalformed):
        staff_list.class_of(text)
