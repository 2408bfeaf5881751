"""Reading units, notices, waivers, runs, bills and orders."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from billing.adapters.postgres.bills import BillGone
from billing.adapters.postgres.sql import below, first, rows, shaped, within
from billing.adapters.postgres.versions import version_of
from billing.application import charging_views as v
from billing.application.queries import After
from billing.domain.price_notice import PriceItem, digest_of_prices
from billing.domain.proof import Proof, of_bill, of_payment
from billing.domain.reduction import shown_on_bills
from chassis.postgres.database import Database
from kernel.actor import Actor
from kernel.errors import NotFound
from kernel.money import Money
from kernel.small_groups import ABOVE_SCHOOLS, IN_A_SCHOOL, amount_shown, shown

_PAYING = "'order_number', 'bill_number', 'resolved_apply', 'resolved_assign'"
_BILL = """
SELECT b.id, b.number, b.run_id, b.pupil_id, b.school_path, b.unit_code, b.term, b.amount_fen, b.waived_fen, b.due_fen,
       b.paid_fen, b.refunded_fen, b.due_fen - b.paid_fen + b.refunded_fen AS still_due_fen,
       CASE WHEN b.due_fen = 0 AND b.paid_fen = 0 THEN 'nothing_due'
            WHEN b.due_fen - b.paid_fen + b.refunded_fen <= 0 THEN 'paid'
            WHEN b.paid_fen > 0 THEN 'part_paid' ELSE 'open' END AS state
FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
"""
# Payments of a bill: those in the books, and those that are told of and wait.
_PAYMENTS = f"""
SELECT CASE l.source WHEN 'bank' THEN 'bank' ELSE 'wechat' END AS way, l.reference AS number, l.amount_fen,
       l.booked_on AS paid_on, l.source, l.settled_by IS NOT NULL AS is_settled, false AS waits
FROM statement_line l WHERE l.bill_id = :id AND l.state = 'matched' AND l.rule IN ({_PAYING})
UNION ALL
SELECT 'wechat', s.reference, s.amount_fen, s.booked_on, 'trade', false, true
FROM payment_order o JOIN statement_staged s ON s.reference = o.number WHERE o.bill_id = :id AND s.kind = 'payment'
UNION ALL
SELECT 'bank', s.reference, s.amount_fen, s.booked_on, 'bank', false, true
FROM bill b JOIN statement_staged s ON s.reference = b.number WHERE b.id = :id AND s.kind = 'credit'
ORDER BY paid_on, number LIMIT 200
"""


class RunNotFound(NotFound):
    code = "billing.bill_run_not_found"


class OrderNotFound(NotFound):
    code = "billing.payment_order_not_found"


# Whose list of waivers held against that of bills or places would name the poor who declined (C5.8); a waiver of who
# takes no part changes nothing and waits unseen.
_TAKES_PART = """
(EXISTS (SELECT FROM placement p WHERE p.pupil_id = w.pupil_id AND p.term = w.term AND p.ended_on IS NULL)
 OR EXISTS (SELECT FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
            WHERE b.pupil_id = w.pupil_id AND b.term = w.term))
"""


def asker(by: Actor) -> dict[str, Any]:
    """Who asks, as SQL values for `seen_by`: the person of a guardian, or the scope of an organisation."""
    return {"person": by.id} if by.role == "guardian" else {"scope": by.path.text}


def family_of(pupil: str) -> str:
    """SQL: the guardians of the pupil, who decide on nothing that goes to them."""
    return f"ARRAY(SELECT g.guardian_id FROM guardian g WHERE g.pupil_id = {pupil})"


def seen_by(by: Actor, *, pupil: str, organisation: str) -> str:
    """SQL: a guardian sees own children's records, everybody else those at or below the own organisation.

    Two conditions, not one with a case in it: each is answered from an index.
    """
    if by.role == "guardian":
        return f"{pupil} IN (SELECT g.pupil_id FROM guardian g WHERE g.guardian_id = :person)"
    return organisation


def _with_proof(bills: str) -> str:
    """SQL: these few bills with how far the proof of their payments goes; asked of what is shown, not of all."""
    return f"""
