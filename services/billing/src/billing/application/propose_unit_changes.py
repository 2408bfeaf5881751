"""A workbook of accounting units is a proposal: who holds the money is changed by two persons (C3.4)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.ports import UnitOfWork, Work
from billing.application.unit_records import ProposedUnit
from billing.domain.unit import UnitParticulars, changed_fields, digest_of, masked
from kernel.actor import Actor
from kernel.errors import Fault, Invalid
from kernel.ids import new_id


class AccountingUnitsFaulty(Invalid):
    code = "billing.accounting_units_faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One row of the sheet 核算单位; `pointer` names file, sheet and row."""

    pointer: str
    code: str
    name: str
    district_code: str
    bank_name: str
    account: str
    holder: str
    merchant_number: str
    school_codes: tuple[str, ...]

    def fault(self, column: str, code: str, detail: str) -> Fault:
        return Fault(f"{self.pointer}/{column}", code, detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsProposed:
    changes: tuple[UUID, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class ProposeUnitChanges:
    """All rows or none; a unit that stands so already is left, so that the same file again proposes nothing."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, rows: tuple[UnitRow, ...], by: Actor, now: datetime) -> UnitsProposed:
        async with self.unit_of_work() as work:
            schools = await work.copies.school_paths([code for row in rows for code in row.school_codes])
            districts = await work.copies.district_paths([row.district_code for row in rows])
            await _check(work, rows, schools, districts, by)
            present = await work.unit_changes.particulars([row.code for row in rows])
            changes: list[UUID] = []
            for row in rows:
                before = present.get(row.code)
                # What a file does not name is kept: a school leaves a unit by entering another one.
                kept = before.school_paths if before else ()
                after = UnitParticulars(
                    name=row.name,
                    bank_name=row.bank_name,
                    account=row.account,
                    holder=row.holder,
                    merchant_number=row.merchant_number,
                    school_paths=tuple(sorted({*kept, *(schools[code] for code in row.school_codes)})),
                )
                if before != after:
                    changes.append(await _propose(work, row, districts[row.district_code], before, after, by, now))
        return UnitsProposed(changes=tuple(changes), unchanged=len(rows) - len(changes))


async def _propose(
    work: Work,
    row: UnitRow,
    district_path: str,
    before: UnitParticulars | None,
    after: UnitParticulars,
    by: Actor,
    now: datetime,
) -> UUID:
    change = ProposedUnit(
        id=new_id(),
        code=row.code,
        district_path=district_path,
        before=before,
        after=after,
        digest=digest_of(row.code, before, after),
        state="proposed",
        proposed_by=by.id,
    )
    await work.unit_changes.add(change, by=by, now=now)
    work.record(
        "billing.unit_change_proposed",
        f"unit/{row.code}",
        actor=by,
        now=now,
        before={} if before is None else told(before, beside=after),
        after=told(after, beside=before),
        digest=change.digest,
    )
    return change.id


def told(particulars: UnitParticulars, *, beside: UnitParticulars | None) -> dict[str, object]:
    """Particulars as the audit trail and the others are told of them: no whole account number."""
    changed = ("account",) if beside is None else changed_fields(beside, particulars)
    return {
        "name": particulars.name,
        "bank_name": particulars.bank_name,
        "account": masked(particulars.account, beside=None if beside is None else beside.account),
        "holder": particulars.holder,
        "merchant_number": particulars.merchant_number,
        "schools": list(particulars.school_paths),
        "changed": sorted(changed),
    }


async def _check(
    work: Work, rows: tuple[UnitRow, ...], schools: dict[str, str], districts: dict[str, str], by: Actor
) -> None:
    faults = [fault for row in rows for fault in _faults(row, schools, districts)] + _twice(rows)
    known = await work.units.known([row.code for row in rows])
    held = await work.units.holding([row.account for row in rows], [row.merchant_number for row in rows])
    waiting = await work.unit_changes.waiting([row.code for row in rows])
    for row in rows:
        faults += _held(row, held)
        if row.code in waiting:
            detail = "a change of this unit waits for its second person; have it confirmed or rejected first"
            faults.append(row.fault("核算单位代码", "billing.unit_change_waits", detail))
        if row.district_code in districts:
            faults += _foreign(row, districts[row.district_code], schools, known, by)
    if faults:
        raise AccountingUnitsFaulty("the file was not imported; see each row", faults=tuple(faults[:100]))


def _covers(scope: str, path: str) -> bool:
    return path == scope or path.startswith(scope + "/")


def _faults(row: UnitRow, schools: dict[str, str], districts: dict[str, str]) -> list[Fault]:
    faults = []
    texts = {
        "核算单位代码": row.code,
        "核算单位名称": row.name,
        "专户户名": row.holder,
        "微信商户号": row.merchant_number,
    }
    for column, text in texts.items():
        if not text:
            faults.append(row.fault(column, "billing.cell_empty", "fill in this cell"))
    if row.district_code not in districts:
        faults.append(row.fault("所属区县代码", "billing.organisation_unknown", "import the organisations first"))
    if not row.account.isdigit() or not 8 <= len(row.account) <= 32:
        faults.append(row.fault("专户账号", "billing.account_malformed", "an account has 8 to 32 digits"))
    if not row.school_codes:
        faults.append(row.fault("核算学校代码", "billing.cell_empty", "name at least one school"))
    for code in row.school_codes:
        if code not in schools:
            detail = f"school {code} is not known yet; import the organisations first"
            faults.append(row.fault("核算学校代码", "billing.organisation_unknown", detail))
    return faults


def _foreign(
    row: UnitRow, district_path: str, schools: dict[str, str], known: dict[str, str], by: Actor
) -> list[Fault]:
    """Whoever imports touches units and schools of the own districts alone, each below the district of its row."""
    faults = []
    if not _covers(by.path.text, district_path):
        faults.append(row.fault("所属区县代码", "billing.outside_own_organisation", "this district is not yours"))
    if known.get(row.code, district_path) != district_path:
        detail = "another district has a unit by this code; give yours another one"
        faults.append(row.fault("核算单位代码", "billing.unit_of_another_district", detail))
    for code in row.school_codes:
        if code in schools and not _covers(district_path, schools[code]):
            detail = f"school {code} lies in another district; name schools of this row's district"
            faults.append(row.fault("核算学校代码", "billing.school_of_another_district", detail))
    return faults


def _held(row: UnitRow, held: dict[str, str]) -> list[Fault]:
    """Money of two units never meets in one account."""
    return [
        row.fault(column, "billing.account_of_another_unit", "another accounting unit has this one; correct the number")
        for column, number in (("专户账号", row.account), ("微信商户号", row.merchant_number))
        if held.get(number, row.code) != row.code
    ]


def _twice(rows: tuple[UnitRow, ...]) -> list[Fault]:
    faults = []
    codes = Counter(row.code for row in rows)
    accounts = Counter(row.account for row in rows)
    merchants = Counter(row.merchant_number for row in rows)
    schools = Counter(code for row in rows for code in row.school_codes)
    for row in rows:
        for column, counted, text in (
            ("核算单位代码", codes, row.code),
            ("专户账号", accounts, row.account),
            ("微信商户号", merchants, row.merchant_number),
        ):
            if counted[text] > 1:
                faults.append(row.fault(column, "billing.row_twice", "this value stands in more than one row"))
        if any(schools[code] > 1 for code in row.school_codes):
            faults.append(row.fault("核算学校代码", "billing.row_twice", "a school has one accounting unit"))
    return faults
