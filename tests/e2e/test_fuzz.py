"""Every operation of every contract is asked for what a generator makes up from the contract, rightly and wrongly.

Whoever asks is somebody of the city whose role may: what is made up reaches the code behind the checks, and the data
of a finished term.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

import httpx
import pytest
import requests
import schemathesis
from crew import Crew
from known import Known
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks

from sample_city.journey.term import people_to_try

ROOT = Path(__file__).parents[2]
ASKED_FOR = os.environ.get("KEHOU_FUZZ") or None
# Of each operation, beside what covers each bound and each key of its parameters and its body.
EXAMPLES = 3 if ASKED_FOR is None else int(ASKED_FOR)
# And of those as many as fit into a run of all suites: one in so many, always the same ones.
ONE_IN = 2 if ASKED_FOR is None else 1
TIMEOUT_S = 60


CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


class Visitor:
    """Asks each operation as somebody of the city who may."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._known = Known(crew.stack)
        self._session = requests.Session()
        self._by_role = crew.holders(login for login, _, _ in people_to_try(crew.stack.city()))

    def ask(self, case: schemathesis.Case, service: str) -> None:
        """Send the case; raises what the answer does that it may not."""
        made = (case.operation.label, case.meta.phase.data, case.query, case.body)
        if case.meta.phase.name is TestPhase.COVERAGE and not _one_in(ONE_IN, made):
            return
        self._fill(case, service)
        stack, headers = self._crew.stack, self._headers(case)
        prefix = "" if service == "sso" else f"/api/{service}"
        # Nobody's cookies: each request stands for itself.
        self._session.cookies.clear()
        response = case.call(stack.origin + prefix, self._session, headers, timeout=TIMEOUT_S)
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS and "edge." in response.text:
            # The gateway slows down whoever asks this much; the service behind it is asked all the same.
            behind = f"http://127.0.0.1:{stack.installation.ports[f'{service}-http']}"
            response = case.call(behind, self._session, headers, timeout=TIMEOUT_S)
        case.validate_response(response, checks=CHECKS)

    def _fill(self, case: schemathesis.Case, service: str) -> None:
        """Where the case asks rightly for something, let it be something that is there; now and then it is not."""
        right = {where for where, part in case.meta.components.items() if part.mode is GenerationMode.POSITIVE}
        if case.meta.phase.name is TestPhase.FUZZING and _one_in(4, case.path_parameters):
            return
        if ParameterLocation.PATH in right:
            case.path_parameters = self._filled(case.path_parameters, service)
        if ParameterLocation.QUERY in right:
            case.query = self._filled(case.query, service)
        if ParameterLocation.BODY in right:
            case.body = self._filled(case.body, service)

    def _filled(self, value: Any, service: str) -> Any:
        if isinstance(value, list):
            return [self._filled(one, service) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            name: known
            if isinstance(inner, str) and (known := self._known(service, name))
            else self._filled(inner, service)
            for name, inner in value.items()
        }

    def _headers(self, case: schemathesis.Case) -> dict[str, str]:
        told = case.operation.definition.raw
        if not told["security"]:
            return {}
        role = next((role for role in told["x-roles"] if role in self._by_role), "principal")
        person = self._by_role[role]
        return {
            "Authorization": f"Bearer {self._crew.token(person.login)}",
            "Kehou-Acting": person.acting,
            "Idempotency-Key": str(uuid4()),
        }


def _one_in(times: int, what: object) -> bool:
    # Sorted, because the order of a set differs each time.
    return crc32(json.dumps(what, sort_keys=True, default=str).encode()) % times == 0


@pytest.fixture(scope="module")
def visitor(finished_term: Any) -> Visitor:
    return Visitor(Crew(finished_term.stack))


def trying(service: str) -> Callable[..., None]:
    """A test of each operation of the service."""
    folder = "gateway" if service == "sso" else "services"
    config = SchemathesisConfig.from_dict(
        {
            "generation": {
                "max-examples": EXAMPLES,
                "deterministic": ASKED_FOR is None,
                "no-shrink": ASKED_FOR is None,
                "database": "none",
                "with-security-parameters": False,
            },
            "phases": {"coverage": {"unexpected-methods": ["patch"]}},
        }
    )
    contract = schemathesis.openapi.from_path(ROOT / folder / service / "openapi.json", config=config)

    @contract.parametrize()
    def tries(case: schemathesis.Case, visitor: Visitor) -> None:
        visitor.ask(case, service)

    return tries


test_breaks_nothing_of_enrolment = trying("enrolment")
test_breaks_nothing_of_billing = trying("billing")
test_breaks_nothing_of_staffing = trying("staffing")
test_breaks_nothing_of_vendor_registry = trying("vendor-registry")
test_breaks_nothing_of_inspection = trying("inspection")
test_breaks_nothing_of_sign_in = trying("sso")
