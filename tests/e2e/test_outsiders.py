"""What an outsider tries at the gateway and at the brokers of a city whose term is lived (docs/threat-model.md)."""

import asyncio
import base64
import json
from typing import Any

import httpx
import pytest
from crew import GUARDIAN, Crew
from kafka.errors import KafkaError, TopicAuthorizationFailedError

from chassis.transport import KafkaSecurity
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from sample_city.journey.preparation import said_of
from sample_city.people import Person
from stack.environment import kafka_security
from stack.installation import ADMINISTRATOR
from stack.sample_accounts import add_accounts
from testkit.forging import Forgery

ENROLMENT, VENDORS = "/api/enrolment/v1", "/api/vendor-registry/v1"
STRANGER = Person("stranger1", GUARDIAN)
APPLICANT = "vendor-applicant@/vendor-applicant"
SQUATTER = Person("squatter1", APPLICANT)
# A valid unified social credit code that no vendor of the city has.
FREE_CODE = "91110000802100433B"
WRONG_CODE = "K7QF-2M9X-TB4"
TRIES = 30


@pytest.fixture(scope="module")
def crew(finished_term: Any) -> Crew:
    """Beside the people of the city strangers have signed up, as anybody may."""
    strangers = {STRANGER.login: GUARDIAN, SQUATTER.login: APPLICANT}
    add_accounts(finished_term.stack.installation, strangers, done=lambda count: None)
    return Crew(finished_term.stack)


def test_binds_no_child_by_what_many_know(crew: Crew) -> None:
    """Name, class and number are on many lists; a code is not, and nobody may try codes for long."""
    pupil = crew.stack.city().schools[0].pupils[1]
    known = said_of(pupil)
    refused = crew(STRANGER, "POST", f"{ENROLMENT}/children/claims", json=known)
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY, refused.text
    answers = [
        crew(STRANGER, "POST", f"{ENROLMENT}/children/claims", json={**known, "code": WRONG_CODE}) for _ in range(TRIES)
    ]
    codes = [answer.json()["code"] for answer in answers]
    assert not any(answer.is_success for answer in answers)
    assert codes[0] == "enrolment.claim_not_proven"
    assert "enrolment.claims_locked" in codes, codes
    assert crew.must(STRANGER, "GET", f"{ENROLMENT}/children") == []
    family = crew.family(pupil)
    assert crew.must(family, "GET", f"{ENROLMENT}/notices")["items"][0]["kind"] == "claim_tried"


def test_makes_nobody_an_auditor_by_writing_to_the_brokers(crew: Crew) -> None:
    """Neither a stranger nor a service that was broken into, nor whoever owns the brokers."""
    stack = crew.stack
    person = _claims(crew.token(STRANGER.login))["person_id"]
    wish = AssignmentsChanged(person_id=person, assignments=["auditor@/3401", GUARDIAN], active=True)
    forged = Forgery("staffing.assignment", person, 1, wish, "staffing")
    with pytest.raises((KafkaError, TimeoutError)):
        asyncio.run(forged.write(stack.bootstrap, request_timeout_ms=2_000))
    broken_into = KafkaSecurity(**kafka_security(stack.installation, "enrolment"))
    with pytest.raises(TopicAuthorizationFailedError):
        asyncio.run(forged.write(stack.bootstrap, security=broken_into))
    foreign = "SELECT count(*) AS n FROM chassis.dead_letter WHERE state = 'foreign'"
    [before] = stack.rows("sso", foreign)
    owner = KafkaSecurity(**kafka_security(stack.installation, ADMINISTRATOR))
    asyncio.run(forged.write(stack.bootstrap, security=owner))
    stack.settle()
    assert _claims(stack.token(STRANGER.login, anew=True))["assignments"] == [GUARDIAN]
    assert stack.rows("sso", foreign)[0]["n"] == before["n"] + 1


def test_gives_nobody_the_role_of_a_company_for_knowing_its_code(crew: Crew) -> None:
    """A credit code is public: who registers it is its clerk once the market office has seen licence and registrant."""
    city = crew.stack.city()
    entity = {
        "district": city.district_path,
        "name": "甲艺术培训有限公司",
        "platform_number": "PT000001",
        "bank_name": "中国工商银行合肥分行",
        "account": "6222000012345678",
        "account_name": "甲艺术培训有限公司",
        "clerk_name": "张三",
    }
    taken = crew(SQUATTER, "POST", f"{VENDORS}/vendors", json={**entity, "uscc": city.vendors[0].uscc})
    assert (taken.status_code, taken.json()["code"]) == (409, "vendor_registry.already_registered")
    claimed = crew.must(SQUATTER, "POST", f"{VENDORS}/vendors", json={**entity, "uscc": FREE_CODE})
    assert claimed["state"] == "waiting"
    crew.stack.settle()
    assert _claims(crew.stack.token(SQUATTER.login, anew=True))["assignments"] == [APPLICANT]


@pytest.mark.parametrize("realm", ["kehou", "master"])
def test_gives_no_token_for_a_password_alone(crew: Crew, realm: str) -> None:
    """Keycloak's own client for its administration takes passwords by API: not from outside."""
    password = str(crew.stack.installation.secrets["keycloak_admin_password"])
    form = {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": password}
    address = f"{crew.stack.origin}/realms/{realm}/protocol/openid-connect/token"
    answer = httpx.post(address, data=form, timeout=30)
    assert answer.status_code >= httpx.codes.BAD_REQUEST
    assert "access_token" not in answer.text


@pytest.mark.parametrize("path", ["/admin/realms/kehou/users", "/admin/master/console/", "/realms/master/account"])
def test_shows_nothing_of_keycloaks_administration(crew: Crew, path: str) -> None:
    portal = httpx.get(crew.stack.origin + "/no-page-of-anybody", timeout=30)
    answer = httpx.get(crew.stack.origin + path, timeout=30)
    assert answer.status_code == httpx.codes.NOT_FOUND or answer.content == portal.content


def test_answers_others_while_somebody_sends_requests_that_never_end(crew: Crew) -> None:
    """Fifteen requests of 20 MiB that stop half way hold neither the gateway nor the service."""
    host, port = crew.stack.origin.removeprefix("http://").split(":")

    async def stuck() -> asyncio.StreamWriter:
        _, writer = await asyncio.open_connection(host, int(port))
        head = f"POST {VENDORS}/public/rounds HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {20 * 2**20}\r\n\r\n"
        writer.write(head.encode() + bytes(2**20))
        return writer

    async def attack() -> int:
        writers = [await stuck() for _ in range(15)]
        try:
            async with httpx.AsyncClient(timeout=30) as client:
                headers = {"Authorization": f"Bearer {token}", "Kehou-Acting": GUARDIAN}
                answer = await client.get(f"{crew.stack.origin}{ENROLMENT}/children", headers=headers)
            return answer.status_code
        finally:
            for writer in writers:
                writer.close()

    token = crew.token(STRANGER.login)
    assert asyncio.run(attack()) == httpx.codes.OK


def _claims(token: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==="))
    return said
