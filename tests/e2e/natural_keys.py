"""What a term left behind, without identifiers, so that two runs can be laid side by side.

Pupils are known by their draw key (made from the pupil number by a keyed hash), schools by their path, courses by their title,
vendors by their credit code. Reads the services' own databases: this is the test's view from behind, no service may do it.
"""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

from collections.abc import Mapping
from typing import Any

Picture = Mapping[str, list[dict[str, Any]]]

# Name → (service, query). The rows come sorted by everything they hold.
QUERIES: Mapping[str, tuple[str, str]] = {
    "applications": (
        "enrolment",
        """
SELECT encode(p.draw_key, 'hex') AS pupil, a.state, a.weekdays, a.courses_wanted,
       ARRAY(SELECT o.title FROM unnest(a.wishes) WITH ORDINALITY AS w (id, place) JOIN offering o ON o.id = w.id
             ORDER BY w.place) AS wishes
FROM application a JOIN pupil p ON p.id = a.pupil_id
""",
    ),
    "placements": (
        "enrolment",
        """
SELECT encode(p.draw_key, 'hex') AS pupil, m.school_path, o.title, m.state, m.position, m.weekdays, m.ended_on, m.end_reason
FROM placement m JOIN pupil p ON p.id = m.pupil_id JOIN offering o ON o.id = m.offering_id
""",
    ),
    "agreements": (
        "enrolment",
        """
SELECT encode(p.draw_key, 'hex') AS pupil, a.state, i.title, i.price_fen, i.consumables_fen, i.entrusted
FROM agreement a JOIN pupil p ON p.id = a.pupil_id JOIN agreement_item i ON i.agreement_id = a.id
""",
    ),
    "rolls": (
        "enrolment",
        """
SELECT s.school_path, o.title, s.held_on, s.state, encode(p.draw_key, 'hex') AS pupil, u.mark
FROM session s JOIN offering o ON o.id = s.offering_id
LEFT JOIN roll r ON r.session_id = s.id AND r.correction = s.correction
LEFT JOIN LATERAL unnest(r.pupil_ids, r.marks) AS u (pupil_id, mark) ON TRUE
LEFT JOIN pupil p ON p.id = u.pupil_id
""",
    ),
    "bills": (
        "billing",
        """
SELECT encode(p.draw_key, 'hex') AS pupil, b.school_path, b.unit_code, b.term, b.amount_fen, b.waived_fen, b.due_fen, b.paid_fen,
       b.refunded_fen
FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published' JOIN pupil p ON p.pupil_id = b.pupil_id
""",
    ),
    "bill lines": (
        "billing",
        """
SELECT encode(p.draw_key, 'hex') AS pupil, l.kind, l.product, l.amount_fen, l.released_fen, l.returned_fen, l.financed_by
FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published' JOIN pupil p ON p.pupil_id = b.pupil_id
JOIN bill_line l ON l.bill_id = b.id
""",
    ),
    # Fees are held per contract: in a natural account code the contract is its vendor's at that school.
    "books": (
        "billing",
        """
SELECT unit_code, month, account, sum(debit_fen) AS debit_fen, sum(credit_fen) AS credit_fen FROM (
    SELECT p.unit_code, p.month, coalesce(c.uscc || c.school_path, a.code) AS account,
           CASE WHEN p.debit = a.id THEN p.amount_fen ELSE 0 END AS debit_fen,
           CASE WHEN p.credit = a.id THEN p.amount_fen ELSE 0 END AS credit_fen
    FROM posting p JOIN ledger_account a ON a.id IN (p.debit, p.credit)
    LEFT JOIN contract c ON a.code LIKE '%' || c.contract_id
) AS sides GROUP BY 1, 2, 3
""",
    ),
    "months": ("billing", "SELECT unit_code, month, state FROM ledger_month"),
    "statement lines": (
        "billing",
        "SELECT unit_code, source, kind, booked_on, amount_fen, state, rule FROM statement_line",
    ),
    "exceptions": ("billing", "SELECT unit_code, kind, amount_fen, found_on, state, resolution FROM difference"),
    "refunds": (
        "billing",
        """
SELECT encode(p.draw_key, 'hex') AS pupil, f.school_path, f.reason, f.state, f.route, f.amount_fen, f.cancelled_fen, f.paid_on
FROM refund f LEFT JOIN pupil p ON p.pupil_id = f.pupil_id
""",
    ),
    "settlements": ("billing", "SELECT uscc, school_path, month, lessons, amount_fen, state, paid_on FROM settlement"),
    "subsidies": (
        "billing",
        """
SELECT s.school_path, s.kind, s.term, s.participants, s.amount_fen, encode(p.draw_key, 'hex') AS pupil, r.attendances, r.first_on
FROM subsidy s LEFT JOIN subsidy_roll r ON r.subsidy_id = s.id LEFT JOIN pupil p ON p.pupil_id = r.pupil_id
""",
    ),
    "allowances": (
        "staffing",
        """
SELECT a.school_path, a.month, a.state, a.rate_fen, p.number, l.lessons, l.amount_fen
FROM allowance_sheet a LEFT JOIN allowance_line l ON l.sheet_id = a.id LEFT JOIN person p ON p.id = l.person_id
""",
    ),
    "assignments": (
        "staffing",
        """
SELECT coalesce(p.number, '') AS person, a.role, regexp_replace(a.path, '[0-9a-f-]{36}', '') AS path, a.starts_on, a.ends_on
FROM assignment a JOIN person p ON p.id = a.person_id
""",
    ),
    "whitelist": (
        "vendor-registry",
        """
SELECT v.uscc, l.district_path, l.listed_from, l.listed_until, l.delisted_on FROM listing l JOIN vendor v ON v.id = l.vendor_id
""",
    ),
    # The read model of the dashboards, as it is made anew from its rows.
    "overview": ("inspection", "SELECT school_path, term, facts FROM read_model.school_term"),
    "overview by month": (
        "inspection",
        "SELECT school_path, term, month, due_fen, received_fen, refunded_fen FROM read_model.school_month",
    ),
}


def picture(stack: Any) -> Picture:
    """Read everything at once; the stack must be level."""
    return {name: _sorted(stack.rows(service, query)) for name, (service, query) in QUERIES.items()}


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: tuple(repr(value) for value in row.values()))


def differences(left: Picture, right: Picture) -> dict[str, str]:
    """For each part that differs: how many rows only one side has, and one of them."""
    found = {}
    for name in QUERIES:
        here, there = ({repr(sorted(row.items())) for row in side[name]} for side in (left, right))
        if left[name] != right[name]:
            shown = sorted(here ^ there)[:4]
            found[name] = f"{len(left[name])} and {len(right[name])} rows, {len(here ^ there)} differ: {shown}"
    return found
