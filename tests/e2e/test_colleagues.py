"""What a careless clerk and a dishonest colleague try, with rights of their own (docs/threat-model.md)."""

import asyncio
import dataclasses
import hashlib
import io
import zipfile
from datetime import datetime
from typing import Any

import asyncpg
import httpx
import pytest
from crew import XLSX, Crew

from sample_city import workbooks
from sample_city.channel_files import Trade, trade_bill
from sample_city.city import Pupil, School
from sample_city.people import Person
from stack.environment import database_url

BILLING, ENROLMENT, STAFFING = "/api/billing/v1", "/api/enrolment/v1", "/api/staffing/v1"
INSPECTION = "/api/inspection/v1"
TERM = "2026-spring"
FORBIDDEN, CONFLICT, UNPROCESSABLE = httpx.codes.FORBIDDEN, httpx.codes.CONFLICT, httpx.codes.UNPROCESSABLE_ENTITY


@pytest.fixture(scope="module")
def crew(finished_term: Any) -> Crew:
    return Crew(finished_term.stack)


@pytest.fixture(scope="module")
def school(crew: Crew) -> School:
    return crew.stack.city().schools[0]


@pytest.fixture(scope="module")
def principal(crew: Crew, school: School) -> Person:
    return crew.at(school, "校长", "principal")


@pytest.fixture(scope="module")
def accountant(crew: Crew, school: School) -> Person:
    return crew.at(school, "会计", "school-accountant")


def _of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def _paid_by(crew: Crew, school: School) -> tuple[Pupil, dict[str, Any]]:
    """A family of the school that paid its bill, has no waiver yet and was given nothing back."""
    waivers = {one["pupil_id"] for one in crew.stack.rows("billing", "SELECT pupil_id FROM waiver")}
    for pupil in school.pupils:
        for bill in crew.must(crew.family(pupil), "GET", f"{BILLING}/bills", params={"term": TERM})["items"]:
            if bill["state"] == "paid" and not bill["refunded_fen"] and bill["pupil_id"] not in waivers:
                return pupil, bill
    raise AssertionError("no family of the school paid its bill")


def test_pays_nothing_back_on_a_familys_word_and_one_principals(
    crew: Crew, school: School, principal: Person, accountant: Person
) -> None:
    """A family asks for a waiver, the principal grants it: the money waits for an accountant, and for a clear yes."""
    pupil, bill = _paid_by(crew, school)
    wish = {
        "pupil_id": bill["pupil_id"],
        "term": TERM,
        "class_code": "low_income",
        "evidence": "民政〔2026〕0099号",
        "valid_from": "2026-02-01",
        "valid_until": "2026-08-31",
    }
    crew.must(crew.family(pupil), "POST", f"{BILLING}/waivers", json=wish)
    listed = crew.must(principal, "GET", f"{BILLING}/waivers", params={"state": "proposed"})["items"]
    [waiver] = [one for one in listed if one["pupil_id"] == bill["pupil_id"]]
    decision, seen = f"{BILLING}/waivers/{waiver['id']}/decision", {"If-Match": f'"{waiver["version"]}"'}
    assert _of(crew(principal, "POST", decision, json={"grantd": True}, headers=seen))[0] == UNPROCESSABLE
    crew.must(principal, "POST", decision, json={"granted": True}, headers=seen)
    crew.stack.settle()
    listed = crew.must(principal, "GET", f"{BILLING}/refunds", params={"state": "proposed"})["items"]
    [refund] = [one for one in listed if one["bill_id"] == bill["id"]]
    due = crew.stack.rows("billing", "SELECT count(*) AS n FROM expected_payment")
    approval, shown = f"{BILLING}/refunds/{refund['id']}/approval", _shown(refund)
    assert _of(crew(principal, "POST", approval, **shown)) == (CONFLICT, "billing.refund_not_prepared")
    seen = {**shown, "json": {"amount_fen": refund["amount_fen"]}}
    prepared = crew.must(accountant, "POST", f"{BILLING}/refunds/{refund['id']}/preparation", **seen)
    refund = crew.must(principal, "GET", f"{BILLING}/refunds/{refund['id']}")
    assert crew(accountant, "POST", approval, **_shown(refund)).status_code == FORBIDDEN, prepared
    for body in (
        {},
        {"approve": True},
        {"approved": "false"},
        {"approved": 0},
        {**_shown(refund)["json"], "note": "x"},
    ):
        assert crew(principal, "POST", approval, **{**_shown(refund), "json": body}).status_code == UNPROCESSABLE, body
    assert crew.stack.rows("billing", "SELECT count(*) AS n FROM expected_payment") == due
    refused = crew.must(principal, "POST", approval, **_shown(refund, approved=False))
    assert refused["state"] == "rejected"
    assert crew.stack.rows("billing", "SELECT count(*) AS n FROM expected_payment") == due


