"""What the term left behind, by the names under which the operations of a service ask for it."""

from functools import cached_property

from own_stack import OwnStack

from stack.installation import SERVICES

TERM, MONTH, DAY = "2026-spring", "2026-03", "2026-03-17"
KEEPERS = [service for service in SERVICES if service != "sso"]
# Named otherwise than the table that keeps it.
KEPT_AS = {
    "class_id": "school_class",
    "exception_id": "difference",
    "group_id": "service_group",
    "import_id": "staff_import",
    "line_id": "statement_line",
    "notice_id": "price_notice",
    "round_id": "selection_round",
    "run_id": "bill_run",
    "sheet_id": "allowance_sheet",
}
CHANGES = {"billing": "unit_change", "staffing": "role_change"}
# An identifier, and whether it is a school's own.
Found = tuple[str | None, bool]
COLUMNS = """
SELECT table_name, bool_or(column_name = 'school_path') AS of_school FROM information_schema.columns
WHERE table_schema = 'public' AND (column_name = 'school_path' OR column_name = 'id' AND data_type = 'uuid')
GROUP BY table_name HAVING bool_or(column_name = 'id')
"""


class Known:
    """`known(service, name)` → one of the first school's, where the term left any; else None."""

    def __init__(self, stack: OwnStack) -> None:
        self._stack = stack
        self.school = stack.city().schools[0]
        self._found: dict[tuple[str, str], Found] = {}

    def __call__(self, service: str, name: str) -> str | None:
        if not name.endswith("_id"):
            return self._plain(service).get(name)
        if (service, name) not in self._found:
            self._found[service, name] = self._row(service, name)
        return self._found[service, name][0]

    def own(self) -> frozenset[str]:
        """The school's code, and what was given out of rows that are a school's: nobody else is to be told of them."""
        return frozenset({self.school.code, *(row_id for row_id, of_school in self._found.values() if of_school)})

    def _plain(self, service: str) -> dict[str, str]:
        city, school = self._stack.city(), self.school
        return {
            "term": TERM,
            "month": MONTH,
            "on": DAY,
            "code": school.code,
            "school": school.code if service == "inspection" else school.path,
            "school_code": school.code,
            "school_path": school.path,
            "scope_path": school.path,
            "district": city.district_path,
            "unit": school.unit_code,
            "unit_code": school.unit_code,
        }

    def _row(self, service: str, name: str) -> Found:
        table = CHANGES.get(service, "") if name == "change_id" else KEPT_AS.get(name, name.removesuffix("_id"))
        keepers = sorted(KEEPERS, key=lambda keeper: keeper != service)
        return next((self._firsts[keeper][table] for keeper in keepers if table in self._firsts[keeper]), (None, False))

    @cached_property
    def _firsts(self) -> dict[str, dict[str, Found]]:
        """Service → table → the first row, of the first school where rows are of schools."""
        return {service: self._first_of_each(service) for service in KEEPERS}

    def _first_of_each(self, service: str) -> dict[str, Found]:
        of_school = {row["table_name"]: row["of_school"] for row in self._stack.rows(service, COLUMNS)}
        foreign = f"school_path <> '{self.school.path}', "
        queries = [
            f"(SELECT '{table}' AS kept_as, id::text FROM {table} ORDER BY {foreign * is_a_schools}id LIMIT 1)"
            for table, is_a_schools in of_school.items()
        ]
        found = self._stack.rows(service, " UNION ALL ".join(queries))
        return {row["kept_as"]: (row["id"], of_school[row["kept_as"]]) for row in found}
