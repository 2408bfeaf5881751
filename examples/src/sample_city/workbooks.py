"""The workbooks these offices really send: Chinese headings, one sheet, text cells where digits matter."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from sample_city.city import CITY_CODE, DISTRICT_CODE, City, Employee, School

WRITTEN_AT = datetime(2026, 2, 24, tzinfo=UTC)
ORGANISATION_HEADINGS = ("机构代码", "机构名称", "机构类型", "上级代码", "学段", "核算单位代码")
UNIT_HEADINGS = (
    "核算单位代码",
    "核算单位名称",
    "所属区县代码",
    "专户开户行",
    "专户账号",
    "专户户名",
    "微信商户号",
    "核算学校代码",
)
ROSTER_HEADINGS = ("学籍号", "姓名", "性别", "年级", "班级", "监护人姓名", "监护人手机号", "是否住校", "优先保障类别")
STAFF_HEADINGS = (
    "工号",
    "姓名",
    "手机号",
    "机构代码",
    "岗位",
    "任教班级",
    "无犯罪记录查询日期",
    "无犯罪记录有效期至",
    "无犯罪记录查询文号",
)
WAIVER_HEADINGS = ("学籍号", "姓名", "减免类别", "证明文号", "有效期起", "有效期止")


def workbook(sheet: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return one XLSX file; every cell is text, as the offices' templates have it."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    # The same rows give the same bytes, whenever the file is written.
    book.set_properties({"created": WRITTEN_AT})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, headings)
    for number, row in enumerate(rows, start=1):
        page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def organisations(city: City) -> bytes:
    rows = [
        (CITY_CODE, city.name, "市", "", "", ""),
        (DISTRICT_CODE, city.district_name, "区县", CITY_CODE, "", ""),
        *((one.code, one.name, "学校", DISTRICT_CODE, one.stage_word, one.unit_code) for one in city.schools),
    ]
    return workbook("机构", ORGANISATION_HEADINGS, rows)


def accounting_units(city: City) -> bytes:
    rows = [
        (
            unit.code,
            unit.name,
            DISTRICT_CODE,
            unit.bank,
            unit.account,
            unit.holder,
            unit.merchant,
            "、".join(unit.school_codes),
        )
        for unit in city.units
    ]
    return workbook("核算单位", UNIT_HEADINGS, rows)


def roster(school: School, *, leaving_out: str = "") -> bytes:
    """The roster of a school; `leaving_out` names a pupil number the school has not entered yet."""
    rows = [
        (
            one.number,
            one.name,
            one.sex,
            str(one.grade),
            str(one.class_number),
            one.guardian_name,
            one.guardian_phone,
            "是" if one.boards else "否",
            one.priority,
        )
        for one in school.pupils
        if one.number != leaving_out
    ]
    return workbook("学生名册", ROSTER_HEADINGS, rows)


def staff(people: Iterable[Employee]) -> bytes:
    rows = [
        (
            one.number,
            one.name,
            one.phone,
            one.organisation_code,
            "、".join(one.posts),
            one.teaches,
            one.checked_on.isoformat(),
            one.checked_until.isoformat(),
            one.check_reference,
        )
        for one in people
    ]
    return workbook("教职工", STAFF_HEADINGS, rows)


def waivers(school: School) -> bytes:
    """Families in hardship, as the civil-affairs office lists them (减免名单)."""
    rows = [
        (one.number, one.name, "低保", f"民政〔2026〕{place:04d}号", "2026-02-01", "2026-08-31")
        for place, one in enumerate(school.pupils, start=1)
        if one.priority == "家庭困难"
    ]
    return workbook("减免名单", WAIVER_HEADINGS, rows)
