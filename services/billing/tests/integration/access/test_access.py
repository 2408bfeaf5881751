"""Each route with each role, in the own and in a foreign organisation, about real things: nothing leaks or changes."""

from collections.abc import Mapping
from typing import Any

from billing.bootstrap import ROUTERS
from chassis.http.access import Guard, guards_of, unguarded_routes
from testkit.access import SCHOOL_ROLES, places, routes_of

ROUTES = routes_of(ROUTERS)
DISTRICT, FOREIGN_DISTRICT = "/3401/340104", "/3401/340103"
SCHOOL, NEIGHBOUR, FOREIGN_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002", f"{FOREIGN_DISTRICT}/2134010009"

OWN = places(city="/3401", district=DISTRICT, school=SCHOOL, vendor="91340100MA0000001X")
FOREIGN = places(city="/3402", district=FOREIGN_DISTRICT, school=FOREIGN_SCHOOL, vendor="91340100MA0000002X")

ACCOUNTANT, PRINCIPAL, OFFICER = {"school-accountant"}, {"principal"}, {"finance-officer"}
MONEY_OFFICES = {"finance-officer", "auditor"}
OFFICES = MONEY_OFFICES | {"district-officer"}
SCHOOL_MONEY = {"principal", "school-accountant", "school-cashier"}
BOOKS = OFFICES | SCHOOL_MONEY | {"school-administrator"}
# Who left is no business of an office that does not act on it (C5.8).
BILLS = MONEY_OFFICES | SCHOOL_MONEY | {"guardian"}
STATEMENTS = MONEY_OFFICES | SCHOOL_MONEY
SENDERS = {"finance-officer", "school-cashier"}
CONFIRMERS = {"finance-officer", "school-accountant"}
# Who may call each route. One that is missing here fails the tests: think first of who may call it.
ALLOWED: Mapping[tuple[str, str], set[str]] = {
    ("POST", "/v1/imports/accounting-units"): {"district-officer", "finance-officer"},
    ("GET", "/v1/accounting-units"): BOOKS,
    ("GET", "/v1/accounting-unit-changes"): OFFICES | {"principal", "school-accountant"},
    ("GET", "/v1/accounting-unit-changes/{change_id}"): OFFICES | {"principal", "school-accountant"},
    ("POST", "/v1/accounting-unit-changes/{change_id}/confirmation"): OFFICER,
    ("POST", "/v1/accounting-unit-changes/{change_id}/rejection"): {"district-officer", "finance-officer"},
    ("POST", "/v1/price-notices"): ACCOUNTANT,
    ("POST", "/v1/price-notices/{notice_id}/publication"): PRINCIPAL,
    ("GET", "/v1/price-notices"): BOOKS,
    ("POST", "/v1/imports/waivers"): ACCOUNTANT,
    ("POST", "/v1/waivers"): ACCOUNTANT | {"guardian"},
    ("POST", "/v1/waivers/{waiver_id}/decision"): PRINCIPAL,
    ("GET", "/v1/waivers"): {"guardian", "school-accountant", "principal", "auditor"},
    ("POST", "/v1/bill-runs"): {"school-accountant", "district-officer"},
    ("GET", "/v1/bill-runs"): BOOKS,
    ("GET", "/v1/bill-runs/{run_id}"): BOOKS,
    ("GET", "/v1/bill-runs/{run_id}/refusals"): STATEMENTS,
    ("GET", "/v1/bills"): BILLS,
    ("GET", "/v1/bills/{bill_id}"): BILLS | {"district-officer"},
    ("GET", "/v1/bills/{bill_id}/explanation"): {"guardian", "school-accountant", "auditor"},
    ("GET", "/v1/bills/{bill_id}/payments"): BILLS | {"district-officer"},
    ("POST", "/v1/bills/{bill_id}/payment-orders"): {"guardian"},
    ("GET", "/v1/payment-orders"): MONEY_OFFICES | {"guardian", "school-cashier", "school-accountant"},
    ("POST", "/v1/refunds"): ACCOUNTANT,
    ("POST", "/v1/refunds/{refund_id}/preparation"): ACCOUNTANT,
    ("POST", "/v1/refunds/{refund_id}/approval"): PRINCIPAL,
    ("GET", "/v1/refunds"): BILLS,
    ("GET", "/v1/refunds/{refund_id}"): BILLS,
    ("GET", "/v1/payments-due"): STATEMENTS,
    ("POST", "/v1/payments-due/{number}/payee"): SENDERS,
    ("POST", "/v1/statements"): SENDERS,
    ("PUT", "/v1/statements/{statement_id}/parts/{number}"): SENDERS,
    ("POST", "/v1/statements/{statement_id}/import"): SENDERS,
    ("POST", "/v1/statements/{statement_id}/confirmation"): CONFIRMERS,
    ("POST", "/v1/statements/{statement_id}/rejection"): CONFIRMERS,
    ("GET", "/v1/statements"): STATEMENTS,
    ("GET", "/v1/statements/{statement_id}"): STATEMENTS,
    ("GET", "/v1/statement-lines"): STATEMENTS,
    ("GET", "/v1/statement-lines/{line_id}/candidates"): STATEMENTS,
    ("POST", "/v1/statement-lines/{line_id}/party"): OFFICER,
    ("GET", "/v1/matches"): STATEMENTS,
    ("POST", "/v1/matches"): OFFICER,
    ("DELETE", "/v1/matches/{line_id}"): OFFICER,
    ("GET", "/v1/exceptions"): STATEMENTS,
    ("POST", "/v1/exceptions/{exception_id}/resolution"): OFFICER,
    ("POST", "/v1/exceptions/{exception_id}/resolution/approval"): OFFICER,
    ("POST", "/v1/settlements"): ACCOUNTANT,
    ("POST", "/v1/settlements/{settlement_id}/confirmation"): {"vendor-clerk"},
    ("POST", "/v1/settlements/{settlement_id}/payment"): PRINCIPAL,
    ("GET", "/v1/settlements"): BOOKS | {"vendor-clerk"},
    ("GET", "/v1/settlements/{settlement_id}"): BOOKS | {"vendor-clerk"},
    ("GET", "/v1/settlements/{settlement_id}/lessons"): BOOKS | {"vendor-clerk"},
    ("POST", "/v1/settlements/{settlement_id}/pay-file"): SENDERS,
    ("POST", "/v1/subsidies"): OFFICER,
    ("POST", "/v1/budget-claims"): OFFICER,
    ("GET", "/v1/subsidies"): BOOKS - {"district-officer"},
    ("GET", "/v1/subsidies/{subsidy_id}"): BOOKS - {"district-officer"},
    ("GET", "/v1/subsidies/{subsidy_id}/roll"): STATEMENTS,
    ("GET", "/v1/reconciliations"): STATEMENTS | {"district-officer"},
    ("GET", "/v1/reconciliations/{unit}/{month}"): STATEMENTS,
    ("GET", "/v1/reconciliations/{unit}/{month}/statement.xlsx"): STATEMENTS,
    ("POST", "/v1/reconciliations/{unit}/{month}/signatures"): OFFICER,
    ("POST", "/v1/months/{unit}/{month}/close"): OFFICER,
    ("GET", "/v1/audit-verifications"): {"auditor", "system-administrator"},
    ("GET", "/v1/ledger/balances"): MONEY_OFFICES | {"principal", "school-accountant"},
}
STRONG = {
    ("POST", "/v1/accounting-unit-changes/{change_id}/confirmation"),
    ("POST", "/v1/accounting-unit-changes/{change_id}/rejection"),
    ("POST", "/v1/statements/{statement_id}/confirmation"),
    ("POST", "/v1/statements/{statement_id}/rejection"),
    ("POST", "/v1/imports/accounting-units"),
    ("POST", "/v1/waivers/{waiver_id}/decision"),
    ("POST", "/v1/price-notices/{notice_id}/publication"),
    ("POST", "/v1/statement-lines/{line_id}/party"),
    ("POST", "/v1/matches"),
    ("DELETE", "/v1/matches/{line_id}"),
    ("POST", "/v1/exceptions/{exception_id}/resolution"),
    ("POST", "/v1/exceptions/{exception_id}/resolution/approval"),
    ("POST", "/v1/refunds/{refund_id}/approval"),
    ("POST", "/v1/statements"),
    ("PUT", "/v1/statements/{statement_id}/parts/{number}"),
    ("POST", "/v1/statements/{statement_id}/import"),
    ("POST", "/v1/subsidies"),
    ("POST", "/v1/budget-claims"),
    ("POST", "/v1/settlements/{settlement_id}/confirmation"),
    ("POST", "/v1/settlements/{settlement_id}/payment"),
    ("POST", "/v1/settlements/{settlement_id}/pay-file"),
    ("POST", "/v1/payments-due/{number}/payee"),
    ("POST", "/v1/reconciliations/{unit}/{month}/signatures"),
    ("POST", "/v1/months/{unit}/{month}/close"),
}
# The neighbour's own unit is in them, and what became of the unit that kept its books before.
OF_UNITS = {"/v1/accounting-units": {"HS0002"}, "/v1/accounting-unit-changes": {"HS0001", "HS0002"}}
# Lists and sums: of what one does not see there is nothing in them.
LISTED = {"/v1/bill-runs/{run_id}/refusals", "/v1/ledger/balances"}
# Of the whole installation, and empty until a day has passed.
OF_NOBODY = {"/v1/audit-verifications"}
OF_A_SCHOOL = {"/v1/bill-runs/{run_id}/refusals", "/v1/payments-due", "/v1/settlements/{settlement_id}/pay-file"}
# Whoever names an organisation that is not the own one knows of it already.
NAMES_AN_ORGANISATION = {"/v1/price-notices", "/v1/bill-runs", "/v1/subsidies"}
# A file is refused as a whole, with the fault of the row.
FILES = {
    "/v1/imports/accounting-units": "billing.outside_own_organisation",
    "/v1/imports/waivers": "billing.pupil_unknown",
}


