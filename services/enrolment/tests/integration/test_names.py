"""A child is found under its name and number however roster and family have written them."""

from typing import Any

import pytest

PASTED = ["张　三丰", "张\u200b三丰", "阿依•古丽", "阿依・古丽", "⽊村", "张\u200e三丰", "张 三丰", "Ａｎｎａ"]
TYPED = ["张三丰", "张三丰", "阿依·古丽", "阿依.古丽", "木村", "张三丰", "张三丰", "Anna"]


def row(number: int, name: str, phone: str = "13800000001") -> tuple[str, ...]:
    return f"Ｇ34010420170{number:05d}", name, "男", "3", "1", "李 四", phone, "否", ""


async def bind(city: Any, number: int, name: str, pupil_number: str) -> Any:
    """A family binds the child with the code that came to the telephone on the roster."""
    started = await city.start_claim(number, number, name=name, pupil_number=pupil_number, class_number=1)
    await city.send_codes()
    url = f"/v1/children/claims/{started['claim_id']}/confirmation"
    return await city.guardian(number, "POST", url, json={"code": city.messenger.code_of(started["claim_id"])})


async def test_binds_children_whose_names_were_pasted_into_the_roster(city: Any) -> None:
    await city.import_city(1)
    rows = [row(number, name, f"13800000{number}") for number, name in enumerate(PASTED, 100)]
    await city.import_roster(rows)
    for number, name in enumerate(TYPED, 100):
        await bind(city, number, name, f"g34010420170{number:05d}")


@pytest.mark.parametrize("phone", ["１３８００００００１２", "138 0000 0012", "+86 138-0000-0012"])
async def test_reaches_a_family_by_its_telephone_however_the_roster_writes_it(city: Any, phone: str) -> None:
    await city.import_city(1)
    await city.import_roster([row(100, "张三丰", phone)])
    await bind(city, 100, "张 三丰", "Ｇ３４０１０４２０１７０00100")
    assert [to for to, _, _ in city.messenger.sent] == ["13800000012"]


async def test_names_the_cell_whose_character_no_paper_can_show(city: Any) -> None:
    await city.import_city(1)
    refused = await city.import_roster([row(100, "李\ue863"), row(101, "王\u202e五")], expect=422)
    assert [(fault["params"]["row"], fault["code"]) for fault in refused["errors"]] == [
        (2, "kernel.character_not_usable"),
        (3, "kernel.character_not_usable"),
    ]
