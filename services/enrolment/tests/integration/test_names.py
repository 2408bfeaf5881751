"""A child is found under its name and number however roster and family have written them."""

from typing import Any

import pytest

PASTED = ["张　三丰", "张\u200b三丰", "阿依•古丽", "阿依・古丽", "⽊村", "张\u200e三丰", "张 三丰", "Ａｎｎａ"]
TYPED = ["张三丰", "张三丰", "阿依·古丽", "阿依.古丽", "木村", "张三丰", "张三丰", "Anna"]


def row(number: int, name: str, phone: str = "13800000001") -> tuple[str, ...]:
    return f"Ｇ34010420170{number:05d}", name, "男", "3", "1", "李 四", phone, "否", ""


def claim(number: int, name: str, pupil_number: str | None = None) -> dict[str, Any]:
    found = pupil_number or f"g34010420170{number:05d}"
    return {"school_code": "2134010001", "grade": 3, "class_number": 1, "name": name, "pupil_number": found}


async def test_binds_children_whose_names_were_pasted_into_the_roster(city: Any) -> None:
    await city.import_city(1)
    await city.import_roster([row(number, name) for number, name in enumerate(PASTED, 100)])
    for number, name in enumerate(TYPED, 100):
        await city.guardian(number, "POST", "/v1/children/claims", json=claim(number, name))


@pytest.mark.parametrize("phone", ["１３８００００００１２", "138 0000 0012", "+86 138-0000-0012"])
async def test_knows_a_family_by_its_telephone_number_however_it_is_written(city: Any, phone: str) -> None:
    await city.import_city(1)
    await city.import_roster([row(100, "张三丰", phone)])
    body = {**claim(100, "张 三丰", "Ｇ３４０１０４２０１７０00100"), "guardian_phone": "13800000012"}
    await city.guardian(1, "POST", "/v1/children/claims", json=body)


async def test_names_the_cell_whose_character_no_paper_can_show(city: Any) -> None:
    await city.import_city(1)
    refused = await city.import_roster([row(100, "李\ue863"), row(101, "王\u202e五")], expect=422)
    assert [(fault["params"]["row"], fault["code"]) for fault in refused["errors"]] == [
        (2, "kernel.character_not_usable"),
        (3, "kernel.character_not_usable"),
    ]