SELECT b.*, least(b.paid_fen, coalesce(proven.fen, 0))::bigint AS proven_fen, reported.fen::bigint AS reported_fen
FROM ({bills}) b
LEFT JOIN LATERAL (
    SELECT sum(l.amount_fen) AS fen FROM statement_line l
    WHERE l.bill_id = b.id AND l.state = 'matched' AND l.rule IN ({_PAYING})
      AND (l.source = 'bank' OR l.settled_by IS NOT NULL)) proven ON TRUE
LEFT JOIN LATERAL (
    SELECT coalesce(sum(g.amount_fen), 0) AS fen FROM (
        SELECT s.amount_fen FROM payment_order o JOIN statement_staged s ON s.reference = o.number
        WHERE o.bill_id = b.id AND s.kind = 'payment'
        UNION ALL
        SELECT s.amount_fen FROM statement_staged s WHERE s.reference = b.number AND s.kind = 'credit') g
    ) reported ON TRUE
ORDER BY b.id
"""


def bills_seen_by(by: Actor) -> str:
    """SQL: the published bills that somebody may see."""
    return f"{_BILL} WHERE {seen_by(by, pupil='b.pupil_id', organisation=below('b.school_path'))}"


class ChargingQueries:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def price_notices(
        self, *, by: Actor, school: str | None, term: str | None, after: After, limit: int
    ) -> list[v.PriceNoticeView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"""
SELECT {version_of("n")},
       n.id, n.school_path, n.term, n.basis, n.state, n.prepared_by, n.published_on, n.in_force_on,
       n.in_force_provisional, n.pack_id,
       n.pack_version, (SELECT jsonb_agg(jsonb_build_object('product', i.product, 'course_id', i.course_id,
           'price_fen', i.price_fen, 'consumables_fen', i.consumables_fen) ORDER BY i.item_no)
           FROM price_item i WHERE i.notice_id = n.id) AS items
FROM price_notice n WHERE {within("n.school_path")} AND (CAST(:school AS text) IS NULL OR n.school_path = :school)
  AND (CAST(:term AS text) IS NULL OR n.term = :term) AND (CAST(:after AS uuid) IS NULL OR n.id > :after)
ORDER BY n.id LIMIT :limit
""",
                scope=by.path.text,
                school=school,
                term=term,
                after=_one(after),
                limit=limit,
            )
        return [_notice(row, by) for row in found]

    async def waivers(
        self, *, by: Actor, term: str | None, state: str | None, after: After, limit: int
    ) -> list[v.WaiverView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"""
SELECT {version_of("w")},
       w.id, w.pupil_id, w.school_path, w.term, w.class_code, w.valid_from, w.valid_until, w.state, w.proposed_by,
       {family_of("w.pupil_id")} AS family
FROM waiver w WHERE {seen_by(by, pupil="w.pupil_id", organisation=f"{within('w.school_path')} AND {_TAKES_PART}")}
  AND (CAST(:term AS text) IS NULL OR w.term = :term) AND (CAST(:state AS text) IS NULL OR w.state = :state)
  AND (CAST(:after AS uuid) IS NULL OR w.id > :after) ORDER BY w.id LIMIT :limit
