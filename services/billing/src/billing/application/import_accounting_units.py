"""Registering whose books these are: units, their dedicated account and the schools they keep books for."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from billing.application.ports import UnitOfWork
from billing.domain.account import STANDING, bank
from billing.domain.event import AccountingUnitRegistered
from kernel.actor import Actor
from kernel.errors import Fault, Invalid


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
class UnitCounts:
    units: int
    schools: int


@dataclass(frozen=True, slots=True)
class ImportAccountingUnits:
    """All rows or none; a unit known already is updated, so that the same file again changes nothing."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, rows: tuple[UnitRow, ...], by: Actor, now: datetime) -> UnitCounts:
        async with self.unit_of_work() as work:
            schools = await work.copies.school_paths([code for row in rows for code in row.school_codes])
            districts = await work.copies.district_paths([row.district_code for row in rows])
            faults = [fault for row in rows for fault in _faults(row, schools, districts)] + _twice(rows)
            known = await work.units.known([row.code for row in rows])
            held = await work.units.holding([row.account for row in rows], [row.merchant_number for row in rows])
            for row in rows:
                faults += _held(row, held)
                if row.district_code in districts:
                    faults += _foreign(row, districts[row.district_code], schools, known, by)
            if faults:
                raise AccountingUnitsFaulty("the file was not imported; see each row", faults=tuple(faults[:100]))
            touched = {row.code for row in rows}
            for row in sorted(rows, key=lambda one: one.code):
                await work.units.register(
                    code=row.code,
                    name=row.name,
                    district_path=districts[row.district_code],
                    bank_name=row.bank_name,
                    account=row.account,
                    holder=row.holder,
                    merchant_number=row.merchant_number,
                )
                paths = tuple(sorted(schools[code] for code in row.school_codes))
                touched |= await work.units.assign_schools(row.code, paths)
                await work.ledger.open_accounts(row.code, (*STANDING, bank(row.account[-4:])))
                work.record("billing.unit_registered", f"unit/{row.code}", actor=by, now=now, after={"schools": paths})
            await work.hold(AccountingUnitRegistered, touched)
            for registered in await work.units.registered(touched):
                work.publish(registered, now=now)
        return UnitCounts(units=len(rows), schools=sum(len(row.school_codes) for row in rows))


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