def test_says_of_every_route_who_may_call_it(billing: Any) -> None:
    assert unguarded_routes(billing.service.app) == []
    guards = {
        key: {guard for guard in guards_of(route.dependant) if isinstance(guard, Guard)}
        for key, route in ROUTES.items()
    }
    assert {key: set(next(iter(found)).roles) for key, found in guards.items()} == ALLOWED
    assert {key for key, found in guards.items() if any(guard.strong_within_s for guard in found)} == STRONG


async def test_refuses_every_role_a_route_does_not_name(made: Any) -> None:
    before, wrong = await made.fingerprint(), []
    for (method, path), allowed in ALLOWED.items():
        for role in OWN.keys() - allowed:
            answer = await made.ask(method, path, made.headers(role, OWN[role], f"own {role}"))
            if (answer.status_code, answer.json()["code"]) != (403, "chassis.role_not_allowed"):
                wrong.append((method, path, role, answer.status_code, answer.text[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before


async def test_refuses_every_route_without_a_token(made: Any) -> None:
    before = await made.fingerprint()
    for method, path in ALLOWED:
        answer = await made.ask(method, path, {"Idempotency-Key": "x" * 12})
        assert (answer.status_code, answer.json()["code"]) == (401, "chassis.token_missing"), (method, path)
    assert await made.fingerprint() == before


async def test_shows_and_changes_nothing_of_another_organisation(made: Any) -> None:
    before, wrong = await made.fingerprint(), []
    for (method, path), allowed in ALLOWED.items():
        for role in sorted(allowed):
            answer = await made.ask(method, path, made.headers(role, FOREIGN[role], f"foreign {role}"))
            if not hidden(method, path, answer, made):
                wrong.append((method, path, role, answer.status_code, answer.text[:300]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before


async def test_keeps_a_neighbour_school_out(made: Any) -> None:
    before, wrong = await made.fingerprint(), []
    for (method, path), allowed in ALLOWED.items():
        for role in sorted(allowed & SCHOOL_ROLES):
            answer = await made.ask(method, path, made.headers(role, NEIGHBOUR, f"neighbour {role}"))
            if path in OF_UNITS and OF_UNITS[path] == {one["code"] for one in items_of(answer.json())}:
                assert made.ids["change_id"] not in answer.text
                continue
            if not hidden(method, path, answer, made):
                wrong.append((method, path, role, answer.status_code, answer.text[:300]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before


async def test_shows_the_money_of_a_unit_of_several_schools_to_none_of_them(made: Any) -> None:
    await made.let_the_unit_serve_the_neighbour_too()
    before, wrong = await made.fingerprint(), []
    for method, path in ALLOWED:
        if ALLOWED[method, path] != STATEMENTS or path in OF_A_SCHOOL:
            continue
        for role in sorted(SCHOOL_MONEY):
            answer = await made.ask(method, path, made.headers(role, SCHOOL, f"own {role}"))
            if not hidden(method, path, answer, made):
                wrong.append((method, path, role, answer.status_code, answer.text[:300]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before


def hidden(method: str, path: str, answer: Any, made: Any) -> bool:
    """Not there, as if it did not exist; a list of what one may see is empty. No answer holds a word of the others'."""
    if any(secret in answer.text for secret in made.secrets if secret not in str(answer.url)):
        return False
    shown, status = answer.json(), answer.status_code
    if method == "POST" and path in NAMES_AN_ORGANISATION:
        return (status, shown["code"]) == (403, "kernel.outside_own_organisation")
    if path in FILES:
        return status == 422 and FILES[path] in {one["code"] for one in shown["errors"]}
    if method == "GET" and ("{" not in path or path in LISTED):
        return status == 200 and items_of(shown) == []
    return bool(status == 404)


def items_of(shown: Any) -> list[Any]:
    return shown if isinstance(shown, list) else shown["items"]


async def test_shows_each_of_these_things_to_whom_they_belong(made: Any) -> None:
    """What the tests above ask for exists: whoever may see it does."""
    for (method, path), allowed in ALLOWED.items():
        for role in sorted(allowed) if method == "GET" else ():
            who = {"guardian": "guardian"}.get(role, f"own {role}")
            answer = await made.ask(method, path, made.headers(role, OWN[role], who))
            assert answer.status_code == 200, (path, role, answer.text)
            if ("{" not in path and path not in OF_NOBODY) or path in LISTED:
                assert items_of(answer.json()) != [], (path, role)


async def test_lets_only_its_own_family_pay_a_bill(made: Any) -> None:
    address = f"/bills/{made.ids['bill_id']}/payment-orders"
    seen = {"amount_fen": (await made.city.get("guardian", f"/bills/{made.ids['bill_id']}"))["still_due_fen"]}
    first = await made.city.post("guardian", address, seen)
    again = await made.city.post("guardian", address, seen)
    assert first["id"] == again["id"]
    await made.city.post("foreign guardian", address, seen, status=404)


async def test_asks_for_a_recent_strong_sign_in_before_money_leaves(made: Any) -> None:
    before = await made.fingerprint()
    for method, path in ALLOWED:
        if (method, path) not in STRONG:
            continue
        for role in ALLOWED[method, path]:
            weak = made.headers(role, OWN[role], f"own {role}", acr="1")
            answer = await made.ask(method, path, weak)
            assert (answer.status_code, answer.json()["code"]) == (401, "chassis.strong_sign_in_required"), path
    assert await made.fingerprint() == before


async def test_lets_only_who_bills_stop_a_bill_run_and_only_who_reads_the_books_look_on(made: Any) -> None:
    run = await made.city.get("accountant", f"/bill-runs/{made.ids['run_id']}")
    address = f"/v1/operations/{run['operation_id']}"
    runners, client = {"school-accountant", "district-officer"}, made.city.client
    before, wrong = await made.fingerprint(), []
    for place, sees in ((OWN, BOOKS), (FOREIGN, set[str]())):
        for role, where in place.items():
            headers = made.headers(role, where, f"some {role}")
            asked = [
                await client.get(address, headers=headers),
                await client.post(f"{address}/cancel", headers=headers),
            ]
            # The run is over: who may stop it is told so.
            expected = [200, 409 if role in runners else 403] if role in sees else [404, 404]
            if [answer.status_code for answer in asked] != expected:
                wrong.append((role, where, [answer.text[:200] for answer in asked]))
    assert not wrong, "\n".join(map(str, wrong))
    assert await made.fingerprint() == before
