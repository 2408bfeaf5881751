"""Who belongs to the city: districts, offices and schools by code (organisations.xlsx)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enrolment.domain.sheet import SheetRow, refuse_if_faulty
from kernel.errors import Fault, NotFound
from kernel.organisation import OrganisationPath

HEADINGS = ("机构代码", "机构名称", "机构类型", "上级代码", "学段", "核算单位代码")


class Kind(StrEnum):
    CITY = "city"
    DISTRICT = "district"
    OFFICE = "office"
    SCHOOL = "school"


_KINDS = {"市": Kind.CITY, "区县": Kind.DISTRICT, "部门": Kind.OFFICE, "学校": Kind.SCHOOL}
_STAGES = {"小学": "primary", "初中": "junior", "九年一贯": "nine-year"}
_GRADES = {"primary": range(1, 7), "junior": range(7, 10), "nine-year": range(1, 10)}


class OrganisationUnknown(NotFound):
    code = "enrolment.organisation_unknown"


@dataclass(frozen=True, slots=True)
class Organisation:
    code: str
    path: OrganisationPath
    kind: Kind
    name: str
    stage: str
    accounting_unit: str
    district_code: str

    @property
    def district_path(self) -> OrganisationPath:
        """The district that decides for this school or office; the organisation itself above schools."""
        parent = self.path.parent
        return parent if self.kind is Kind.SCHOOL and parent is not None else self.path


def grades_of(stage: str) -> range:
    return _GRADES.get(stage, range(1, 10))


def read_organisations(
    rows: Sequence[SheetRow], *, known: Mapping[str, Organisation], within: OrganisationPath, file: str
) -> tuple[Organisation, ...]:
    """Return the organisations of a file in order, parents first, or raise FileRefused with every fault.

    A parent stands above its children in the file or is `known`; nothing outside `within` may be named.
    """
    faults: list[Fault] = []
    found: dict[str, Organisation] = {}
    for row in rows:
        organisation = _read(row, found, known, faults)
        if organisation is None:
            continue
        if not within.covers(organisation.path):
            faults.append(row.fault("机构代码", "enrolment.outside_own_organisation", f"not below {within}"))
            continue
        found[organisation.code] = organisation
    refuse_if_faulty(faults, file=file)
    return tuple(found.values())


def _read(
    row: SheetRow, found: Mapping[str, Organisation], known: Mapping[str, Organisation], faults: list[Fault]
) -> Organisation | None:
    before = len(faults)
    code, name, kind = row["机构代码"], row["机构名称"], _KINDS.get(row["机构类型"])
    if not code.isalnum() or len(code) > 40:
        faults.append(row.fault("机构代码", "enrolment.code_malformed", "give the code in letters and digits"))
    elif code in found:
        faults.append(row.fault("机构代码", "enrolment.duplicate_row", f"{code} stands in this file twice"))
    if not name:
        faults.append(row.fault("机构名称", "enrolment.value_missing", "give the name"))
    if kind is None:
        faults.append(row.fault("机构类型", "enrolment.word_unknown", "write one of " + "、".join(_KINDS)))
    parent = found.get(row["上级代码"]) or known.get(row["上级代码"])
    if kind is not None and kind is not Kind.CITY and parent is None:
        faults.append(row.fault("上级代码", "enrolment.parent_unknown", "name an organisation that stands above"))
    stage = _STAGES.get(row["学段"], "")
    if kind is Kind.SCHOOL:
        if not stage:
            faults.append(row.fault("学段", "enrolment.word_unknown", "write one of " + "、".join(_STAGES)))
        if not row["核算单位代码"]:
            faults.append(row.fault("核算单位代码", "enrolment.value_missing", "name the unit that keeps the books"))
        if len(code) != 10:
            faults.append(row.fault("机构代码", "enrolment.code_malformed", "a school code has ten digits (D20)"))
    if kind is None or len(faults) > before:
        return None
    path = OrganisationPath(f"{parent.path}/{code}" if kind is not Kind.CITY and parent is not None else f"/{code}")
    district = code if kind is Kind.DISTRICT else (parent.district_code if parent is not None else "")
    return Organisation(code, path, kind, name, stage, row["核算单位代码"], district)


def by_code(organisations: Iterable[Organisation]) -> dict[str, Organisation]:
    return {organisation.code: organisation for organisation in organisations}
