"""Terms are planned before their holidays are announced, and their days follow the notice that an official enters."""

import io
from datetime import date
from typing import Any

import xlsxwriter

from contracts.enrolment.v1.events_pb2 import CalendarPublished, HolidaysAnnounced

CITY, DISTRICT, OTHER = "/3401", "/3401/340104", "/3401/340111"
TERM = "2026-autumn"
DAYS = [
    *({"on": f"2027-01-0{day}", "off": True, "name": "元旦"} for day in (1, 2, 3)),
    {"on": "2027-01-09", "off": False, "name": "元旦"},
]
NOTICE = {"year": 2027, "source": "国办发明电〔2026〕9号", "issued_on": "2026-11-04", "days": DAYS}


async def announce(city: Any, path: str = CITY, *, expect: int = 201, **other: Any) -> Any:
    role = "city-officer" if path == CITY else "district-officer"
    body = {**NOTICE, **other}
    return await city.call("POST", "/v1/holiday-notices", role, path, json=body, expect=expect)


async def plan(city: Any, path: str = DISTRICT, **days: Any) -> Any:
    body = {"term": TERM, **days}
    return await city.call("POST", "/v1/calendars", "district-officer", path, json=body)


async def open_autumn(city: Any, path: str = DISTRICT) -> None:
    body = {"term": TERM, "first_on": "2026-09-01", "last_on": "2027-01-22"}
    await city.call("POST", "/v1/terms", "district-officer", path, json=body)


async def calendar(city: Any, path: str = DISTRICT) -> Any:
    return await city.call("GET", f"/v1/calendars/{TERM}", "district-officer", path)


def kinds(calendar: Any, *days: str) -> list[str]:
    return [next(day["kind"] for day in calendar["days"] if day["on"] == on) for on in days]


async def test_plans_a_term_across_the_new_year_before_the_notice_is_out(city: Any) -> None:
    await city.import_city(1)
    await open_autumn(city)
    planned = await plan(city, closed=[{"on": "2027-01-04", "reason": "期末考试"}])
    assert planned["provisional"]
    assert kinds(planned, "2026-10-01", "2027-01-01", "2027-01-02", "2027-01-04") == [
        "holiday",
        "school",
        "weekend",
        "closed",
    ]

    city.on(date(2026, 11, 5))
    announced = await announce(city)
    assert (announced["repeated"], announced["calendars"]) == (False, 1)
    shown = await calendar(city)
    assert not shown["provisional"]
    assert kinds(shown, "2027-01-01", "2027-01-02", "2027-01-04", "2027-01-09") == [
        "holiday",
        "holiday",
        "closed",
        "make_up",
    ]
    [told] = await city.events("HolidaysAnnounced")
    assert told["key"] == "3401-2027"
    assert len(HolidaysAnnounced.FromString(told["payload"]).days) == len(DAYS)
    published = CalendarPublished.FromString((await city.events("CalendarPublished"))[-1]["payload"])
    assert "2027-01-09" in published.school_days
    assert "2027-01-01" not in published.school_days
    assert (await announce(city))["repeated"]
    assert len(await city.events("HolidaysAnnounced")) == 1


async def test_follows_a_corrected_notice_and_keeps_what_the_district_named(city: Any) -> None:
    await city.import_city(1)
    await open_autumn(city)
    city.on(date(2026, 11, 5))
    await announce(city)
    await plan(city, make_up=[{"on": "2027-01-16", "follows": 2}])
    corrected = [day for day in DAYS if day["off"]] + [{"on": "2027-01-10", "off": False, "name": "元旦"}]
    city.on(date(2026, 11, 9))
    await announce(city, issued_on="2026-11-08", days=corrected)
    shown = await calendar(city)
    assert kinds(shown, "2027-01-09", "2027-01-10", "2027-01-16") == ["weekend", "make_up", "make_up"]
    older = await announce(city, expect=409)
    assert older["code"] == "enrolment.newer_notice_kept"


async def test_leaves_past_days_and_other_districts_as_they_are(city: Any) -> None:
    await city.import_city(1)
    for district in (DISTRICT, OTHER):
        await open_autumn(city, district)
        await plan(city, district)
    city.on(date(2027, 1, 2))
    await announce(city, DISTRICT)
    assert kinds(await calendar(city), "2027-01-01", "2027-01-09") == ["school", "make_up"]
    other = await calendar(city, OTHER)
    assert other["provisional"]
    assert kinds(other, "2027-01-09") == ["weekend"]
    seen = await city.call("GET", "/v1/holiday-notices", "school-administrator")
    assert [(one["path"], one["year"]) for one in seen] == [(DISTRICT, 2027)]
    assert await city.call("GET", "/v1/holiday-notices", "district-officer", OTHER) == []


