"""What lessons earn, as postings; and what released lessons earn from pupils who were billed after them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.ledger import PostgresLedgerStore
from billing.adapters.postgres.sql import rows, run
from billing.domain.account import HELD_CONSUMABLES, HELD_SERVICE, PAYABLE_VENDOR, Fact, Posting, held_agency
from kernel.ids import new_id
from kernel.money import Money

_INCOME_SERVICE = "income:service"
# Bills of a run whose pupils sat in lessons that were released before: line by line what those lessons earn.
_CATCH_UP = """
WITH due AS (
    SELECT l.bill_id, l.line_no, b.unit_code, p.offering_id, count(*) AS lessons
    FROM bill b JOIN bill_line l ON l.bill_id = b.id AND l.kind <> 'waiver' AND l.amount_fen > 0
    JOIN placement p ON p.placement_id = l.placement_id
    JOIN group_member m ON m.pupil_id = p.pupil_id AND m.offering_id = p.offering_id
    JOIN lesson e ON e.group_id = m.group_id AND e.released AND e.held_on >= greatest(p.agreed_on, m.joined_on)
         AND (p.ended_on IS NULL OR e.held_on < p.ended_on) AND (m.left_on IS NULL OR e.held_on < m.left_on)
    WHERE b.run_id = :run AND b.school_path = ANY(CAST(:schools AS text[]))
    GROUP BY l.bill_id, l.line_no, b.unit_code, p.offering_id
), reached AS (
    SELECT d.*, CASE WHEN l.kind = 'consumables' THEN 1 ELSE least(d.lessons, l.planned) END AS delivered
    FROM due d JOIN bill_line l USING (bill_id, line_no)
), earned AS (
    UPDATE bill_line l SET delivered = d.delivered,
        released_fen = CASE WHEN l.kind = 'consumables' THEN l.amount_fen - l.returned_fen
            ELSE greatest(l.released_fen, least(l.amount_fen - l.returned_fen,
                (2 * l.amount_fen * d.delivered + l.planned) / (2 * l.planned))) END
    FROM reached d WHERE l.bill_id = d.bill_id AND l.line_no = d.line_no AND l.delivered < d.delivered
    RETURNING d.offering_id, d.unit_code, l.kind, new.released_fen - old.released_fen AS fen
)
SELECT e.offering_id, e.unit_code, o.contract_id,
       coalesce(sum(e.fen) FILTER (WHERE e.kind = 'agency'), 0)::bigint AS agency,
       coalesce(sum(e.fen) FILTER (WHERE e.kind = 'service'), 0)::bigint AS service,
       coalesce(sum(e.fen) FILTER (WHERE e.kind = 'consumables'), 0)::bigint AS consumables
FROM earned e JOIN offering o USING (offering_id)
GROUP BY e.offering_id, e.unit_code, o.contract_id ORDER BY e.offering_id, e.unit_code
"""
_ANY_RELEASED = """
SELECT 1 FROM offering o JOIN lesson e ON e.offering_id = o.offering_id AND e.released
WHERE o.school_path = ANY(CAST(:schools AS text[])) LIMIT 1
"""


async def post_earnings(
    ledger: PostgresLedgerStore,
    earned: Mapping[str, Money],
    *,
    unit_code: str,
    contract_id: UUID | None,
    source_id: UUID,
    on: date,
    place: int = 0,
) -> None:
    """Post what a unit earned of `agency`, `service` and `consumables` fees; units of one source have places from 0."""
    agency = held_agency(contract_id) if contract_id else HELD_SERVICE
    moves = (
        (agency, PAYABLE_VENDOR if contract_id else _INCOME_SERVICE, earned["agency"], Fact.LESSON_CONFIRMED, 0),
        (HELD_SERVICE, _INCOME_SERVICE, earned["service"], Fact.LESSON_CONFIRMED, 1),
        (HELD_CONSUMABLES, PAYABLE_VENDOR, earned["consumables"], Fact.CONSUMABLES_ISSUED, 0),
    )
    await ledger.post(
        [
            Posting(
                unit_code=unit_code,
                debit=debit,
                credit=credit,
                amount=amount,
                fact=fact,
                source_id=source_id,
                source_no=2 * place + number,
                posted_on=on,
            )
            for debit, credit, amount, fact, number in moves
            if amount
        ]
    )


async def catch_up(
    connection: AsyncConnection, ledger: PostgresLedgerStore, *, run_id: UUID, schools: Sequence[str], on: date
) -> None:
    """Let lessons released before a run earn from the bills of the run; a second time finds nothing left.

    The vendor's part waits as a late release for the next settlement: the lessons themselves may be settled.
    """
    if not await rows(connection, _ANY_RELEASED, schools=list(schools)):
        return
    for row in await rows(connection, _CATCH_UP, run=run_id, schools=list(schools)):
        earned = {kind: Money(row[kind]) for kind in ("agency", "service", "consumables")}
        release_id = new_id()
        await post_earnings(
            ledger,
            earned,
            unit_code=row["unit_code"],
            contract_id=row["contract_id"],
            source_id=release_id,
            on=on,
        )
        await add_late_release(
            connection,
            release_id,
            run_id=run_id,
            offering_id=row["offering_id"],
            contract_id=row["contract_id"],
            unit_code=row["unit_code"],
            amount=vendors_part(earned),
            on=on,
        )


def vendors_part(earned: Mapping[str, Money]) -> Money:
    return earned["agency"] + earned["consumables"]


async def add_late_release(
    connection: AsyncConnection,
    release_id: UUID,
    *,
    run_id: UUID | None,
    offering_id: UUID,
    contract_id: UUID | None,
    unit_code: str,
    amount: Money,
    on: date,
) -> None:
    """Keep a vendor's part that no lesson's own row has, for the unit's next settlement."""
    await run(
        connection,
        "INSERT INTO late_release (id, run_id, offering_id, contract_id, unit_code, amount_fen, released_on)"
        " VALUES (:id, :run, :offering, :contract, :unit, :amount, :on)",
        id=release_id,
        run=run_id,
        offering=offering_id,
        contract=contract_id,
        unit=unit_code,
        amount=amount.fen,
        on=on,
    )
