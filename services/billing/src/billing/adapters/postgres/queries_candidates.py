"""What a line may belong to: other halves, bills, payments due or made, and money that came back."""

from uuid import UUID

from sqlalchemy import RowMapping

from billing.adapters.postgres.differences import LineNotFound
from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows
from billing.application import money_views as v
from billing.domain.difference import IN_SUSPENSE
from billing.domain.match import candidate_facts
from chassis.postgres.database import Database
from kernel.actor import Actor

CANDIDATES_MAX = 9
_LINE = f"""
SELECT l.kind, l.unit_code, l.source, l.reference, l.amount_fen, l.booked_on
FROM statement_line l JOIN accounting_unit u ON u.code = l.unit_code WHERE {UNIT_IN_SCOPE} AND l.id = :id
"""
_CANDIDATE_LINES = """
SELECT l.id, 'line' AS kind, l.identity AS label, l.amount_fen, l.booked_on AS on FROM statement_line l
WHERE l.unit_code = :unit AND l.state = 'open' AND l.source <> :source AND l.source IN ('fund', 'bank')
  AND l.kind IN ('withdrawal', 'credit')
ORDER BY abs(l.amount_fen + CAST(:amount AS bigint)), abs(l.booked_on - CAST(:on AS date)), l.id LIMIT :most
"""
_CANDIDATE_BILLS = """
SELECT b.id, 'bill' AS kind, b.number AS label, b.due_fen - b.paid_fen + b.refunded_fen AS amount_fen,
       r.billed_on AS on FROM bill b JOIN bill_run r ON r.id = b.run_id AND r.state = 'published'
WHERE b.unit_code = :unit AND b.due_fen - b.paid_fen + b.refunded_fen > 0 AND r.billed_on <= CAST(:on AS date)
  AND CAST(:source AS text) IS NOT NULL
ORDER BY abs(b.due_fen - b.paid_fen + b.refunded_fen - CAST(:amount AS bigint)), b.number LIMIT :most
"""


_CANDIDATE_PAYOUTS = """
SELECT e.source_id AS id, 'payment' AS kind, e.number AS label, e.amount_fen, e.due_on AS on FROM expected_payment e
WHERE e.unit_code = :unit AND e.line_id IS NULL AND e.direction = 'out' AND e.due_on <= CAST(:on AS date) + 31
ORDER BY abs(e.amount_fen + CAST(:amount AS bigint)), e.number LIMIT :most
"""
_CANDIDATE_RETURNED = """
SELECT e.source_id AS id, 'payment' AS kind, e.number AS label, e.amount_fen, s.booked_on AS on
FROM expected_payment e JOIN statement_line s ON s.id = e.line_id
WHERE e.unit_code = :unit AND e.direction = 'out' AND e.amount_fen = CAST(:amount AS bigint) AND e.line_id IS NOT NULL
  AND s.source = 'bank' AND s.booked_on <= CAST(:on AS date) AND CAST(:source AS text) = 'bank'
ORDER BY e.number IS NOT DISTINCT FROM CAST(:reference AS text) DESC, s.booked_on DESC, e.number LIMIT :most
"""
_CANDIDATE_OFFSETS = f"""
SELECT o.id, 'exception' AS kind, l.identity AS label, o.amount_fen, l.booked_on AS on
FROM difference d JOIN difference o ON o.unit_code = d.unit_code AND o.amount_fen = -d.amount_fen
     AND o.state IN ('open', 'carried') AND o.kind IN ({", ".join(f"'{kind.value}'" for kind in IN_SUSPENSE)})
JOIN statement_line l ON l.id = o.line_id
WHERE d.line_id = :line AND d.unit_code = :unit AND d.kind <> 'late_arrival'
ORDER BY abs(l.booked_on - CAST(:on AS date)), l.identity LIMIT :most
"""


class CandidateQueries:
    _database: Database

    async def candidates(self, line_id: UUID, *, by: Actor) -> list[v.CandidateView]:
        """What an open line may belong to, those of which most facts agree first."""
        async with self._database.reading() as connection:
            line = await first(connection, _LINE, scope=by.path.text, id=line_id)
            if line is None:
                raise LineNotFound("no statement line of yours by that id")
            found = [
                row
                for candidates in _candidates_of(line)
                for row in await rows(
                    connection,
                    candidates,
                    line=line_id,
                    unit=line["unit_code"],
                    amount=line["amount_fen"],
                    on=line["booked_on"],
                    source=line["source"],
                    reference=line["reference"],
                    most=CANDIDATES_MAX * 3,
                )
            ]
        shown = [
            v.CandidateView(
                id=row["id"],
                kind=row["kind"],
                label=row["label"],
                amount_fen=row["amount_fen"],
                on=row["on"],
                facts=[
                    v.FactView(code=fact.code, agrees=fact.agrees, params=dict(fact.params))
                    for fact in candidate_facts(
                        reference=line["reference"],
                        amount_fen=line["amount_fen"],
                        booked_on=line["booked_on"],
                        label=row["label"],
                        other_fen=row["amount_fen"],
                        other_on=row["on"],
                    )
                ],
            )
            for row in found
        ]
        ranked = sorted(shown, key=lambda one: (-sum(fact.agrees for fact in one.facts), one.label))
        kinds = {one.kind for one in ranked}
        kept = {kind: [one.id for one in ranked if one.kind == kind][:CANDIDATES_MAX] for kind in kinds}
        return [one for one in ranked if one.id in kept[one.kind]]


def _candidates_of(line: RowMapping) -> tuple[str, ...]:
    """What is asked for candidates: other halves of an open line, targets of what lies in suspense."""
    if line["kind"] == "withdrawal" or _is_channel(line):
        return (_CANDIDATE_LINES,)
    if line["amount_fen"] < 0:
        return (_CANDIDATE_PAYOUTS, _CANDIDATE_OFFSETS)
    return (_CANDIDATE_BILLS, _CANDIDATE_RETURNED, _CANDIDATE_OFFSETS)


def _is_channel(line: RowMapping) -> bool:
    return bool(line["source"] == "bank" and (line["reference"] or "").startswith("财付通"))
