"""`kehou demo --json` as somebody types it: its document, what the term of it must have met, and what it refuses."""

import base64
import json
from typing import Any

import httpx
from natural_keys import differences, picture

from sample_city.journey.stage import ROLES
from sample_city.journey.term import people_to_try
from stack.commands.demo import DOCUMENT, MARK

KINDS = {"wrong_amount", "double_payment", "unknown_payer", "late_arrival"}
# Through the day before: on that day the third vendor's licence ends.
DROPS_OUT_ON = "2026-05-16"
# Those that the sample city's files do not grant: they come from Keycloak, from families and from vendors.
OTHER_ROLES = {"system-administrator", "guardian", "vendor-applicant", "vendor-clerk", "instructor"}


def test_prints_one_document_and_nothing_else(finished_term: Any) -> None:
    assert finished_term.printed.count("\n") == 1
    assert finished_term.printed.endswith("}\n")
    assert tuple(finished_term.figures) == DOCUMENT


def test_loses_no_event_leaves_no_exception_and_closes_the_books(finished_term: Any) -> None:
    figures = finished_term.figures
    assert (figures["pack"], figures["pupils"]) == ("hefei", len(finished_term.stack.city().pupils))
    assert (figures["events_lost"], figures["events_dead"], figures["exceptions_open"]) == (0, 0, 0)
    assert (figures["ledger_balanced"], figures["month_closed"]) == (True, True)
    assert figures["events_applied"] > figures["events_published"] > 0
    empty = [
        name for name in DOCUMENT if not figures[name] and name not in ("events_lost", "events_dead", "exceptions_open")
    ]
    assert empty == []


def test_prints_what_the_databases_hold(finished_term: Any) -> None:
    billed = """
SELECT count(*) AS bills, sum(b.amount_fen) AS billed_fen, sum(b.waived_fen) AS waived_fen,
       sum(b.paid_fen) AS collected_fen,
       (SELECT sum(amount_fen) FROM refund WHERE state = 'paid' AND bill_id IS NOT NULL) AS refunded_fen,
       (SELECT count(*) FROM statement_line) AS statement_lines,
       (SELECT count(*) FROM statement_line WHERE state = 'matched') AS matched_lines,
       (SELECT count(*) FROM difference) AS exceptions_found,
       (SELECT sum(amount_fen) FROM settlement) AS settlement_fen,
       (SELECT sum(amount_fen) FROM subsidy WHERE kind = 'subsidy') AS subsidy_fen
FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
"""
    paid = "SELECT count(*) AS allowance_lines, sum(amount_fen) AS allowance_fen FROM allowance_line"
    placed = "SELECT count(*) AS applications FROM application"
    queries = {"billing": billed, "staffing": paid, "enrolment": placed}
    found = {
        name: value for service, query in queries.items() for name, value in _one(finished_term, service, query).items()
    }
    assert found == {name: finished_term.figures[name] for name in found}


def _one(finished_term: Any, service: str, query: str) -> dict[str, Any]:
    [row] = finished_term.stack.rows(service, query)
    return dict(row)


def test_lets_the_third_vendor_drop_out_by_itself_suspending_and_refunding_its_lessons(finished_term: Any) -> None:
    stack = finished_term.stack
    first, _, third = stack.city().vendors
    listings = stack.rows(
        "vendor-registry",
        "SELECT v.uscc, l.vendor_id, l.id, l.delisted_on, l.reason FROM listing l JOIN vendor v ON v.id = l.vendor_id",
    )
    left = {row["uscc"]: (row["delisted_on"], row["reason"]) for row in listings}
    assert left == {first.uscc: (None, None), third.uscc: (DROPS_OUT_ON, "licence_expired")}
    [out] = [row for row in listings if row["uscc"] == third.uscc]
    told = f"subject = 'listing/{out['id']}' AND action = 'vendor_registry.vendor_delisted'"
    assert stack.rows("vendor-registry", f"SELECT role FROM chassis.audit_entry WHERE {told}") == [
        {"role": "system-vendor-registry"}
    ]

    of_its = f"JOIN offering o ON o.id = s.offering_id AND o.vendor_id = '{out['vendor_id']}'"
    sessions = stack.rows("enrolment", f"SELECT s.state, s.reason, s.held_on, s.id FROM session s {of_its}")
    after = [row for row in sessions if row["held_on"] >= DROPS_OUT_ON]
    assert after
    assert {(row["state"], row["reason"]) for row in after} == {("suspended", "vendor_out")}
    assert {row["state"] for row in sessions if row["held_on"] < DROPS_OUT_ON} == {"closed"}
    others = stack.rows("enrolment", "SELECT count(*) AS suspended FROM session WHERE state = 'suspended'")
    assert others == [{"suspended": len(after)}]
    lessons = ",".join(f"'{row['id']}'" for row in after)
    assert stack.rows("staffing", f"SELECT session_id FROM lesson WHERE session_id IN ({lessons})") == []

    placements = (
        f"SELECT s.id FROM placement s {of_its} WHERE s.end_reason = 'vendor_out' AND s.agreement_id IS NOT NULL"
    )
    ended = {row["id"] for row in stack.rows("enrolment", placements)}
    refunds = stack.rows("billing", "SELECT placement_id, state, amount_fen FROM refund WHERE reason = 'vendor_out'")
    assert {row["placement_id"] for row in refunds} == ended
    paid = [row for row in refunds if row["amount_fen"]]
    assert paid
    assert {row["state"] for row in paid} == {"paid"}


def test_meets_each_kind_of_exception_and_leaves_none_unresolved(finished_term: Any) -> None:
    found = finished_term.stack.rows(
        "billing", "SELECT kind, state, resolution, proposed_by, resolved_by FROM difference"
    )
    assert {row["kind"] for row in found} == KINDS
    assert {row["state"] for row in found} == {"resolved"}
    assert len(found) == finished_term.figures["exceptions_found"]
    for row in found:
        assert row["resolution"], row
        if row["kind"] != "late_arrival":
            assert row["proposed_by"] != row["resolved_by"], "one officer named it, another agreed"


def test_names_an_account_of_each_role_that_signs_in(finished_term: Any) -> None:
    stack = finished_term.stack
    held: set[str] = set()
    for login, _, _ in people_to_try(stack.city()):
        with stack.browserless(login, "") as client:
            token = client.headers["Authorization"].removeprefix("Bearer ")
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==="))
        held |= {assignment.split("@")[0] for assignment in claims["assignments"]}
    assert held == set(ROLES.values()) | OTHER_ROLES


def test_refuses_to_begin_on_data_that_no_demo_made(finished_term: Any) -> None:
    stack = finished_term.stack
    mark = stack.control.state / MARK
    mark.unlink()
    try:
        again = stack.demo()
        assert (again.returncode, again.stdout) == (1, "")
        assert "no demo made" in " ".join(again.stderr.split())
        assert not mark.exists()
    finally:
        mark.touch()
    assert httpx.get(f"{stack.origin}/", timeout=30).status_code == httpx.codes.OK
    assert differences(finished_term.left, picture(stack)) == {}
