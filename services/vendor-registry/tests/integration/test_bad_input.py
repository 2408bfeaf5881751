"""Bad input gets a clear refusal with a stable code, never a crash, and changes nothing."""

from typing import Any

import pytest

DISTRICT = "/3401/340104"
APPLICANT = "vendor-applicant@/vendor-applicant"
NASTY: tuple[Any, ...] = (
    "\x00",
    "甲\x00乙",
    "\x1b[2J",
    "x" * 5000,
    "",
    "2026-02-30",
    10**30,
    -1,
    1.5,
    True,
    None,
    [],
    {},
)


@pytest.fixture
async def bodies(world: Any) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Path, assignment, person and a body that would do, of what is made by JSON."""
    vendor = await world.vendor()
    round_ = await world.round()
    path = f"/v1/vendors/{vendor['id']}"
    clerk, who = vendor["clerk"], vendor["applicant"]
    number = 91110000802100433
    register = {
        "uscc": f"{number}B",
        "district": DISTRICT,
        "name": "甲",
        "platform_number": "P1",
        "bank_name": "行",
        "account": "6222000012345678",
        "account_name": "甲",
        "clerk_name": "张",
    }
    officer = f"district-officer@{DISTRICT}"
    announced = {name: round_[name] for name in ("term", "offices", "applications_from", "applications_until")}
    declared = {
        "abnormal_operation": False,
        "failed_annual_check_on": None,
        "removed_elsewhere_on": None,
        "accepts_fund_supervision": True,
        "foreign_courses": False,
    }
    applied = {"vendor_id": vendor["id"], "course_ids": [vendor["course"]["id"]], "declarations": declared}
    return [
        ("/v1/vendors", APPLICANT, "x", register),
        (f"{path}/instructors", clerk, who, world.instructor(77)),
        (f"{path}/courses", clerk, who, world.course("合唱")),
        ("/v1/rounds", officer, "o", {**announced, "title": "又一次遴选", "listing_until": "2026-12-31"}),
        (f"/v1/rounds/{round_['id']}/applications", clerk, who, applied),
    ]


async def test_refuses_every_field_filled_with_nonsense(world: Any, bodies: Any) -> None:
    crashed = []
    for path, assignment, who, body in bodies:
        for name in body:
            for nasty in NASTY:
                answer = await world.call("POST", path, assignment, who=who, json={**body, name: nasty})
                if answer.status_code >= 500 or ("code" not in answer.json() and answer.status_code != 201):
                    crashed.append((path, name, nasty, answer.status_code))
    assert crashed == []


@pytest.mark.parametrize("content", [b"{", b"[]", b'"x"', b"\xff\xfe", b"null", b'{"uscc": "\\ud800"}', b"{}" * 9])
async def test_refuses_what_is_no_document(world: Any, content: bytes) -> None:
    answer = await world.call("POST", "/v1/vendors", APPLICANT, content=content)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


async def test_names_every_missing_field(world: Any) -> None:
    answer = await world.call("POST", "/v1/vendors", APPLICANT, json={})
    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.json()["errors"]} >= {
        "#/uscc",
        "#/account",
        "#/clerk_name",
    }


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"uscc": "911100008021004330"}, "vendor_registry.not_a_uscc"),
        ({"account_name": "乙"}, "vendor_registry.account_not_in_own_name"),
        ({"account": "12-34"}, "vendor_registry.not_an_account_number"),
        ({"platform_number": " "}, "vendor_registry.platform_number_missing"),
        ({"name": " ", "account_name": " "}, "kernel.text_missing"),
        ({"name": "\u200b\u3000", "account_name": "\u200b"}, "kernel.text_missing"),
        ({"clerk_name": "\ufeff"}, "kernel.text_missing"),
        ({"name": "合肥\u202e艺术", "account_name": "合肥\u202e艺术"}, "chassis.request_invalid"),
    ],
)
async def test_says_what_is_wrong_with_a_registration(world: Any, bodies: Any, changed: Any, code: str) -> None:
    path, assignment, who, body = bodies[0]
    answer = await world.call("POST", path, assignment, who=who, json={**body, **changed})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_refuses_an_empty_and_a_too_large_scan(world: Any) -> None:
    vendor = await world.vendor()
    days = {"valid_from": "2026-01-01", "valid_until": "2027-01-01"}
    form = {"kind": "business", "number": "1", "issued_by": "x", **days}
    codes = []
    for content in (b"", b"%PDF-" + bytes(20 * 2**20)):
        files = {"file": ("a.pdf", content, "application/pdf")}
        answer = await world.call(
            "POST", f"/v1/vendors/{vendor['id']}/licences", vendor["clerk"], data=form, files=files
        )
        codes.append(answer.json()["code"])
    assert codes == ["chassis.file_empty", "chassis.file_too_large"]