def _shown(refund: dict[str, Any], *, approved: bool = True) -> dict[str, Any]:
    """A decision on what is shown."""
    decision = {"approved": approved, "amount_fen": refund["amount_fen"]}
    return {"json": decision, "headers": {"If-Match": f'"{refund["version"]}"'}}


def test_gives_nobody_a_role_by_one_persons_word(crew: Crew, school: School) -> None:
    office = crew.at(school, "学校管理员", "school-administrator")
    system = Person("system-administrator", "system-administrator@/3401")
    teacher = school.holding("班主任")[0]
    held = _roles(crew, teacher.number)
    wish = {
        "person_id": _person(crew, teacher.number),
        "role": "principal",
        "path": school.path,
        "starts_on": "2026-07-06",
        "ends_on": None,
        "reason": "接任",
    }
    crew(office, "POST", f"{STAFFING}/assignments", json=wish)
    crew.stack.settle()
    assert _roles(crew, teacher.number) == held
    for number in (school.holding("校长")[0].number, crew.stack.city().officers_holding("审计员")[0].number):
        [assignment] = crew.stack.rows(
            "staffing",
            "SELECT assignment.id FROM assignment JOIN person ON person.id = person_id "
            f"WHERE number = '{number}' AND role IN ('principal', 'auditor')",
        )
        before = _roles(crew, number)
        for by in (office, system):
            for act in ("ending", "suspension"):
                address = f"{STAFFING}/assignments/{assignment['id']}/{act}"
                crew(by, "POST", address, json={"reason": "不再任职"}, headers={"If-Match": '"1"'})
        crew.stack.settle()
        assert _roles(crew, number) == before


def _person(crew: Crew, number: str) -> str:
    return str(crew.stack.rows("staffing", f"SELECT id FROM person WHERE number = '{number}'")[0]["id"])


def _roles(crew: Crew, number: str) -> list[str]:
    """What sign-in says somebody holds."""
    person = _person(crew, number)
    return list(
        crew.stack.rows("sso", f"SELECT assignments FROM account WHERE person_id = '{person}'")[0]["assignments"]
    )


def test_moves_no_account_by_one_persons_workbook(crew: Crew, school: School) -> None:
    city = crew.stack.city()
    unit = next(one for one in city.units if one.code == school.unit_code)
    changed = dataclasses.replace(unit, account=unit.account[:-1] + str((int(unit.account[-1]) + 1) % 10))
    book = workbooks.accounting_units(dataclasses.replace(city, units=(changed,)))
    officer = crew.officer("财政经办", "finance-officer")
    file = {"file": ("accounting-units.xlsx", book, XLSX)}
    before = crew.stack.rows("billing", "SELECT * FROM accounting_unit ORDER BY code")
    answer = crew(officer, "POST", f"{BILLING}/imports/accounting-units", files=file)
    if answer.is_success:
        [change] = answer.json()["changes"]
        own = crew(
            officer,
            "POST",
            f"{BILLING}/accounting-unit-changes/{change['id']}/confirmation",
            json={"digest": change["digest"]},
            headers={"If-Match": f'"{change["version"]}"'},
        )
        assert _of(own) == (FORBIDDEN, "kernel.same_person_twice")
    else:
        assert _of(answer) == (CONFLICT, "billing.account_holds_money")
    assert crew.stack.rows("billing", "SELECT * FROM accounting_unit ORDER BY code") == before


