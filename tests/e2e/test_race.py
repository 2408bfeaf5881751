"""Many at once through the gateway: seats, bill runs, statements."""

import asyncio
import dataclasses
import hashlib
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from kernel.term import TermCode
from sample_city import names, workbooks
from sample_city.channel_files import Trade, trade_bill
from sample_city.city import Pupil, School
from sample_city.journey.preparation import said_of
from sample_city.people import Person
from stack.environment import cluster
from stack.mailbox import Mailbox
from stack.sample_accounts import add_accounts

FAMILIES, SEATS = 200, 20
TERM = str(TermCode.parse("2026-spring"))
ENROLMENT, BILLING = "/api/enrolment/v1", "/api/billing/v1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_SERIAL = 50_000
OFFERING = {
    "term": TERM,
    "product": "care",
    "title": "暑期托管",
    "grades": [],
    "seats": SEATS,
    "weekdays": [1, 3, 5],
    "starts_at": "16:20",
    "ends_at": "17:10",
    "content": "作业、阅读",
    "place": "阅览室",
    "teacher": "本校教职工",
    "safety": "按时点名、交接到人",
    "complaint_phone": "0551-00000000",
    "allocation_mode": "first_come",
}
# The class whose teacher reviews them all.
CLASS = (3, 1)


def _families(school: School) -> list[Pupil]:
    return [
        Pupil(
            number=names.pupil_number(birth_year=2016, serial=FIRST_SERIAL + place),
            name="小" + chr(0x4E00 + place) + "子",
            sex="女",
            grade=CLASS[0],
            class_number=CLASS[1],
            school_code=school.code,
            guardian_login=f"race{place:04d}",
            guardian_name="家长" + chr(0x4E00 + place),
            guardian_phone=names.phone(FIRST_SERIAL + place),
            boards=False,
            priority="",
            whims=(),
        )
        for place in range(FAMILIES)
    ]


@dataclasses.dataclass(frozen=True)
class Sender:
    """Sends as one person; every request has a key of its own unless one is given."""

    client: httpx.AsyncClient
    people: Any

    async def __call__(self, login: str, acting: str, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {await self.people.token(login)}",
            "Kehou-Acting": acting,
            "Idempotency-Key": str(uuid4()),
            **more.pop("headers", {}),
        }
        return await self.client.request(method, path, headers=headers, **more)

    async def must(self, *args: Any, **more: Any) -> Any:
        answer = await self(*args, **more)
        assert answer.is_success, f"{args}: {answer.status_code} {answer.text[:600]}"
        return answer.json() if answer.content else None


async def _with_sender(stack: Any, act: Any) -> Any:
    people = stack.people()
    limits = httpx.Limits(max_connections=FAMILIES, max_keepalive_connections=FAMILIES)
    async with httpx.AsyncClient(base_url=stack.origin, timeout=120, limits=limits) as client:
        try:
            return await act(Sender(client, people))
        finally:
            await people.close()


@dataclasses.dataclass(frozen=True)
class Raced:
    """The families, what each was told in its own order, and what they raced for."""

    families: list[Pupil]
    answers: list[dict[str, Any]]
    offering: str


@pytest.fixture(scope="module")
def raced(finished_term: Any) -> Raced:
    """200 families apply for 20 places at the same moment."""
    stack = finished_term.stack
    school = stack.city().schools[0]
    families = _families(school)
    add_accounts(
        stack.installation, {one.guardian_login: "guardian@/family" for one in families}, done=lambda count: None
    )
    answers, offering = asyncio.run(_with_sender(stack, lambda send: _race(stack, send, school, families)))
    return Raced(families, answers, offering)


def test_gives_twenty_seats_to_twenty_of_two_hundred_families(finished_term: Any, raced: Raced) -> None:
    assert len(raced.answers) == FAMILIES
    told = [answer["wishes"][0] for answer in raced.answers]
    assert Counter(one["outcome"] for one in told) == {"held": SEATS, "waitlisted": FAMILIES - SEATS}
    places = sorted(one["position"] for one in told if one["outcome"] == "waitlisted")
    assert places == list(range(1, FAMILIES - SEATS + 1))
    query = f"SELECT pupil_id FROM placement WHERE offering_id = '{raced.offering}'"
    kept = finished_term.stack.rows("enrolment", query)
    assert len({row["pupil_id"] for row in kept}) == len(kept) == FAMILIES


