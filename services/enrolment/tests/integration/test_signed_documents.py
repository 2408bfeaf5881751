"""What was signed stays as it was, whatever a later roster says, and nobody signs what they were not shown."""

from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

TERM = "2026-spring"
SCHOOL_SIGNS = f"/v1/schools/2134010001/terms/{TERM}/agreement-signatures"


def roster(count: int, *names: str, phone: str = "138") -> list[tuple[str, ...]]:
    return [
        (
            f"G34010420170{n:05d}",
            name,
            "男",
            "3",
            "1",
            f"家长{n}",
            f"{phone}{n:08d}",
            "否",
            "残疾" if n % 10 == 0 else "",
        )
        for n, name in enumerate(names or [f"小明{n}" for n in range(1, count + 1)], 1)
    ]


async def drawn(city: Any, pupils: int = 3) -> list[str]:
    """Everybody got something; returns the agreements, by child."""
    offered = await city.open_for_applying(pupils, seats=2)
    await city.apply_for_all(offered)
    await city.review_and_approve()
    await city.draw()
    found = [await city.placements_of(child["number"]) for child in city.children]
    return [next(one["agreement_id"] for one in placements if one["agreement_id"]) for placements in found]


async def pdf(city: Any, number: int, agreement: str) -> bytes:
    content: bytes = await city.guardian(number, "GET", f"/v1/agreements/{agreement}.pdf")
    return content


async def make(city: Any, number: int, agreement: str, expect: int = 201, **body: Any) -> Any:
    asked = {"signer_name": f"签字人{number}", "entrusted_placement_ids": [], **body}
    return await city.guardian(number, "POST", f"/v1/agreements/{agreement}/documents", json=asked, expect=expect)


async def sign(city: Any, number: int, agreement: str, digest: str, expect: int = 201) -> Any:
    return await city.guardian(
        number, "POST", f"/v1/agreements/{agreement}/signatures", json={"digest": digest}, expect=expect
    )


async def test_keeps_the_bytes_that_were_signed_when_a_roster_renames_the_child(city: Any) -> None:
    agreements = await drawn(city)
    await city.sign_all()
    before = [await pdf(city, child["number"], one) for child, one in zip(city.children, agreements, strict=True)]
    listed = await city.guardian(1, "GET", f"/v1/agreements?term={TERM}")
    assert listed["items"][0]["content_hash"] == sha256(before[0]).hexdigest()

    # The column of the names alone was sorted: each child has another's.
    renamed = roster(3, "小明3", "小明1", "小明2")
    refused = await city.import_roster(renamed, expect=409)
    assert (refused["code"], refused["params"]["pupils"]) == ("enrolment.people_would_change", 3)
    assert [(fault["params"]["row"], fault["params"]["column"]) for fault in refused["errors"]] == [
        (2, "姓名"),
        (3, "姓名"),
        (4, "姓名"),
    ]
    assert "小明" not in str(refused)
    digest = refused["params"]["digest"]
    other = await city.import_roster(roster(3, "小明3", "小明1", "小明9"), expect=409, confirmed=digest)
    assert other["params"]["digest"] != digest
    await city.import_roster(renamed, confirmed=digest)
    assert [
        await pdf(city, child["number"], one) for child, one in zip(city.children, agreements, strict=True)
    ] == before
    assert await city.call("GET", f"/v1/agreements/{agreements[0]}.pdf", "principal") == before[0]


async def test_asks_before_a_roster_changes_a_familys_telephone(city: Any) -> None:
    await city.import_city(2)
    refused = await city.import_roster(roster(2, phone="139"), expect=409)
    assert {fault["params"]["column"] for fault in refused["errors"]} == {"监护人手机号"}
    await city.import_roster(roster(2))


async def test_signs_nothing_that_was_not_shown(city: Any) -> None:
    first, second, _ = await drawn(city)
    unread = await sign(city, 1, first, "0" * 64, expect=409)
    assert unread["code"] == "enrolment.document_not_offered"
    assert (await city.guardian(1, "GET", f"/v1/agreements/{first}.pdf", expect=409))["code"] == unread["code"]
    made = await make(city, 1, first)
    assert sha256(await pdf(city, 1, first)).hexdigest() == made["digest"]
    assert (await sign(city, 1, first, "0" * 64, expect=409))["code"] == "enrolment.document_changed"
    again = await make(city, 1, first, signer_name="另一人")
    assert (again["version"], again["digest"] != made["digest"]) == (2, True)
    assert (await sign(city, 1, first, made["digest"], expect=409))["code"] == "enrolment.document_changed"
    await sign(city, 1, first, again["digest"])
    assert (await make(city, 1, first, expect=409))["code"] == "enrolment.agreement_already_signed"
    await city.guardian(1, "POST", f"/v1/agreements/{first}/signatures", json={}, expect=422)

    shown = await city.call("GET", SCHOOL_SIGNS, "principal")
    assert shown["waiting"] == 1
    await city.sign_as_family(2, second)
    late = await city.call("POST", SCHOOL_SIGNS, "principal", json={"digest": shown["digest"]}, expect=409)
    assert late["code"] == "enrolment.document_changed"
    assert await city.sign_as_school() == 2


async def test_makes_a_new_document_where_a_course_is_left_before_the_family_signs(city: Any) -> None:
    agreements = await drawn(city)
    for child, agreement in zip(city.children, agreements, strict=True):
        placed = [one for one in await city.placements_of(child["number"]) if one["state"] == "placed"]
        if len(placed) < 2:
            continue
        made = await make(city, child["number"], agreement)
        await city.guardian(child["number"], "POST", f"/v1/placements/{placed[1]['placement_id']}/withdrawals")
        stale = await sign(city, child["number"], agreement, made["digest"], expect=409)
        assert stale["code"] == "enrolment.document_changed"
        await sign(city, child["number"], agreement, (await make(city, child["number"], agreement))["digest"])
        return
    raise AssertionError("nobody has two placements")


@pytest.mark.parametrize(
    ("signer", "code"),
    [
        ("张𠮷", "enrolment.character_not_printable"),
        ("张\u202e", "chassis.request_invalid"),
        ("\u200b", "kernel.text_missing"),
    ],
)
async def test_offers_no_document_with_boxes(city: Any, signer: str, code: str) -> None:
    [agreement] = await drawn(city, 1)
    assert (await make(city, 1, agreement, expect=422, signer_name=signer))["code"] == code


async def test_names_the_cell_of_a_name_that_would_print_as_a_box(city: Any) -> None:
    await city.import_city(1)
    refused = await city.import_roster(roster(2, "小明1", "李𫓦"), expect=422)
    [fault] = refused["errors"]
    assert (fault["code"], fault["params"]["row"], fault["params"]["character"]) == (
        "enrolment.character_not_printable",
        3,
        "U+2B4E6",
    )
    await city.import_roster(roster(2, "小明1", "陈䶮㛃"))


async def test_keeps_documents_as_they_are(city: Any) -> None:
    [agreement] = await drawn(city, 1)
    await city.sign_as_family(1, agreement)
    with pytest.raises(DBAPIError):
        async with city.service.database.transaction() as transaction:
            await transaction.connection.execute(text("UPDATE agreement_document SET digest = 'x'"))