def test_believes_no_file_of_one_persons_making(crew: Crew, school: School) -> None:
    """A cashier writes a channel's bill that says a family paid: nothing is in the books, and no bill is paid by it."""
    cashier = crew.at(school, "出纳", "school-cashier")
    unit = next(one for one in crew.stack.city().units if one.code == school.unit_code)
    trade = Trade(datetime(2026, 7, 3, 12), "42OWNMADE0001", "none", "oSAMPLE", 56_000, "课后服务")  # noqa: DTZ001
    content = trade_bill(unit.merchant, [trade])
    before = crew.stack.rows("billing", "SELECT count(*) AS n FROM posting")
    digest = hashlib.sha256(content).hexdigest()
    body = {
        "kind": "wechat_trade",
        "unit_code": unit.code,
        "file_name": "own.csv",
        "size_bytes": len(content),
        "sha256": digest,
        "parts": 1,
    }
    statement = crew.must(cashier, "POST", f"{BILLING}/statements", json=body)["id"]
    address = f"{BILLING}/statements/{statement}"
    octets = {"Content-Type": "application/octet-stream"}
    crew.must(cashier, "PUT", f"{address}/parts/1", content=content, headers=octets)
    crew.must(cashier, "POST", f"{address}/import")
    crew.stack.settle()
    shown = crew.must(cashier, "GET", address)
    assert (shown["state"], shown["allowed_actions"]) == ("awaiting_confirmation", [])
    seen = {"json": {"sha256": digest, "concerns": shown["concerns"]}, "headers": {"If-Match": f'"{shown["version"]}"'}}
    assert crew(cashier, "POST", f"{address}/confirmation", **seen).status_code == FORBIDDEN
    assert crew.stack.rows("billing", "SELECT count(*) AS n FROM posting") == before


def test_shows_poverty_to_nobody_who_does_not_decide_on_it(crew: Crew, school: School) -> None:
    granted = crew.stack.rows("billing", "SELECT pupil_id FROM waiver WHERE state = 'granted'")
    poor = {one["pupil_id"] for one in granted}
    for person in (crew.at(school, "出纳", "school-cashier"), crew.officer("财政经办", "finance-officer")):
        bills = crew.must(person, "GET", f"{BILLING}/bills", params={"term": TERM, "limit": 100})["items"]
        mine = [one for one in bills if one["pupil_id"] in poor]
        assert mine, "the term granted no waiver"
        assert all((one.get("waived_fen") or 0) == 0 for one in mine)
        for bill in mine:
            address = f"{BILLING}/bills/{bill['id']}"
            assert not any(word in str(crew.must(person, "GET", address)) for word in ("减免", "困难", "low_income"))
            # Beside the public prices, the amount of each service would tell who is poor.
            assert crew(person, "GET", f"{address}/explanation").status_code == FORBIDDEN
        assert crew(person, "GET", f"{BILLING}/waivers").status_code == FORBIDDEN
    # The bureau, which looks up pupils by their numbers, is shown no list of families at all.
    bureau = crew.officer("教育局经办", "district-officer")
    for path in ("bills", "refunds", "payment-orders", "waivers"):
        assert crew(bureau, "GET", f"{BILLING}/{path}").status_code == FORBIDDEN, path


def test_names_nobody_who_is_poor_and_takes_no_part(crew: Crew, school: School) -> None:
    """The civil-affairs office lists more than take part: beside the bills its list would name who declined."""
    placed = crew.stack.rows("billing", "SELECT pupil_id FROM placement WHERE ended_on IS NULL")
    for post, role in (("校长", "principal"), ("会计", "school-accountant")):
        person = crew.at(school, post, role)
        bills = crew.must(person, "GET", f"{BILLING}/bills", params={"term": TERM, "limit": 100})["items"]
        waivers = crew.must(person, "GET", f"{BILLING}/waivers", params={"term": TERM, "limit": 100})["items"]
        named = {one["pupil_id"] for one in waivers}
        assert named, "the term knows no waiver of who takes part"
        assert named - {one["pupil_id"] for one in (*bills, *placed)} == set(), role