async def _race(stack: Any, send: Sender, school: School, families: list[Pupil]) -> tuple[list[Any], str]:
    office, path = school.holding("学校管理员")[0].number.lower(), f"school-administrator@{school.path}"
    # A roster adds and changes; whoever is not in it stays. The school's own would bring back a pupil who has moved.
    newcomers = dataclasses.replace(school, pupils=tuple(families))
    file = {"file": ("roster.xlsx", workbooks.roster(newcomers), XLSX)}
    await send.must(office, path, "POST", f"{ENROLMENT}/imports/rosters", files=file)
    text = await send.must(families[0].guardian_login, "guardian@/family", "GET", f"{ENROLMENT}/consent-text")

    telephones = Mailbox(stack.installation)

    async def claim(one: Pupil) -> tuple[Pupil, str]:
        as_guardian = (one.guardian_login, "guardian@/family", "POST")
        claim = await send.must(*as_guardian, f"{ENROLMENT}/children/claims/codes", json=said_of(one))
        code = {"code": await telephones.code(claim["claim_id"])}
        url = f"{ENROLMENT}/children/claims/{claim['claim_id']}/confirmation"
        found = await send.must(*as_guardian, url, json=code)
        consent = {"given": True, "text_version": text["version"], "ends_services": False}
        await send.must(*as_guardian, f"{ENROLMENT}/children/{found['pupil_id']}/consent", json=consent)
        return one, found["pupil_id"]

    children = []
    for start in range(0, FAMILIES, 20):
        children += await asyncio.gather(*(claim(one) for one in families[start : start + 20]))
    drafted = await send.must(office, path, "POST", f"{ENROLMENT}/offerings", json=OFFERING)
    offering = str(drafted["offering_id"])
    shown = {"json": {"amount_fen": 0}, "headers": {"If-Match": f'"{drafted["version"]}"'}}
    await send.must(office, path, "POST", f"{ENROLMENT}/offerings/{offering}/publication", **shown)
    # The term is over: its applications are opened again behind the rules, which is nobody's right but this test's.
    cluster(stack.installation).execute("UPDATE school_term SET closes_on = '2026-12-31'", database="enrolment")
    for one, _ in children:
        await send.people.token(one.guardian_login)

    async def apply(one: Pupil, pupil_id: str) -> Any:
        wish = {"pupil_id": pupil_id, "term": TERM, "decline": False, "wishes": [offering], "weekdays": [1, 3, 5]}
        return await send.must(one.guardian_login, "guardian@/family", "POST", f"{ENROLMENT}/applications", json=wish)

    return await asyncio.gather(*(apply(*child) for child in children)), offering


def test_bills_nobody_twice_when_two_runs_race(finished_term: Any, raced: Raced) -> None:
    """The families that got a place sign, so there is somebody to bill; then two runs start at the same moment."""
    stack = finished_term.stack
    school = stack.city().schools[0]
    accountant = school.holding("会计")[0].number.lower()
    query = "SELECT (SELECT count(*) FROM bill) AS bills, (SELECT count(*) FROM charge_claim) AS claims"
    [before] = stack.rows("billing", query)

    async def agree_and_race(send: Sender) -> list[httpx.Response]:
        await _agree(stack, send, school, raced)
        await asyncio.to_thread(stack.settle)
        await send.people.token(accountant)
        run = (accountant, f"school-accountant@{school.path}", "POST", f"{BILLING}/bill-runs")
        body = {"term": TERM, "scope_path": school.path}
        return list(await asyncio.gather(*(send(*run, json=body) for _ in range(2))))

    answers = asyncio.run(_with_sender(stack, agree_and_race))
    assert {answer.status_code for answer in answers} <= {202, 409}, [answer.text[:300] for answer in answers]
    assert any(answer.status_code == 202 for answer in answers)
    stack.settle()
    [after] = stack.rows("billing", query)
    assert {name: after[name] - before[name] for name in after} == {"bills": SEATS, "claims": SEATS}