""",
                **asker(by),
                term=term,
                state=state,
                after=_one(after),
                limit=limit,
            )
        return [_waiver(row, by) for row in found]

    async def bill_run(self, run_id: UUID, *, by: Actor) -> v.BillRunView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_RUN} AND id = :id", scope=by.path.text, id=run_id)
        if found is None:
            raise RunNotFound("no bill run of yours by that id")
        return _run(found, by)

    async def bill_runs(self, *, by: Actor, term: str | None, after: After, limit: int) -> list[v.BillRunView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_RUN} AND (CAST(:term AS text) IS NULL OR term = :term)"
                " AND (CAST(:after AS uuid) IS NULL OR id > :after) ORDER BY id LIMIT :limit",
                scope=by.path.text,
                term=term,
                after=_one(after),
                limit=limit,
            )
        return [_run(row, by) for row in found]

    async def refusals(self, run_id: UUID, *, by: Actor, after: After, limit: int) -> list[v.RefusalView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                "SELECT f.placement_id, f.pupil_id, f.school_path, f.code, f.amount_fen, e.body AS explanation"
                " FROM bill_refusal f JOIN explanation e ON e.id = f.explanation_id"
                f" WHERE f.run_id = :run AND {within('f.school_path')}"
                " AND (CAST(:after AS uuid) IS NULL OR f.placement_id > :after) ORDER BY f.placement_id LIMIT :limit",
                run=run_id,
                scope=by.path.text,
                after=_one(after),
                limit=limit,
            )
        return [shaped(v.RefusalView, row) for row in found]

    async def bills(
        self, *, by: Actor, school: str | None, term: str | None, state: str | None, after: After, limit: int
    ) -> list[v.BillView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                _with_proof(f"""
SELECT * FROM ({bills_seen_by(by)}) b WHERE (CAST(:school AS text) IS NULL OR school_path = :school)
  AND (CAST(:term AS text) IS NULL OR term = :term) AND (CAST(:state AS text) IS NULL OR state = :state)
  AND (CAST(:after AS uuid) IS NULL OR id > :after) ORDER BY id LIMIT :limit
"""),
                **asker(by),
                school=school,
                term=term,
                state=state,
                after=_one(after),
                limit=limit,
            )
        return [_bill(row, by) for row in found]

    async def bill(self, bill_id: UUID, *, by: Actor) -> v.BillView:
        async with self._database.reading() as connection:
            query = _with_proof(f"{bills_seen_by(by)} AND b.id = :id")
            found = await first(connection, query, **asker(by), id=bill_id)
        if found is None:
            raise BillGone("no bill of yours by that id")
        return _bill(found, by)

    async def payments(self, bill_id: UUID, *, by: Actor) -> list[v.PaymentView]:
        bill = await self.bill(bill_id, by=by)
        async with self._database.reading() as connection:
            found = await rows(connection, _PAYMENTS, id=bill.id)
        return [
            v.PaymentView(
                way=row["way"],
                number=row["number"] or "",
                amount_fen=row["amount_fen"],
                paid_on=row["paid_on"],
                proof=Proof.PROVISIONAL if row["waits"] else of_payment(row["source"], is_settled=row["is_settled"]),
            )
            for row in found
        ]

    async def explanation(self, bill_id: UUID, *, by: Actor) -> v.BillExplanationView:
        bill = await self.bill(bill_id, by=by)
        async with self._database.reading() as connection:
            found = await rows(connection, _LINES, id=bill_id)
        return v.BillExplanationView(bill=bill, lines=[shaped(v.BillLineView, row) for row in found])

    async def payment_orders(
        self, *, by: Actor, on: date | None, bill_id: UUID | None, after: After, limit: int
    ) -> list[v.PaymentOrderView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_orders_seen_by(by)} AND (CAST(:on AS date) IS NULL OR o.created_on = :on)"
                " AND (CAST(:bill AS uuid) IS NULL OR o.bill_id = :bill)"
                " AND (CAST(:after AS text) IS NULL OR o.number > :after) ORDER BY o.number LIMIT :limit",
                **asker(by),
                on=on,
                bill=bill_id,
                after=_one(after),
                limit=limit,
            )
        return [shaped(v.PaymentOrderView, row) for row in found]

    async def payment_order(self, order_id: UUID, *, by: Actor) -> v.PaymentOrderView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_orders_seen_by(by)} AND o.id = :id", **asker(by), id=order_id)
        if found is None:
            raise OrderNotFound("no payment order of yours by that id")
        return shaped(v.PaymentOrderView, found)


_LINES = """
SELECT l.line_no, l.kind, l.product, l.placement_id, o.title, l.amount_fen, l.financed_by,
       l.planned AS lessons_planned, l.delivered AS lessons_delivered, e.body AS explanation
