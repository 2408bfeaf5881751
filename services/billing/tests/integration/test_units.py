"""An accounting unit and its schools belong to one district; nobody takes over another one's."""

from typing import Any

import pytest

from sample_city.workbooks import UNIT_HEADINGS, workbook

UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
FOREIGN_FAULTS = "billing.unit_of_another_district", "billing.school_of_another_district"


def book(code: str, schools: str, *, account: str = "1302010109000777777", merchant: str = "1600000777") -> bytes:
    row = (code, "外区核算中心", "340103", "工商银行", account, "外区专户", merchant, schools)
    return workbook("核算单位", UNIT_HEADINGS, [row])


@pytest.mark.parametrize(
    ("code", "school", "fault"), [(UNIT, "2134010009", FOREIGN_FAULTS[0]), ("HS0777", "2134010001", FOREIGN_FAULTS[1])]
)
async def test_refuses_what_belongs_to_another_district(billing: Any, code: str, school: str, fault: str) -> None:
    await billing.found_city()
    before = await billing.items("finance", "/accounting-units")
    answer = await billing.upload("foreign finance", "/imports/accounting-units", book(code, school), status=422)
    assert fault in {one["code"] for one in answer["errors"]}
    assert await billing.items("finance", "/accounting-units") == before
    assert await billing.items("foreign finance", "/accounting-units") == []


@pytest.mark.parametrize(("account", "merchant"), [(ACCOUNT, "1600000777"), ("1302010109000777777", MERCHANT)])
async def test_refuses_an_account_that_another_unit_has(billing: Any, account: str, merchant: str) -> None:
    await billing.found_city()
    content = book("HS0777", "2134010009", account=account, merchant=merchant)
    answer = await billing.upload("foreign finance", "/imports/accounting-units", content, status=422)
    assert [one["code"] for one in answer["errors"]] == ["billing.account_of_another_unit"]


async def test_takes_a_district_of_ones_own(billing: Any) -> None:
    await billing.found_city()
    done = await billing.upload("foreign finance", "/imports/accounting-units", book("HS0777", "2134010009"))
    assert [(one["code"], one["before"], one["state"]) for one in done["changes"]] == [("HS0777", None, "proposed")]