def test_tells_no_few_by_all_that_is_seen_from_above(crew: Crew) -> None:
    """The overview, twice, every board and where every school stands: together they are no more than each by itself."""
    for person in (crew.of_city("市级专班", "city-officer"), crew.officer("教育局经办", "district-officer")):
        tiles, later = (
            crew.must(person, "GET", f"{INSPECTION}/overview", params={"term": TERM})["tiles"] for _ in range(2)
        )
        assert later["pupils"] == tiles["pupils"]
        assert later["money"] == tiles["money"]
        counts = [count for name, count in tiles["pupils"].items() if name != "as_of" and count is not None]
        assert counts, "the term has too few pupils for anything to be told"
        assert all(count >= 10 and count - other not in range(1, 10) for count in counts for other in counts)
        for one in crew.stack.city().schools:
            board = crew.must(person, "GET", f"{INSPECTION}/schools/{one.code}/terms/{TERM}/board")
            told = {task["key"]: task["counts"] for task in board["tasks"]}
            assert set(told["bills"].values()) == set(told["agreements"].values()) == {None}
            assert (told["roster"]["pupils"], told["payments_reconciliation"]["received_fen"]) == (None, None)
            standing = crew.must(person, "GET", f"{ENROLMENT}/schools/{one.code}/terms/{TERM}")
            assert (standing["opened"], standing["applications"], standing["agreed"]) == (True, None, None)


def test_tells_no_one_at_school_who_declined(crew: Crew, school: School) -> None:
    """A list of pupils and one of applications would tell by subtraction: no role has both."""
    for post, role in (("学校管理员", "school-administrator"), ("校长", "principal")):
        person = crew.at(school, post, role)
        pupils = crew(person, "GET", f"{ENROLMENT}/pupils", params={"limit": 100})
        applications = crew(person, "GET", f"{ENROLMENT}/applications", params={"limit": 100, "term": TERM})
        assert FORBIDDEN in (pupils.status_code, applications.status_code), role


def test_reads_a_workbook_made_to_stop_the_service_beside_it(crew: Crew, accountant: Person, principal: Person) -> None:
    """60 MiB of padded cells, packed into little: the others are answered meanwhile, the sender is told."""
    other_token = crew.token(principal.login)
    crew.token(accountant.login)

    async def attack() -> tuple[httpx.Response, list[int]]:
        async with httpx.AsyncClient(base_url=crew.stack.origin, timeout=60) as client:
            own = {"Authorization": f"Bearer {crew.token(accountant.login)}", "Kehou-Acting": accountant.acting}
            other = {"Authorization": f"Bearer {other_token}", "Kehou-Acting": principal.acting}
            file = {"file": ("waivers.xlsx", _padded(), XLSX)}
            sent = {**own, "Idempotency-Key": "padded-workbook-1"}
            sending = asyncio.ensure_future(client.post(f"{BILLING}/imports/waivers", headers=sent, files=file))
            answers = []
            while not sending.done():
                answers.append((await client.get(f"{BILLING}/waivers", headers=other)).status_code)
            return await sending, answers

    refused, answers = asyncio.run(attack())
    assert refused.status_code in (httpx.codes.REQUEST_ENTITY_TOO_LARGE, UNPROCESSABLE), refused.text
    assert set(answers) == {httpx.codes.OK}


def _padded() -> bytes:
    """A waiver list whose only sheet is the same padded row over and over."""
    row = b'<row r="1"><c' + b" " * 60 + b"><v>1</v></c></row>"
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = b'<?xml version="1.0"?><worksheet xmlns="' + space + b'"><sheetData>'
    sheet = head + row * 600_000 + b"</sheetData></worksheet>"
    source, content = zipfile.ZipFile(io.BytesIO(workbooks.workbook("减免名单", ("学籍号",), ()))), io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return content.getvalue()


@pytest.mark.parametrize("month", ["0000-01", "9999-12", "2026-13"])
def test_answers_a_month_that_is_none_with_what_is_wrong(crew: Crew, month: str) -> None:
    officer, unit = crew.officer("财政经办", "finance-officer"), crew.stack.city().units[0].code
    answers = [
        crew(officer, "GET", f"{BILLING}/statement-lines", params={"unit": unit, "month": month}),
        crew(officer, "GET", f"{BILLING}/reconciliations/{unit}/{month}"),
        crew(officer, "POST", f"{BILLING}/months/{unit}/{month}/close"),
    ]
    assert [answer.status_code for answer in answers] == [UNPROCESSABLE] * 3


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE posting DISABLE TRIGGER ALL",
        "TRUNCATE posting",
        "DELETE FROM posting",
        "UPDATE chassis.audit_entry SET action = 'x'",
        "DROP TABLE posting",
    ],
)
def test_lets_no_service_alter_what_is_kept(crew: Crew, statement: str) -> None:
    url = database_url(crew.stack.installation, "billing")

    async def attack() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    with pytest.raises(asyncpg.PostgresError):
        asyncio.run(attack())