FROM bill_line l JOIN placement p USING (placement_id) JOIN offering o USING (offering_id)
JOIN explanation e ON e.id = l.explanation_id WHERE l.bill_id = :id ORDER BY l.line_no
"""
_RUN = f"""
SELECT id, operation_id, scope_path, term, state, billed_on, bills, amount_fen, waived_fen,
       amount_fen - waived_fen AS due_fen, refused
FROM bill_run
WHERE {within("scope_path")}
"""
# Who sees runs and no bills.
_FEW_TO = {"district-officer": ABOVE_SCHOOLS, "school-administrator": IN_A_SCHOOL}
_ORDER = """
SELECT o.id, o.number AS merchant_order_number, o.merchant_number, o.bill_id, b.number AS bill_number, o.unit_code,
       o.school_path, o.amount_fen, o.created_on,
       CASE WHEN b.due_fen - b.paid_fen + b.refunded_fen = o.amount_fen THEN 'open' ELSE 'settled' END AS state
FROM payment_order o JOIN bill b ON b.id = o.bill_id
"""


def _orders_seen_by(by: Actor) -> str:
    return f"{_ORDER} WHERE {seen_by(by, pupil='b.pupil_id', organisation=within('o.school_path'))}"


def _one(after: After) -> Any:
    return None if after is None else after[0]


def _notice(row: RowMapping, by: Actor) -> v.PriceNoticeView:
    values: dict[str, Any] = dict(row)
    values["items"] = [
        v.PriceItemView(**item | {"course_id": UUID(item["course_id"]) if item["course_id"] else None})
        for item in values["items"] or ()
    ]
    items = [
        PriceItem(one.product, one.course_id, Money(one.price_fen), Money(one.consumables_fen))
        for one in values["items"]
    ]
    values["digest"] = digest_of_prices(
        school_path=row["school_path"], term=row["term"], basis=row["basis"], items=items
    )
    may = row["state"] == "draft" and by.role == "principal" and row["prepared_by"] not in by.accounts
    return v.PriceNoticeView(**values, allowed_actions=["publish"] if may else [])


def _waiver(row: RowMapping, by: Actor) -> v.WaiverView:
    values: dict[str, Any] = dict(row)
    concerned = {values.pop("proposed_by"), *values.pop("family")}
    may = row["state"] == "proposed" and by.role == "principal" and not by.accounts & concerned
    return v.WaiverView(**values, allowed_actions=["decide"] if may else [])


def _run(row: RowMapping, by: Actor) -> v.BillRunView:
    values, least = _without_waivers(row, by), _FEW_TO.get(by.role, 0)
    values["due_fen"] = amount_shown(row["due_fen"], people=row["bills"], least=least)
    values |= {name: shown(row[name], least=least) for name in ("bills", "refused")}
    return v.BillRunView(**values)


def _bill(row: RowMapping, by: Actor) -> v.BillView:
    may_pay = by.role == "guardian" and row["still_due_fen"] > 0
    proof = of_bill(paid_fen=row["paid_fen"], proven_fen=row["proven_fen"], reported_fen=row["reported_fen"])
    return v.BillView(**_without_waivers(row, by), proof=proof, allowed_actions=["pay"] if may_pay else [])


def _without_waivers(row: RowMapping, by: Actor) -> dict[str, Any]:
    """The row as it is shown to that role: the price before waivers tells of them as much as their sum does."""
    return dict(row) if shown_on_bills(by.role) else {**row, "amount_fen": None, "waived_fen": None}
