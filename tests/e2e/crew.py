"""Everybody of the sample city at the gateway, each signed in once and asking for one thing at a time."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from own_stack import OwnStack

from sample_city.city import Pupil, School
from sample_city.people import Person

GUARDIAN = "guardian@/family"
STRONGER = "chassis.strong_sign_in_required"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Crew:
    """`crew(person, method, path)` → the answer; each request has an idempotency key of its own unless one is given."""

    stack: OwnStack

    def at(self, school: School, post: str, role: str) -> Person:
        return Person(school.holding(post)[0].number.lower(), f"{role}@{school.path}")

    def officer(self, post: str, role: str, place: int = 0) -> Person:
        """The officer of the district, the first, the second, … of those who hold the post."""
        city = self.stack.city()
        return Person(city.officers_holding(post)[place].number.lower(), f"{role}@{city.district_path}")

    def of_city(self, post: str, role: str, place: int = 0) -> Person:
        return Person(self.stack.city().officers_holding(post)[place].number.lower(), f"{role}@/3401")

    def family(self, pupil: Pupil) -> Person:
        return Person(pupil.guardian_login, GUARDIAN)

    def holders(self, logins: Iterable[str]) -> dict[str, Person]:
        """Role → the first of these people who holds it, with where they hold it, as their own tokens say."""
        found: dict[str, Person] = {}
        for login in logins:
            claims = self.token(login).split(".")[1]
            for acting in json.loads(base64.urlsafe_b64decode(claims + "==="))["assignments"]:
                found.setdefault(acting.partition("@")[0], Person(login, acting))
        return found

    def __call__(self, person: Person, method: str, path: str, **more: Any) -> httpx.Response:
        answer = self._send(person, method, path, **more)
        if answer.status_code == httpx.codes.UNAUTHORIZED and STRONGER in answer.text:
            self.stack.token(person.login, anew=True)
            answer = self._send(person, method, path, **more)
        return answer

    def must(self, person: Person, method: str, path: str, **more: Any) -> Any:
        answer = self(person, method, path, **more)
        assert answer.is_success, f"{person.acting} {method} {path}: {answer.status_code} {answer.text[:600]}"
        return answer.json() if answer.content else None

    def token(self, login: str) -> str:
        return self.stack.token(login)

    def _send(self, person: Person, method: str, path: str, **more: Any) -> httpx.Response:
        own = {"Authorization": f"Bearer {self.token(person.login)}", "Kehou-Acting": person.acting}
        headers = {**own, "Idempotency-Key": str(uuid4()), **more.pop("headers", {})}
        return httpx.request(method, self.stack.origin + path, headers=headers, timeout=60, **more)
