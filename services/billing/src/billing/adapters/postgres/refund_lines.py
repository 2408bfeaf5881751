"""The lines of a refund: what of each billed line goes back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.explanations import explanation_ids
from billing.adapters.postgres.sql import rows, run
from billing.application.records import RefundLineRecord
from billing.domain.refund import Calculation
from kernel.money import Money


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
    """Lines as proposed and what is left of what they were billed for, which is locked."""
    found = await rows(
        connection,
        """
SELECT l.line_no, l.bill_line_no, a.code AS held, l.amount_fen, l.to_budget_fen,
       b.amount_fen - b.released_fen - b.returned_fen AS left_fen
FROM refund r JOIN refund_line l ON l.refund_id = r.id
JOIN bill_line b ON b.bill_id = r.bill_id AND b.line_no = l.bill_line_no
JOIN ledger_account a ON a.id = l.held_account WHERE r.id = :id ORDER BY l.line_no FOR UPDATE OF b
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
        )
        for row in found
    ]


async def lower_lines(connection: AsyncConnection, refund_id: UUID, lines: Sequence[RefundLineRecord]) -> None:
    """Write down what lines came to where less was left than was proposed."""
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
        "UPDATE refund SET to_budget_fen = :budget WHERE id = :id",
        id=refund_id,
        budget=Money.total(line.to_budget for line in lines).fen,
    )
