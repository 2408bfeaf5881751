"""Pupils, classes and guardians; names and numbers are sealed here and nowhere leave unsealed."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping

from chassis.seal import Sealer
from enrolment.adapters.postgres.sql import Sql
from enrolment.domain.consent import ConsentState
from enrolment.domain.pupil import Pupil, SchoolClass
from enrolment.domain.roster import RosterLine, class_name
from kernel.ids import new_id
from kernel.organisation import OrganisationPath

NAME, NUMBER, PHONE, GUARDIAN = "pupil.name", "pupil.number", "guardian.phone", "guardian.name"
_DRAW_KEY = "pupil.draw_key"

_SAVE_CLASSES = """
INSERT INTO school_class (id, school_path, grade, number, name)
SELECT t.id, :path, t.grade, t.number, t.name
FROM unnest(CAST(:ids AS uuid[]), CAST(:grades AS smallint[]), CAST(:numbers AS smallint[]), CAST(:names AS text[]))
     AS t(id, grade, number, name)
ON CONFLICT (school_path, grade, number) DO NOTHING
"""
_STAGE = """
CREATE TEMPORARY TABLE roster_line (
    id uuid, class_id uuid, grade smallint, draw_key bytea, name_sealed bytea, name_blind bytea, number_sealed bytea,
    number_blind bytea, guardian_name_sealed bytea, guardian_phone_sealed bytea, guardian_phone_blind bytea,
    boards boolean, priorities text[]) ON COMMIT DROP
"""
_COLUMNS = (
    "id",
    "class_id",
    "grade",
    "draw_key",
    "name_sealed",
    "name_blind",
    "number_sealed",
    "number_blind",
    "guardian_name_sealed",
    "guardian_phone_sealed",
    "guardian_phone_blind",
    "boards",
    "priorities",
)
_TO_TELL = """
SELECT l.number_blind FROM roster_line l LEFT JOIN pupil p USING (number_blind)
WHERE p.id IS NULL OR p.class_id <> l.class_id OR p.grade <> l.grade OR p.boards <> l.boards
"""
# In one order, so that two schools naming the same new pupils wait for one another and never in a ring.
_ADD = f"""
INSERT INTO pupil (school_path, {", ".join(_COLUMNS)})
SELECT :path, {", ".join(_COLUMNS)} FROM roster_line ORDER BY number_blind
ON CONFLICT DO NOTHING
"""
_RENEW = """
UPDATE pupil p SET class_id = l.class_id, grade = l.grade, name_sealed = l.name_sealed, name_blind = l.name_blind,
    guardian_name_sealed = l.guardian_name_sealed, guardian_phone_sealed = l.guardian_phone_sealed,
    guardian_phone_blind = l.guardian_phone_blind, boards = l.boards, priorities = l.priorities, version = p.version + 1
FROM roster_line l
WHERE p.number_blind = l.number_blind AND p.id <> l.id AND p.school_path = :path
"""
# Whoever changes class is reviewed by the new class's teacher.
_FOLLOW_CLASS = """
UPDATE application a SET class_id = p.class_id FROM pupil p
WHERE a.pupil_id = p.id AND p.number_blind = ANY(CAST(:numbers AS bytea[])) AND a.class_id <> p.class_id
  AND a.school_path = p.school_path AND a.state IN ('submitted', 'returned')