async def test_refuses_a_notice_that_leaves_something_out(city: Any) -> None:
    city.on(date(2026, 11, 5))
    for missing in ("year", "source", "issued_on", "days"):
        body = {name: value for name, value in NOTICE.items() if name != missing}
        await city.call("POST", "/v1/holiday-notices", "city-officer", CITY, json=body, expect=422)
    await announce(city, days=[{"on": "2027-01-01", "name": "元旦"}], expect=422)
    await announce(city, days=[{"on": "2027-01-01", "off": True, "name": "元旦", "worked": True}], expect=422)
    wrong = await announce(city, days=[*DAYS, DAYS[0]], expect=422)
    assert wrong["code"] == "enrolment.holidays_wrong"
    await city.call("POST", "/v1/holiday-notices", "principal", json=NOTICE, expect=403)
    assert await city.events("HolidaysAnnounced") == []


SHEET, HEADINGS = "节假日安排", ("日期", "安排", "节日", "文号", "发文日期")
ROWS = [
    ("2027-01-01", "放假", "元旦", "国办发明电〔2026〕9号", "2026-11-04"),
    ("2027-01-02", "休", "元旦", "", ""),
    ("2027/1/3", "放假", "元旦", "国办发明电〔2026〕9号", "2026/11/4"),
    ("2027-01-09", "上班", "元旦", "", ""),
]


async def load(city: Any, rows: list[tuple[str, ...]], *, expect: int = 201, role: str = "city-officer") -> Any:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(SHEET)
    for number, row in enumerate([HEADINGS, *rows]):
        page.write_row(number, 0, row)
    book.close()
    files = {"file": ("放假通知.xlsx", buffer.getvalue())}
    path = CITY if role == "city-officer" else "/3401/340104/2134010001"
    return await city.call("POST", "/v1/imports/holiday-notices", role, path, files=files, expect=expect)


def places(refused: Any) -> list[tuple[str, int, str]]:
    return [(one["code"], one["params"]["row"], one["params"]["column"]) for one in refused["errors"]]


async def test_takes_a_workbook_for_the_notice_that_it_is(city: Any) -> None:
    await city.import_city(1)
    await open_autumn(city)
    await plan(city)
    city.on(date(2026, 11, 5))
    loaded = await load(city, ROWS)
    assert (loaded["year"], loaded["source"], loaded["calendars"]) == (2027, NOTICE["source"], 1)
    assert (loaded["issued_on"], loaded["days"]) == (NOTICE["issued_on"], DAYS)
    assert not (await calendar(city))["provisional"]
    # Typed or loaded, it is the same notice.
    assert (await announce(city))["repeated"]
    assert (await load(city, ROWS))["repeated"]
    assert len(await city.events("HolidaysAnnounced")) == 1


async def test_names_file_row_and_column_of_everything_wrong_with_a_workbook(city: Any) -> None:
    city.on(date(2026, 11, 5))
    unreadable = [
        ("2027-01-01", "放假", "元旦", "国办发明电〔2026〕9号", "2026-11-04"),
        ("2027-02-30", "也许", "", "", ""),
        ("2027-01-03", "放假", "节" * 41, "国办发明电〔2026〕8号", "2026-11-03"),
    ]
    refused = await load(city, unreadable, expect=422)
    assert refused["code"] == "chassis.rows_faulty"
    assert {one["params"]["file"] for one in refused["errors"]} == {"放假通知.xlsx"}
    assert sorted(places(refused), key=lambda one: one[1:]) == [
        ("enrolment.word_unknown", 3, "安排"),
        ("chassis.cell_invalid", 3, "日期"),
        ("chassis.cell_empty", 3, "节日"),
        ("enrolment.two_notices", 4, "发文日期"),
        ("enrolment.two_notices", 4, "文号"),
        ("chassis.cell_invalid", 4, "节日"),
    ]
    odd = await load(city, [*ROWS, ROWS[0], ("2027-01-13", "上班", "元旦", "", "")], expect=422)
    assert odd["code"] == "enrolment.holidays_wrong"
    assert places(odd) == [("enrolment.holiday_twice", 6, "日期"), ("enrolment.worked_on_weekday", 7, "日期")]
    early = await load(city, [(*ROWS[0][:4], "2026-11-06")], expect=422)
    assert places(early) == [("enrolment.notice_issued_later", 2, "发文日期")]
    far = await load(city, [("2037-01-01", *ROWS[0][1:])], expect=422)
    assert places(far) == [("enrolment.notice_year_wrong", 2, "日期")]
    await load(city, [], expect=422)
    await load(city, [(f"2027-02-{day % 28 + 1:02}", "放假", "春节", "", "") for day in range(61)], expect=422)
    await load(city, ROWS, role="school-administrator", expect=403)
    assert await city.events("HolidaysAnnounced") == []
