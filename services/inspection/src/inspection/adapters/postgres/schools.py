"""Schools, the rules in force for them, and whose child is where."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from inspection.adapters.postgres.read_rows import bill, placement
from inspection.adapters.postgres.rows import adoption, district_officer, guardianship, organisation, pupil
from inspection.application.ports import Course, NoPackAdopted, NotYourChild, School, SchoolUnknown
from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack, adopted


@dataclass(frozen=True, slots=True)
class PostgresSchools:
    connection: AsyncConnection

    async def of_district(self, district: OrganisationPath) -> Collection[str]:
        query = select(organisation.c.path).where(
            organisation.c.district_path == district.text, organisation.c.kind == "school"
        )
        return [row.path for row in await self.connection.execute(query)]

    async def by_code(self, code: str) -> School:
        query = select(organisation).where(organisation.c.code == code, organisation.c.kind == "school")
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise SchoolUnknown("there is no school by that code")
        return School(row.code, OrganisationPath(row.path), OrganisationPath(row.district_path), row.name)

    async def rules(self, district: OrganisationPath, term: str) -> AdoptedPack:
        """The rules the district adopted for the term; NoPackAdopted."""
        query = select(adoption.c.pack_text, adoption.c.parameters).where(
            adoption.c.district_path == district.text, adoption.c.term == term
        )
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise NoPackAdopted("the district has not adopted a rule pack for this term yet")
        return adopted(row.pack_text, row.parameters)

    async def has_officer(self, district: OrganisationPath, person_id: UUID) -> bool:
        holds = (district_officer.c.person_id == person_id) & (district_officer.c.path == district.text)
        return bool(await self.connection.scalar(select(exists().where(holds))))


@dataclass(frozen=True, slots=True)
class PostgresFamilies:
    connection: AsyncConnection

    async def has_child_at(self, guardian_id: UUID, school_path: OrganisationPath) -> bool:
        query = (
            select(pupil.c.id)
            .join(guardianship, guardianship.c.pupil_id == pupil.c.id)
            .where(guardianship.c.guardian_id == guardian_id, pupil.c.school_path == school_path.text)
            .limit(1)
        )
        return (await self.connection.execute(query)).first() is not None

    async def bill_is_of_child(self, guardian_id: UUID, bill_id: UUID, school_path: OrganisationPath) -> bool:
        own = and_(guardianship.c.pupil_id == bill.c.pupil_id, guardianship.c.guardian_id == guardian_id)
        query = select(bill.c.id).join(guardianship, own).where(bill.c.id == bill_id)
        query = query.where(bill.c.school_path == school_path.text)
        return (await self.connection.execute(query)).first() is not None

    async def course_of_child(self, guardian_id: UUID, offering_id: UUID, pupil_id: UUID) -> Course:
        own = and_(guardianship.c.pupil_id == placement.c.pupil_id, guardianship.c.guardian_id == guardian_id)
        query = (
            select(placement.c.school_path, placement.c.term)
            .join(guardianship, own)
            .where(placement.c.pupil_id == pupil_id, placement.c.offering_id == offering_id)
            .where(placement.c.agreed_on.is_not(None))
            .limit(1)
        )
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise NotYourChild("your child has no place in this course")
        return Course(offering_id, pupil_id, row.school_path, row.term)