async def _agree(stack: Any, send: Sender, school: School, raced: Raced) -> None:
    """Reviewed by the class teacher, approved and signed by the school and by the families that hold a place."""
    held = [
        (family, answer["application_id"])
        for family, answer in zip(raced.families, raced.answers, strict=True)
        if answer["wishes"][0]["outcome"] == "held"
    ]
    teacher = next(one for one in school.holding("班主任") if one.teaches == f"{CLASS[0]}.{CLASS[1]}").number.lower()
    as_teacher = (teacher, f"class-teacher@{school.path}")
    queue = await send.people.pages(Person(*as_teacher), f"{ENROLMENT}/review-queue", term=TERM)
    versions = {one["application_id"]: one["version"] for one in queue}
    reviews = [{"application_id": one, "version": versions[one], "verdict": "approve"} for _, one in held]
    await send.must(*as_teacher, "POST", f"{ENROLMENT}/review-queue/reviews", json={"reviews": reviews})
    office = (school.holding("学校管理员")[0].number.lower(), f"school-administrator@{school.path}")
    of_the_term = f"{ENROLMENT}/schools/{school.code}/terms/{TERM}"
    shown = await send.must(*office, "GET", f"{of_the_term}/approvals")
    await send.must(*office, "POST", f"{of_the_term}/approvals", json={"digest": shown["digest"]})
    for family, _ in held:
        guardian = (family.guardian_login, "guardian@/family")
        [prepared] = (await send.must(*guardian, "GET", f"{ENROLMENT}/agreements", params={"term": TERM}))["items"]
        address = f"{ENROLMENT}/agreements/{prepared['agreement_id']}"
        body = {"signer_name": family.guardian_name, "entrusted_placement_ids": []}
        made = await send.must(*guardian, "POST", f"{address}/documents", json=body)
        await send.must(*guardian, "POST", f"{address}/signatures", json={"digest": made["digest"]})
    head = (school.holding("校长")[0].number.lower(), f"principal@{school.path}")
    waiting = await send.must(*head, "GET", f"{of_the_term}/agreement-signatures")
    await send.must(*head, "POST", f"{of_the_term}/agreement-signatures", json={"digest": waiting["digest"]})


@pytest.mark.parametrize("twice", ["the same file", "two files that share a line"])
def test_imports_a_line_once_when_two_imports_race(finished_term: Any, twice: str) -> None:
    stack = finished_term.stack
    city = stack.city()
    unit = city.units[0]
    officer, second = [one.number.lower() for one in city.officers if "财政经办" in one.posts][:2]
    same = twice == "the same file"
    prefix = "A" if same else "B"
    trades = [_trade(f"42RACE{prefix}{number:06d}") for number in range(3)]
    files = [trade_bill(unit.merchant, trades), trade_bill(unit.merchant, trades if same else trades[1:])]

    role = f"finance-officer@{city.district_path}"

    async def race(send: Sender) -> None:
        await send.people.token(officer)
        await asyncio.gather(*(_take_in(send, (officer, role), unit.code, content) for content in files))

    async def confirm(send: Sender) -> None:
        listed = await send.must(second, role, "GET", f"{BILLING}/statements", params={"unit": unit.code, "limit": 2})
        waiting = [file for file in listed["items"] if file["state"] == "awaiting_confirmation"]
        await asyncio.gather(*(_confirm(send, (second, role), file) for file in waiting))

    asyncio.run(_with_sender(stack, race))
    stack.settle()
    asyncio.run(_with_sender(stack, confirm))
    stack.settle()
    found = stack.rows("billing", f"SELECT identity FROM statement_line WHERE identity LIKE '42RACE{prefix}%'")
    assert sorted(row["identity"] for row in found) == [trade.transaction_id for trade in trades]
    states = stack.rows("billing", "SELECT state FROM statement ORDER BY uploaded_at DESC, id DESC LIMIT 2")
    assert sorted(row["state"] for row in states) == (["imported", "refused"] if same else ["imported", "imported"])


async def _take_in(send: Sender, officer: tuple[str, str], unit_code: str, content: bytes) -> None:
    body = {
        "kind": "wechat_trade",
        "unit_code": unit_code,
        "file_name": "race.csv",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "parts": 1,
    }
    registered = await send.must(*officer, "POST", f"{BILLING}/statements", json=body)
    address = f"{BILLING}/statements/{registered['id']}"
    octets = {"Content-Type": "application/octet-stream"}
    await send.must(*officer, "PUT", f"{address}/parts/1", content=content, headers=octets)
    await send.must(*officer, "POST", f"{address}/import")


async def _confirm(send: Sender, officer: tuple[str, str], file: dict[str, Any]) -> None:
    tag = {"If-Match": f'"{file["version"]}"'}
    seen = {"sha256": file["sha256"], "concerns": file["concerns"]}
    await send.must(*officer, "POST", f"{BILLING}/statements/{file['id']}/confirmation", json=seen, headers=tag)


def _trade(transaction: str) -> Trade:
    return Trade(
        at=datetime(2026, 7, 2, 12),  # noqa: DTZ001 - as the channel writes it: local time without a zone
        transaction_id=transaction,
        order_number="unknown" + transaction[-6:],
        payer="oSAMPLE",
        amount_fen=100,
        title="课后服务",
    )
