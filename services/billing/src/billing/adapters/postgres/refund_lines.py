"""The lines of a refund: what of each billed line goes back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.explanations import explanation_ids
from billing.adapters.postgres.sql import rows, run
from billing.application.records import RefundLineRecord
from billing.domain.refund import Calculation
from kernel.money import Money

# What is waived still of a billed line `l`: its waivers less what refunds gave back to the budget that financed them.
STILL_WAIVED = """
(coalesce((SELECT -sum(w.amount_fen) FROM bill_line w WHERE w.bill_id = l.bill_id AND w.kind = 'waiver'
           AND w.placement_id = l.placement_id AND w.product = l.product), 0)
 - coalesce((SELECT sum(g.to_budget_fen) FROM refund f JOIN refund_line g ON g.refund_id = f.id
             WHERE f.bill_id = l.bill_id AND g.bill_line_no = l.line_no
               AND f.state NOT IN ('proposed', 'rejected')), 0))::bigint
"""


async def add_lines(connection: AsyncConnection, refund_id: UUID, bill_id: UUID, calculation: Calculation) -> None:
    ids = await explanation_ids(connection, [line.explanation for line in calculation.lines])
    await run(
        connection,
        """
INSERT INTO refund_line (refund_id, line_no, bill_line_no, kind, held_account, amount_fen, to_budget_fen, unserved,
                         planned, explanation_id)
SELECT :refund, place, t.bill_line_no, kind, (SELECT held_account FROM bill_line l WHERE l.bill_id = :bill
       AND l.line_no = t.bill_line_no), amount_fen, to_budget_fen, unserved, planned, explanation_id
FROM unnest(CAST(:numbers AS int[]), CAST(:kinds AS text[]), CAST(:amounts AS bigint[]), CAST(:budgets AS bigint[]),
            CAST(:unserved AS int[]), CAST(:planned AS int[]), CAST(:reasons AS int[]))
     WITH ORDINALITY AS t (bill_line_no, kind, amount_fen, to_budget_fen, unserved, planned, explanation_id, place)
""",
        refund=refund_id,
        bill=bill_id,
        numbers=[line.line_no for line in calculation.lines],
        kinds=[line.kind for line in calculation.lines],
        amounts=[line.amount.fen for line in calculation.lines],
        budgets=[line.to_budget.fen for line in calculation.lines],
        unserved=[line.unserved for line in calculation.lines],
        planned=[line.planned for line in calculation.lines],
        reasons=[ids[line.explanation] for line in calculation.lines],
    )


async def read_lines(connection: AsyncConnection, refund_id: UUID) -> list[RefundLineRecord]:
    """Lines as proposed and how what they were billed for stands, which is locked; its bill was locked before."""
    found = await rows(
        connection,
        f"""
SELECT p.line_no, p.bill_line_no, a.code AS held, p.amount_fen, p.to_budget_fen,
       l.amount_fen - l.released_fen - l.returned_fen AS left_fen, l.amount_fen - l.returned_fen AS kept_fen,
       {STILL_WAIVED} AS waived_fen
FROM refund r JOIN refund_line p ON p.refund_id = r.id
JOIN bill_line l ON l.bill_id = r.bill_id AND l.line_no = p.bill_line_no
JOIN ledger_account a ON a.id = p.held_account WHERE r.id = :id ORDER BY p.line_no FOR UPDATE OF l
""",
        id=refund_id,
    )
    return [
        RefundLineRecord(
            line_no=row["line_no"],
            bill_line_no=row["bill_line_no"],
            held=row["held"],
            amount=Money(row["amount_fen"]),
            to_budget=Money(row["to_budget_fen"]),
            left=Money(row["left_fen"]),
            kept=Money(row["kept_fen"]),
            waived=Money(row["waived_fen"]),
        )
        for row in found
    ]


async def revise_lines(
    connection: AsyncConnection,
    refund_id: UUID,
    lines: Sequence[RefundLineRecord],
    *,
    amount: Money,
    cancelled: Money,
) -> None:
    """Write down what lines and with them the refund come to by now."""
    await run(
        connection,
        "UPDATE refund_line l SET amount_fen = t.amount, to_budget_fen = t.budget FROM"
        " unnest(CAST(:numbers AS int[]), CAST(:amounts AS bigint[]), CAST(:budgets AS bigint[]))"
        " AS t (line_no, amount, budget) WHERE l.refund_id = :refund AND l.line_no = t.line_no",
        refund=refund_id,
        numbers=[line.line_no for line in lines],
        amounts=[line.amount.fen for line in lines],
        budgets=[line.to_budget.fen for line in lines],
    )
    await run(
        connection,
        "UPDATE refund SET amount_fen = :amount, cancelled_fen = :cancelled, to_budget_fen = :budget WHERE id = :id",
        id=refund_id,
        amount=amount.fen,
        cancelled=cancelled.fen,
        budget=Money.total(line.to_budget for line in lines).fen,
    )