"""
_HISTORY = """
INSERT INTO enrolment_history (pupil_id, from_on, school_path, class_id)
SELECT id, :on, school_path, class_id FROM pupil WHERE number_blind = ANY(CAST(:numbers AS bytea[]))
ON CONFLICT (pupil_id, from_on) DO UPDATE SET school_path = excluded.school_path, class_id = excluded.class_id
"""


class PostgresPupils:
    def __init__(self, sql: Sql, sealer: Sealer) -> None:
        self._sql = sql
        self._sealer = sealer

    async def known_numbers(self, numbers: Sequence[str], *, locked: bool = False) -> dict[str, Pupil]:
        blind = {self._sealer.blind_index(number, field=NUMBER): number for number in numbers}
        query = "SELECT * FROM pupil WHERE number_blind = ANY(CAST(:blind AS bytea[])) ORDER BY number_blind"
        rows = await self._sql.rows(query + (" FOR NO KEY UPDATE" if locked else ""), blind=list(blind))
        return {blind[bytes(row["number_blind"])]: pupil_of(row) for row in rows}

    async def other_people(
        self, school_path: OrganisationPath, lines: Sequence[RosterLine]
    ) -> dict[str, tuple[str, ...]]:
        blind = {self._sealer.blind_index(line.number, field=NUMBER): line for line in lines}
        rows = await self._sql.rows(
            """SELECT number_blind, name_sealed, guardian_name_sealed, guardian_phone_sealed FROM pupil
               WHERE school_path = :path AND number_blind = ANY(CAST(:blind AS bytea[]))""",
            path=school_path.text,
            blind=list(blind),
        )
        return await asyncio.to_thread(self._changed, rows, blind)

    def _changed(self, rows: Sequence[RowMapping], lines: Mapping[bytes, RosterLine]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for row in rows:
            line = lines[bytes(row["number_blind"])]
            said = {
                "姓名": (line.name, "name_sealed", NAME),
                "监护人姓名": (line.guardian_name, "guardian_name_sealed", GUARDIAN),
                "监护人手机号": (line.guardian_phone, "guardian_phone_sealed", PHONE),
            }
            changed = tuple(
                heading
                for heading, (value, column, field) in said.items()
                if self._sealer.unseal(bytes(row[column]), field=field) != value
            )
            if changed:
                found[line.number] = changed
        return found

    async def save_classes(
        self, school_path: OrganisationPath, places: Sequence[tuple[int, int]]
    ) -> dict[tuple[int, int], SchoolClass]:
        await self._sql.run(
            _SAVE_CLASSES,
            path=school_path.text,
            ids=[new_id() for _ in places],
            grades=[grade for grade, _ in places],
            numbers=[number for _, number in places],
            names=[class_name(grade, number) for grade, number in places],
        )
        rows = await self._sql.rows("SELECT * FROM school_class WHERE school_path = :path", path=school_path.text)
        found = {(row["grade"], row["number"]): _class(row) for row in rows}
        return {place: found[place] for place in places}

    async def save_roster(
        self,
        school_path: OrganisationPath,
        lines: Sequence[RosterLine],
        classes: Mapping[tuple[int, int], UUID],
        *,
        on: date,
    ) -> tuple[UUID, ...]:
        await self._sql.run(_STAGE)
        raw = await self._sql.connection.get_raw_connection()
        driver = raw.driver_connection
        assert driver is not None  # noqa: S101 - a connection in a transaction has its driver
        await driver.copy_records_to_table(
            "roster_line", records=await asyncio.to_thread(self._records, lines, classes), columns=_COLUMNS
        )
        told = [bytes(row["number_blind"]) for row in await self._sql.rows(_TO_TELL)]
        await self._sql.run(_ADD, path=school_path.text)
        await self._sql.run(_RENEW, path=school_path.text)
        await self._sql.run(_HISTORY, on=on, numbers=told)
        await self._sql.run(_FOLLOW_CLASS, numbers=told)
        rows = await self._sql.rows("SELECT id FROM pupil WHERE number_blind = ANY(CAST(:told AS bytea[]))", told=told)
        return tuple(row["id"] for row in rows)

    async def by_ids(self, pupil_ids: Sequence[UUID]) -> tuple[Pupil, ...]:
        rows = await self._sql.rows(
            "SELECT * FROM pupil WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY draw_key", ids=list(pupil_ids)
        )
        return tuple(pupil_of(row) for row in rows)

    def _records(
        self, lines: Sequence[RosterLine], classes: Mapping[tuple[int, int], UUID]
    ) -> list[tuple[object, ...]]:
        """Sealing a whole roster takes a while; the others are answered meanwhile."""
        return [self._record(line, classes) for line in lines]

    def _record(self, line: RosterLine, classes: Mapping[tuple[int, int], UUID]) -> tuple[object, ...]:
        seal, blind = self._sealer.seal, self._sealer.blind_index
        return (
            new_id(),
            classes[line.grade, line.class_number],
            line.grade,
            blind(line.number, field=_DRAW_KEY),
            seal(line.name, field=NAME),
            blind(line.name, field=NAME),
            seal(line.number, field=NUMBER),
            blind(line.number, field=NUMBER),
            seal(line.guardian_name, field=GUARDIAN),
            seal(line.guardian_phone, field=PHONE),
            blind(line.guardian_phone, field=PHONE),
            line.boards,
            list(line.priorities),
        )

    async def class_sizes(self, class_ids: Sequence[UUID]) -> dict[UUID, int]:
        rows = await self._sql.rows(
            """SELECT class_id, count(*) AS pupils FROM pupil
               WHERE class_id = ANY(CAST(:ids AS uuid[])) GROUP BY class_id""",
            ids=list(class_ids),
        )
        return {row["class_id"]: row["pupils"] for row in rows}

    async def assign_teacher(self, class_id: UUID, person_id: UUID) -> bool:
        return (
            await self._sql.run(
                "UPDATE school_class SET teacher_id = :person WHERE id = :id", person=person_id, id=class_id
            )
            == 1
        )

    async def taught_by(self, pupil_id: UUID, teacher_id: UUID) -> bool:
        row = await self._sql.first(
            """SELECT 1 AS found FROM pupil p JOIN school_class c ON c.id = p.class_id
               WHERE p.id = :pupil AND c.teacher_id = :teacher""",
            pupil=pupil_id,
            teacher=teacher_id,
        )
        return row is not None

    async def own_child(self, pupil_id: UUID, guardian_id: UUID) -> Pupil | None:
        row = await self._sql.first(
            """SELECT p.* FROM pupil p JOIN guardianship g ON g.pupil_id = p.id
               WHERE p.id = :pupil AND g.guardian_id = :guardian""",
            pupil=pupil_id,
            guardian=guardian_id,
        )
        return pupil_of(row) if row is not None else None

    async def decide_consent(
        self, pupil_id: UUID, guardian_id: UUID, *, given: bool, version: str, text_hash: str, now: datetime
    ) -> str | None:
        stood = await self._sql.first(
            """SELECT text_version FROM consent WHERE pupil_id = :pupil AND guardian_id = :guardian
               ORDER BY decided_at DESC LIMIT 1""",
            pupil=pupil_id,
            guardian=guardian_id,
        )
        await self._sql.run(
            """INSERT INTO consent (pupil_id, guardian_id, given, text_version, text_hash, decided_at)
               VALUES (:pupil, :guardian, :given, :version, :hash, :now)""",
            pupil=pupil_id,
            guardian=guardian_id,
            given=given,
            version=version,
            hash=text_hash,
            now=now,
        )
        return None if stood is None else stood["text_version"]

    async def consent_of(self, pupil_id: UUID) -> ConsentState:
        row = await self._sql.first("SELECT consent FROM pupil WHERE id = :pupil", pupil=pupil_id)
        return ConsentState(row["consent"]) if row is not None else ConsentState.MISSING

    async def lock(self, pupil_id: UUID) -> Pupil | None:
        # No stronger: what refers to the child, as a draw's placements do, is written beside it.
        row = await self._sql.first("SELECT * FROM pupil WHERE id = :pupil FOR NO KEY UPDATE", pupil=pupil_id)
        return pupil_of(row) if row is not None else None

    async def find_class(self, school_path: OrganisationPath, grade: int, number: int) -> SchoolClass | None:
        row = await self._sql.first(
            "SELECT * FROM school_class WHERE school_path = :path AND grade = :grade AND number = :number",
            path=school_path.text,
            grade=grade,
            number=number,
        )
        return _class(row) if row is not None else None

    async def move(self, pupil_id: UUID, to: SchoolClass, *, on: date) -> None:
        await self._sql.run(
            """UPDATE pupil SET school_path = :path, class_id = :class_id, grade = :grade, version = version + 1
               WHERE id = :pupil""",
            path=to.school_path,
            class_id=to.id,
            grade=to.grade,
            pupil=pupil_id,
        )
        row = await self._sql.first("SELECT number_blind FROM pupil WHERE id = :pupil", pupil=pupil_id)
        if row is not None:
            await self._sql.run(_FOLLOW_CLASS, numbers=[bytes(row["number_blind"])])
        await self._sql.run(
            """INSERT INTO enrolment_history VALUES (:pupil, :on, :path, :class_id)
               ON CONFLICT (pupil_id, from_on) DO UPDATE SET school_path = excluded.school_path,
               class_id = excluded.class_id""",
            pupil=pupil_id,
            on=on,
            path=to.school_path,
            class_id=to.id,
        )


def pupil_of(row: RowMapping) -> Pupil:
    return Pupil(row["id"], row["school_path"], row["class_id"], row["grade"], bytes(row["draw_key"]), row["boards"])


def _class(row: RowMapping) -> SchoolClass:
    return SchoolClass(row["id"], row["school_path"], row["grade"], row["number"], row["name"])
