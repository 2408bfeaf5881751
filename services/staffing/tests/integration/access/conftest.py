"""One real thing of everything that staffing keeps, and how to ask for it as anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from testkit.access import asked, fingerprint

SCHOOL = "/3401/340104/2134010001"
SHEET = "/v1/allowance-sheets/{sheet_id}"
LISTS, CLEARANCES = "/v1/imports/staff", "/v1/people/{person_id}/clearances"
ASSIGNMENT, CHANGE = "/v1/assignments/{assignment_id}", "/v1/role-changes/{change_id}"
LINKS, LINK = "/v1/account-links", "/v1/account-links/{link_id}"
STRIKE = "/v1/lessons/{session_id}/strike"
REASON = "补充人手"
CLEARANCE = {"checked_on": "2026-03-20", "valid_until": "2027-03-20", "reference": REASON}
PARAMETERS = {
    "checked_on": "2026-03-21",
    "first_on": "2026-03-01",
    "last_on": "2026-04-30",
    "part": "lesson",
    "held_on": "2026-03-31",
}


@dataclass(frozen=True)
class Made:
    """One real thing of everything, of the first school: its people, shifts, lessons and sheet."""

    service: Any
    client: httpx.AsyncClient
    signed: Any
    file: bytes
    ids: Mapping[str, str]
    bodies: Mapping[str, Any]
    secrets: tuple[str, ...]

    async def ask(self, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        """Call a route with everything that it asks for."""
        given: dict[str, Any] = {"params": asked(self.service.app, method, path, **PARAMETERS)}
        if (method, path) == ("POST", LISTS):
            given = {"files": {"file": ("staff.xlsx", self.file)}}
        elif (method, path) == ("POST", f"{CLEARANCES}/evidence"):
            given |= {"files": {"file": ("answer.pdf", b"%PDF-1.7")}}
        elif method == "POST":
            given = {"json": self.bodies.get(path)}
        headers = {**headers, "If-Match": '"1"'}
        return await self.client.request(method, path.format(**self.ids), headers=headers, **given)

    async def fingerprint(self) -> dict[str, str]:
        return await fingerprint(self.service.database)


@dataclass(frozen=True)
class School:
    """The first school while it makes the things that a stranger asks for."""

    client: httpx.AsyncClient
    signed: Any
    people: Mapping[str, UUID]
    sessions: tuple[str, str]

    async def post(self, number: str, role: str, address: str, **request: Any) -> Any:
        headers = self.signed(self.people[number], f"{role}@{SCHOOL}")
        answer = await self.client.post(f"/v1/{address}", headers=headers, **request)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def keep(self, address: str, **request: Any) -> Any:
        """What the school's administrator enters."""
        return await self.post("E002", "school-administrator", address, **request)

    @property
    def teacher(self) -> str:
        return str(self.people["E004"])

    @property
    def shifts(self) -> list[dict[str, str]]:
        return [{"session_id": one, "person_id": self.teacher, "duty": "duty"} for one in self.sessions]

    async def teach(self) -> str:
        """Two lessons, of which the second waits to be confirmed; the digest of the first."""
        await self.keep("rotas", json={"shifts": self.shifts})
        await self.post("E004", "duty-teacher", "lessons", json={"session_ids": list(self.sessions)})
        headers = self.signed(self.people["E002"], f"school-administrator@{SCHOOL}")
        shown = (await self.client.get("/v1/lessons/waiting?held_on=2026-03-30", headers=headers)).json()
        await self.keep("lessons/confirmations", json={"held_on": "2026-03-30", "digest": shown["digest"]})
        return str(shown["digest"])

    async def enter_clearance(self) -> None:
        """A check of the teacher with its answer, which no office has confirmed."""
        address = f"people/{self.teacher}/clearances"
        await self.keep(address, json={**CLEARANCE, "checked_on": "2026-03-21"})
        paper = {"file": ("answer.pdf", b"%PDF-1.7")}
        await self.keep(f"{address}/evidence?checked_on=2026-03-21", files=paper)

    def grant(self, role: str) -> dict[str, str]:
        """What gives the teacher one more role."""
        starts_on = "2026-04-02"
        return {
            "person_id": self.teacher,
            "role": role,
            "path": SCHOOL,
            "starts_on": starts_on,
            "ends_on": None,
            "reason": REASON,
        }

    def link(self) -> dict[str, str]:
        """What says that the teacher has one more account."""
        return {"person_id": self.teacher, "account_id": str(uuid4()), "reason": REASON}

    def bodies(self, *, lessons: str, staff: str) -> dict[str, Any]:
        """What a stranger sends, complete and true, so that it gets as far as the question whose it is.

        `lessons` and `staff` are the digests of what was shown.
        """
        return {
            CLEARANCES: CLEARANCE,
            f"{CLEARANCES}/confirmation": {"checked_on": "2026-03-21", "reference": REASON, "sha256": "0" * 64},
            f"{ASSIGNMENT}/ending": {"reason": "看看"},
            f"{ASSIGNMENT}/suspension": {"reason": "看看"},
            f"{CHANGE}/decision": {"decision": "confirm"},
            f"{LISTS}/{{import_id}}/decision": {"decision": "confirm", "digest": staff},
            "/v1/assignments": self.grant("class-teacher"),
            LINKS: self.link(),
            f"{LINK}/ending": {"reason": "看看"},
            f"{LINK}/decision": {"decision": "confirm"},
            "/v1/me/account-links": {"account_id": str(uuid4()), "reason": "看看"},
            "/v1/rotas": {"shifts": self.shifts},
            "/v1/lessons": {"session_ids": list(self.sessions)},
            "/v1/lessons/confirmations": {"held_on": "2026-03-31", "digest": lessons},
            STRIKE: {"reason": "教师未到", "part": "lesson"},
            "/v1/allowance-sheets": {"month": "2026-03"},
            f"{SHEET}/return": {"reason": "看看"},
            f"{SHEET}/signature": {"amount_fen": 1},
            f"{SHEET}/approval": {"amount_fen": 1},
        }


