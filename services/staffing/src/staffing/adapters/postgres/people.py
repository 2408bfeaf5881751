"""People, their assignments and classes."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.seal import Sealer
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.assignments import below
from staffing.adapters.postgres.rows import assignment, organisation, person, school_class, vendor
from staffing.application.ports import Organisation, OrganisationUnknown, PersonUnknown
from staffing.domain.person import ClassTeacherAssigned, Person
from staffing.domain.rota import Place
from staffing.domain.staff_import import ClassKey

VENDOR_PATH = "/vendor/"
NAME_FIELD = "person.name"
PHONE_FIELD = "person.phone"


@dataclass(frozen=True, slots=True)
class PostgresPeople:
    connection: AsyncConnection
    sealer: Sealer

    async def by_number(self, numbers: Collection[str]) -> Mapping[str, UUID]:
        query = select(person.c.number, person.c.id).where(person.c.number.in_(numbers))
        return {row.number: row.id for row in await self.connection.execute(query)}

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]:
        query = select(person.c.id, person.c.name).where(person.c.id.in_(person_ids), person.c.name.is_not(None))
        rows = await self.connection.execute(query)
        return {row.id: self.sealer.unseal(row.name, field=NAME_FIELD) for row in rows}

    async def known(self, person_ids: Collection[UUID]) -> Mapping[UUID, Person]:
        query = select(person).where(person.c.id.in_(person_ids), person.c.number.is_not(None))
        return {
            row.id: Person(
                row.id,
                row.number,
                self.sealer.unseal(row.name, field=NAME_FIELD),
                self.sealer.unseal(row.phone, field=PHONE_FIELD),
            )
            for row in await self.connection.execute(query)
        }

    async def save(self, people: Sequence[Person]) -> None:
        rows = {
            one.id: {
                "id": one.id,
                "number": one.number,
                "name": self.sealer.seal(one.name, field=NAME_FIELD),
                "phone": self.sealer.seal(one.phone, field=PHONE_FIELD),
                "phone_index": self.sealer.blind_index(one.phone, field=PHONE_FIELD),
            }
            for one in people
        }
        if not rows:
            return
        statement = insert(person)
        fresh = {name: statement.excluded[name] for name in ("name", "phone", "phone_index")}
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=fresh), list(rows.values())
        )

    async def add_external(self, person_id: UUID) -> None:
        """A vendor's clerk or instructor: no name here, the vendor registry keeps it."""
        await self.connection.execute(insert(person).values(id=person_id).on_conflict_do_nothing())

    async def must_exist(self, person_id: UUID, *, within: OrganisationPath) -> None:
        """Raise PersonUnknown unless the person has, or had, an assignment within the organisation."""
        query = select(assignment.c.id).where(assignment.c.person_id == person_id, below(within)).limit(1)
        if (await self.connection.execute(query)).first() is None:
            raise PersonUnknown("nobody by that id at your organisation")

    async def lock(self, person_ids: Collection[UUID]) -> None:
        query = select(person.c.id).where(person.c.id.in_(person_ids)).order_by(person.c.id).with_for_update()
        await self.connection.execute(query)

    async def places(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[Place]]:
        query = (
            select(assignment, vendor.c.id.label("vendor_id"))
            .outerjoin(vendor, assignment.c.path == func.concat(VENDOR_PATH, vendor.c.uscc))
            .where(assignment.c.person_id.in_(person_ids), assignment.c.suspended_at.is_(None))
        )
        places: dict[UUID, set[Place]] = {}
        for row in await self.connection.execute(query):
            name = row.path if row.vendor_id is None else f"vendor:{row.vendor_id}"
            places.setdefault(row.person_id, set()).add(Place(name, row.starts_on, row.ends_on))
        return places


@dataclass(frozen=True, slots=True)
class PostgresClasses:
    connection: AsyncConnection

    async def assign(self, teachers: Mapping[ClassKey, UUID]) -> Set[UUID]:
        rows = [
            {"school_path": key.school_path, "grade": key.grade, "number": key.number, "teacher_id": teacher}
            for key, teacher in sorted(
                teachers.items(), key=lambda one: (one[0].school_path, one[0].grade, one[0].number)
            )
        ]
        if not rows:
            return set()
        statement = insert(school_class).values(rows)
        statement = statement.on_conflict_do_update(
            index_elements=["school_path", "grade", "number"], set_={"teacher_id": statement.excluded.teacher_id}
        )
        known = await self.connection.execute(statement.returning(school_class.c.class_id))
        return {row.class_id for row in known if row.class_id is not None}

    async def teachers(self, keys: Collection[ClassKey]) -> Mapping[ClassKey, UUID]:
        schools = {key.school_path for key in keys}
        query = select(school_class).where(
            school_class.c.school_path.in_(schools), school_class.c.teacher_id.is_not(None)
        )
        rows = await self.connection.execute(query)
        taught = {ClassKey(row.school_path, row.grade, row.number): row.teacher_id for row in rows}
        return {key: taught[key] for key in keys if key in taught}

    async def register(self, key: ClassKey, class_id: UUID) -> None:
        statement = insert(school_class).values(
            school_path=key.school_path, grade=key.grade, number=key.number, class_id=class_id
        )
        statement = statement.on_conflict_do_update(
            index_elements=["school_path", "grade", "number"], set_={"class_id": class_id}
        )
        await self.connection.execute(statement)

    async def taught(self, class_ids: Collection[UUID]) -> Sequence[ClassTeacherAssigned]:
        taught = (school_class.c.class_id.in_(class_ids), school_class.c.teacher_id.is_not(None))
        query = select(school_class).where(*taught).order_by(school_class.c.class_id)
        rows = await self.connection.execute(query)
        return [ClassTeacherAssigned(row.class_id, row.school_path, row.teacher_id) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresOrganisations:
    connection: AsyncConnection

    async def by_code(self, codes: Collection[str]) -> Mapping[str, Organisation]:
        query = select(organisation).where(organisation.c.code.in_(codes))
        return {row.code: _organisation(row.code, row.path, row.kind) for row in await self.connection.execute(query)}

    async def by_path(self, path: OrganisationPath) -> Organisation:
        row = (await self.connection.execute(select(organisation).where(organisation.c.path == path.text))).first()
        if row is None:
            raise OrganisationUnknown("no such organisation")
        return _organisation(row.code, row.path, row.kind)


def _organisation(code: str, path: str, kind: str) -> Organisation:
    return Organisation(code, OrganisationPath(path), kind)
