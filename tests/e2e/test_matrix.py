"""Every operation of the contracts, asked in every role by a foreign school, district, vendor and family.

The operations and who may ask them come from the contracts, so that a new one is tried without being listed here. Who
asks is somebody of the second school or a vendor that is out, signed in for real; where the city has no stranger of a
role, a token says so that Keycloak's own key has signed.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from crew import Crew
from genuine import Genuine
from known import Known
from natural_keys import differences, picture

from testkit.access import places

CONTRACTS = sorted(Path(__file__).parents[2].glob("services/*/openapi.json"))
FOREIGN_DISTRICT = "/3401/340199"
LIVES_S, USED_S = 60, 30
# They read the whole city by their office.
EVERYWHERE = frozenset({"auditor", "city-officer", "system-administrator"})
# What is published to everybody who is signed in, with the reason.
PUBLISHED = {
    "/api/enrolment/v1/catalogue": "a family compares what schools offer",
    "/api/enrolment/v1/organisations": "the directory of schools",
    "/api/vendor-registry/v1/whitelist": "the list is public",
}


@dataclass(frozen=True)
class Operation:
    """Where it is asked, which roles its guard names (none: anybody signed in), and which parameters it knows."""

    service: str
    method: str
    path: str
    roles: frozenset[str]
    parameters: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"/api/{self.service}{self.path}"

    @property
    def reads(self) -> bool:
        return self.method == "GET"


def operations() -> Iterator[Operation]:
    for file in CONTRACTS:
        for path, methods in json.loads(file.read_text())["paths"].items():
            for method, told in methods.items():
                if told["security"]:
                    asked = tuple(one["name"] for one in told["parameters"] if one["in"] == "query")
                    roles = frozenset(told["x-roles"]) - {"any"}
                    yield Operation(file.parent.name, method.upper(), path, roles, asked)


OPERATIONS = list(operations())


class Strangers:
    """Ask for what is the first school's, each role from a place that has no part in it."""

    def __init__(self, crew: Crew, genuine: Genuine, client: httpx.Client) -> None:
        self._crew, self._genuine, self._client = crew, genuine, client
        self._known = Known(crew.stack)
        self._signed: dict[str, tuple[str, float]] = {}

    @cached_property
    def roles(self) -> dict[str, str]:
        """Each role, and the assignment in which it is held by a stranger."""
        school, vendor = self._crew.stack.city().schools[1].path, self._crew.stack.city().vendors[1].uscc
        foreign = places(city="/3401", district=FOREIGN_DISTRICT, school=school, vendor=vendor)
        made = {role: f"{role}@{place}" for role, place in foreign.items()}
        return made | {role: person.acting for role, person in self._people.items()}

    @cached_property
    def _people(self) -> dict[str, Any]:
        school = self._crew.stack.city().schools[1]
        posts = {one.posts: one.number.lower() for one in reversed(school.staff)}
        return self._crew.holders([*posts.values(), school.pupils[0].guardian_login])

    def ask(self, operation: Operation, role: str) -> httpx.Response:
        return self._send(operation, self._token(role), self.roles[role])

    def ask_as_the_first_schools_own(self, operation: Operation) -> httpx.Response | None:
        """The answer to the school's principal or accountant, None where neither may ask."""
        school = self._known.school
        logins = (school.holding(post)[0].number.lower() for post in ("校长", "会计"))
        own = self._crew.holders(logins)
        person = next((person for role, person in own.items() if role in operation.roles), None)
        return person and self._send(operation, self._crew.token(person.login), person.acting)

    def _send(self, operation: Operation, token: str, acting: str) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {token}",
            "Kehou-Acting": acting,
            "Idempotency-Key": str(uuid4()),
            "If-Match": '"1"',
        }
        more: dict[str, Any] = {"params": self._query(operation)} if operation.reads else {"json": {}}
        return self._client.request(operation.method, self._address(operation), headers=headers, **more)

    def told(self, answer: httpx.Response) -> list[str]:
        """What an answer tells of the first school: its code and the ids of what is its own."""
        return [own for own in sorted(self._known.own()) if own in answer.text]

    def _token(self, role: str) -> str:
        if role in self._people:
            return self._crew.token(self._people[role].login)
        token, until = self._signed.get(role, ("", 0.0))
        if time.monotonic() >= until:
            somebody = str(uuid4())
            token = self._genuine.signed(
                exp=int(time.time()) + LIVES_S, sub=somebody, person_id=somebody, assignments=[self.roles[role]]
            )
            self._signed[role] = token, time.monotonic() + USED_S
        return token

    def _address(self, operation: Operation) -> str:
        address = operation.address
        while "{" in address:
            head, _, rest = address.partition("{")
            name, _, tail = rest.partition("}")
            address = head + (self._known(operation.service, name) or str(UUID(int=7))) + tail
        return address

    def _query(self, operation: Operation) -> dict[str, str]:
        asked = {name: self._known(operation.service, name) for name in operation.parameters}
        return {name: value for name, value in asked.items() if value}


@pytest.fixture(scope="module")
def strangers(finished_term: Any, genuine: Genuine) -> Iterator[Strangers]:
    with httpx.Client(base_url=finished_term.stack.origin, timeout=60) as client:
        yield Strangers(Crew(finished_term.stack), genuine, client)


def test_knows_every_role_that_the_contracts_name(strangers: Strangers) -> None:
    named = frozenset().union(*(operation.roles for operation in OPERATIONS))
    assert named - strangers.roles.keys() == frozenset()
    assert len(OPERATIONS) > 180


def test_refuses_every_role_that_an_operation_does_not_name(finished_term: Any, strangers: Strangers) -> None:
    wrong = []
    for operation in OPERATIONS:
        for role in sorted(strangers.roles.keys() - operation.roles if operation.roles else ()):
            answer = strangers.ask(operation, role)
            if answer.status_code != httpx.codes.FORBIDDEN:
                wrong.append((operation.method, operation.address, role, answer.status_code, answer.text[:160]))
    assert wrong == []
    assert differences(finished_term.left, picture(finished_term.stack)) == {}


def test_asks_for_what_is_there_to_be_told(strangers: Strangers) -> None:
    answers = [strangers.ask_as_the_first_schools_own(operation) for operation in OPERATIONS if operation.reads]
    assert sum(1 for answer in answers if answer and answer.is_success and strangers.told(answer)) > 20


def test_shows_a_stranger_nothing_of_the_first_school(strangers: Strangers) -> None:
    leaked = []
    for operation in OPERATIONS:
        if operation.reads and operation.address not in PUBLISHED:
            for role in sorted((operation.roles or strangers.roles.keys()) - EVERYWHERE):
                answer = strangers.ask(operation, role)
                if answer.is_server_error or (answer.is_success and strangers.told(answer)):
                    leaked.append((operation.address, role, answer.status_code, strangers.told(answer)))
    assert leaked == []


def test_changes_nothing_for_a_stranger(finished_term: Any, strangers: Strangers) -> None:
    wrong = []
    for operation in OPERATIONS:
        if not operation.reads:
            for role in sorted((operation.roles or strangers.roles.keys()) - EVERYWHERE):
                answer = strangers.ask(operation, role)
                if answer.is_success or answer.is_server_error:
                    wrong.append((operation.method, operation.address, role, answer.status_code, answer.text[:160]))
    assert wrong == []
    assert differences(finished_term.left, picture(finished_term.stack)) == {}
