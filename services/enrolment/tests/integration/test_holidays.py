"""Terms are planned before their holidays are announced, and their days follow the notice that an official enters."""

from datetime import date
from typing import Any

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
