"""Accounting units; the bank account is sealed, its last four digits name its ledger account."""

from collections.abc import Collection, Sequence, Set
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows, run, scalar, shaped
from billing.application.records import UnitRecord
from billing.application.unit_records import ProposedUnit
from billing.domain.event import AccountingUnitRegistered, AllowancePaid
from chassis.seal import Sealer
from kernel.errors import Conflict, NotFound
from kernel.money import Money

ACCOUNT_FIELD = "accounting_unit.account"
_UNIT = "SELECT u.code, u.district_path, u.merchant_number, u.account_suffix FROM accounting_unit u"


class UnitNotFound(NotFound):
    code = "billing.unit_not_found"


class SchoolWithoutUnit(Conflict):
    code = "billing.school_without_unit"


class PostgresUnitStore:
    def __init__(self, connection: AsyncConnection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    async def register(self, change: ProposedUnit) -> None:
        """Add the unit or bring it up to date, as two persons agreed."""
        after = change.after
        await run(
            self._connection,
            """
INSERT INTO accounting_unit (code, path, name, district_path, bank_name, account, account_blind, account_suffix,
                             holder, merchant_number)
VALUES (:code, :district_path, :name, :district_path, :bank_name, :account, :blind, :suffix, :holder, :merchant)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, bank_name = excluded.bank_name, account = excluded.account,
    account_blind = excluded.account_blind, account_suffix = excluded.account_suffix, holder = excluded.holder,
    merchant_number = excluded.merchant_number
WHERE accounting_unit.district_path = excluded.district_path
""",
            code=change.code,
            name=after.name,
            district_path=change.district_path,
            bank_name=after.bank_name,
            account=self._sealer.seal(after.account, field=ACCOUNT_FIELD),
            blind=self._sealer.blind_index(after.account, field=ACCOUNT_FIELD),
            suffix=after.account[-4:],
            holder=after.holder,
            merchant=after.merchant_number,
        )
        await run(
            self._connection,
            "INSERT INTO unit_merchant (unit_code, merchant_number) VALUES (:code, :merchant) ON CONFLICT DO NOTHING",
            code=change.code,
            merchant=after.merchant_number,
        )

    async def merchants_of(self, code: str) -> frozenset[str]:
        """The unit's merchant number and those it had before: a file of a former one is still the unit's."""
        found = await rows(
            self._connection,
            "SELECT merchant_number FROM accounting_unit WHERE code = :code"
            " UNION SELECT merchant_number FROM unit_merchant WHERE unit_code = :code",
            code=code,
        )
        return frozenset(row["merchant_number"] for row in found)

    async def known(self, codes: Sequence[str]) -> dict[str, str]:
        """The district of each of these units that exists; locked, so that none changes hands meanwhile."""
        found = await rows(
            self._connection,
            "SELECT code, district_path FROM accounting_unit WHERE code = ANY(CAST(:codes AS text[]))"
            " ORDER BY code FOR UPDATE",
            codes=list(codes),
        )
        return {row["code"]: row["district_path"] for row in found}

    async def holding(self, accounts: Sequence[str], merchants: Sequence[str]) -> dict[str, str]:
        """Which unit holds which of these bank accounts and merchant numbers."""
        blinds = {self._sealer.blind_index(account, field=ACCOUNT_FIELD): account for account in accounts}
        found = await rows(
            self._connection,
            "SELECT code, account_blind, merchant_number FROM accounting_unit WHERE account_blind ="
            " ANY(CAST(:blinds AS bytea[])) OR merchant_number = ANY(CAST(:merchants AS text[]))",
            blinds=list(blinds),
            merchants=list(merchants),
        )
        held = {row["merchant_number"]: row["code"] for row in found}
        return held | {
            blinds[bytes(row["account_blind"])]: row["code"] for row in found if row["account_blind"] in blinds
        }

    async def assign_schools(self, code: str, school_paths: Sequence[str]) -> Set[str]:
        """From now on the unit keeps these schools' books; what was posted before stays where it is."""
        former = await rows(
            self._connection,
            "SELECT unit_code FROM unit_school WHERE school_path = ANY(CAST(:paths AS text[])) AND unit_code <> :code"
            " ORDER BY school_code FOR UPDATE",
            code=code,
            paths=list(school_paths),
        )
        await run(
            self._connection,
            """
INSERT INTO unit_school (school_code, school_path, unit_code)
SELECT split_part(path, '/', -1), path, :code FROM unnest(CAST(:paths AS text[])) AS path
ON CONFLICT (school_code) DO UPDATE SET unit_code = excluded.unit_code, school_path = excluded.school_path
""",
            code=code,
            paths=sorted(school_paths),
        )
        return {row["unit_code"] for row in former}

    async def registered(self, codes: Collection[str]) -> Sequence[AccountingUnitRegistered]:
        found = await rows(
            self._connection,
            """
SELECT u.code, u.path, u.name, coalesce(array_agg(s.school_path ORDER BY s.school_path)
       FILTER (WHERE s.school_path IS NOT NULL), '{}') AS school_paths
FROM accounting_unit u LEFT JOIN unit_school s ON s.unit_code = u.code
WHERE u.code = ANY(CAST(:codes AS text[])) GROUP BY u.code ORDER BY u.code
""",
            codes=list(codes),
        )
        return [
            AccountingUnitRegistered(row["code"], row["path"], row["name"], tuple(row["school_paths"])) for row in found
        ]

    async def get(self, code: str, *, scope: str | None) -> UnitRecord:
        """The unit, or UnitNotFound where it is not within `scope`; None looks everywhere."""
        found = await first(
            self._connection,
            f"{_UNIT} WHERE u.code = :code AND (CAST(:scope AS text) IS NULL OR {UNIT_IN_SCOPE})",
            code=code,
            scope=scope,
        )
        if found is None:
            raise UnitNotFound("no accounting unit of yours by that code")
        return shaped(UnitRecord, found)

    async def account_of(self, code: str) -> str:
        """The whole number of the unit's dedicated account, to tell its files from another account's."""
        sealed = await scalar(self._connection, "SELECT account FROM accounting_unit WHERE code = :code", code=code)
        return self._sealer.unseal(sealed, field=ACCOUNT_FIELD)

    async def of_school(self, school_path: str) -> UnitRecord:
        found = await first(
            self._connection,
            f"{_UNIT} JOIN unit_school s ON s.unit_code = u.code WHERE s.school_path = :path",
            path=school_path,
        )
        if found is None:
            raise SchoolWithoutUnit("no accounting unit keeps this school's books yet; import it first")
        return shaped(UnitRecord, found)

    async def add_allowance_sheet(
        self, sheet_id: UUID, *, school_path: str, unit_code: str, month: str, lines: int, amount: Money
    ) -> str | None:
        """Keep an approved sheet and return the number its payment carries; None where it is known already."""
        number: str | None = await scalar(
            self._connection,
            "INSERT INTO allowance_sheet (sheet_id, school_path, unit_code, month, lines, amount_fen, number)"
            " VALUES (:id, :path, :unit, :month, :lines, :amount, paper_number('BZ')) ON CONFLICT DO NOTHING"
            " RETURNING number",
            id=sheet_id,
            path=school_path,
            unit=unit_code,
            month=month,
            lines=lines,
            amount=amount.fen,
        )
        return number

    async def allowances_newly_paid(self, unit_code: str) -> list[AllowancePaid]:
        """Sheets whose payment a statement has shown and nobody was told of; they are told of now."""
        found = await rows(
            self._connection,
            """
UPDATE allowance_sheet s SET paid_on = l.booked_on
FROM expected_payment e JOIN statement_line l ON l.id = e.line_id
WHERE e.kind = 'allowance' AND e.unit_code = :unit AND e.source_id = s.sheet_id AND s.paid_on IS NULL
RETURNING s.sheet_id, s.school_path, s.month, s.amount_fen
""",
            unit=unit_code,
        )
        return sorted((shaped(AllowancePaid, row) for row in found), key=lambda paid: paid.sheet_id)