@pytest.fixture
async def made(
    service: Any,
    client: httpx.AsyncClient,
    signed: Any,
    workbook: Any,
    import_staff: Any,
    people: Any,
    fake_clock: Any,
    known: Any,
) -> Made:
    await import_staff(workbook(known.staff))
    fake_clock.move_to(datetime(2026, 4, 1, 2, tzinfo=UTC))
    school = School(client, signed, await people(), (str(known.session), str(known.later)))
    lessons = await school.teach()
    sheet = await school.post("E003", "school-accountant", "allowance-sheets", json={"month": "2026-03"})
    async with service.database.reading() as connection:
        query = text("SELECT id FROM assignment WHERE person_id = :person AND role = 'duty-teacher'")
        assignment = await connection.scalar(query, {"person": school.teacher})
    change = await school.keep("assignments", json=school.grant("school-cashier"))
    link = await school.keep("account-links", json=school.link())
    await school.enter_clearance()
    list_ = workbook([(*known.staff[3][:5], "3.3", *known.staff[3][6:])])
    sent = await school.keep("imports/staff", files={"file": ("a.xlsx", list_)})
    ids = {
        "person_id": school.teacher,
        "assignment_id": str(assignment),
        "change_id": change["id"],
        "link_id": link["id"],
        "import_id": sent["id"],
        "session_id": str(known.later),
        "sheet_id": sheet["id"],
    }
    names = (*(row[1] for row in known.staff), *(row[2] for row in known.staff))
    changed = [(*row[:4], "校长", *row[5:]) for row in known.staff if row[3] == SCHOOL[-10:]]
    secrets = (*ids.values(), *school.sessions, *names)
    bodies = school.bodies(lessons=lessons, staff=sent["digest"])
    return Made(service, client, signed, workbook(changed), ids, bodies, secrets)
