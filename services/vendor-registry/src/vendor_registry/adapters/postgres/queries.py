"""What can be read of the registry."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, case, exists, func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.organisation import OrganisationPath
from vendor_registry.adapters.postgres import sealing
from vendor_registry.adapters.postgres.contracts import with_courses
from vendor_registry.adapters.postgres.listings import STANDS, PostgresListingStore, listing_of, suspension_of
from vendor_registry.adapters.postgres.rounds import application_of, objection_of, round_of
from vendor_registry.adapters.postgres.rows import (
    application,
    contract,
    course,
    instructor,
    licence,
    listing,
    objection,
    organisation,
    selection_round,
    suspension,
    vendor,
)
from vendor_registry.adapters.postgres.vendors import PostgresVendorStore, course_of, licence_of
from vendor_registry.adapters.postgres.visibility import lies_below, sees_contract, sees_listing, sees_vendor
from vendor_registry.application.ports import APPLICANTS_MAX, PAPERS_MAX
from vendor_registry.application.queries import (
    ApplicationRow,
    ClaimRow,
    ContractRow,
    Dossier,
    LicenceRow,
    Payee,
    PersonRow,
    PublicResult,
    PublicRound,
    VendorRow,
    WhitelistRow,
)
from vendor_registry.domain.application import ApplicationState, ApplicationUnknown
from vendor_registry.domain.contract import ContractUnknown
from vendor_registry.domain.course import Course
from vendor_registry.domain.licence import Licence, LicenceKind, LicenceState, LicenceUnknown
from vendor_registry.domain.listing import Standing
from vendor_registry.domain.objection import Objection
from vendor_registry.domain.selection_round import RoundState, RoundUnknown, SelectionRound
from vendor_registry.domain.suspension import Suspension
from vendor_registry.domain.vendor import ClaimState, VendorUnknown

_HELD = vendor.alias("held")
_STATE = case(
    (vendor.c.confirmed_by.is_not(None), ClaimState.CONFIRMED.value),
    (vendor.c.refusal_reason != "", ClaimState.REFUSED.value),
    (vendor.c.ended_at.is_not(None), ClaimState.WITHDRAWN.value),
    (exists().where(_HELD.c.uscc == vendor.c.uscc, _HELD.c.confirmed_by.is_not(None)), ClaimState.SUPERSEDED.value),
    else_=ClaimState.WAITING.value,
)
_VENDOR = (
    vendor.c.id.label("v_id"),
    vendor.c.uscc.label("v_uscc"),
    vendor.c.name.label("v_name"),
    vendor.c.platform_number.label("v_platform_number"),
    vendor.c.bank_name.label("v_bank_name"),
    vendor.c.account_suffix.label("v_account_suffix"),
    vendor.c.refusal_reason.label("v_refusal_reason"),
    vendor.c.version.label("v_version"),
    _STATE.label("v_state"),
)


@dataclass(frozen=True, slots=True)
class PostgresQueries:
    database: Database
    sealer: Sealer

    async def vendors(self, reader: Actor, *, after: tuple[str, UUID] | None, limit: int) -> Sequence[VendorRow]:
        statement = select(*_VENDOR).where(sees_vendor(reader)).order_by(vendor.c.uscc, vendor.c.id).limit(limit)
        if after is not None:
            statement = statement.where(tuple_(vendor.c.uscc, vendor.c.id) > tuple_(*after))
        return [_vendor_row(row) for row in await self._all(statement)]

    async def waiting_claims(self, officer: Actor, *, after: tuple[UUID] | None, limit: int) -> Sequence[ClaimRow]:
        statement = (
            select(*_VENDOR, vendor.c.clerk_name_sealed, vendor.c.registered_at)
            .where(sees_vendor(officer), _STATE.in_([ClaimState.WAITING.value]))
            .order_by(vendor.c.id)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(vendor.c.id > after[0])
        async with self.database.reading() as connection:
            rows = (await connection.execute(statement)).mappings().all()
            papers = await PostgresVendorStore(connection, self.sealer).licences([row["v_id"] for row in rows])
        return [self._claim_row(row, papers.get(row["v_id"], ())) for row in rows]

    async def dossier(self, vendor_id: UUID, reader: Actor) -> Dossier:
        async with self.database.reading() as connection:
            row = await self._visible(connection, vendor_id, reader)
            store = PostgresVendorStore(connection, self.sealer)
            filed = select(course).where(course.c.vendor_id == vendor_id).order_by(course.c.id).limit(PAPERS_MAX)
            entries = select(listing).where(listing.c.vendor_id == vendor_id).order_by(listing.c.id.desc())
            if reader.path.text.startswith("/vendor"):
                entries = entries.limit(PAPERS_MAX)
            else:
                entries = entries.where(lies_below(listing.c.district_path, reader)).limit(PAPERS_MAX)
            return Dossier(
                vendor=_vendor_row(row),
                registrant=await self._registrant(connection, vendor_id) if reader.role == "market-officer" else None,
                licences=(await store.licences([vendor_id])).get(vendor_id, ()),
                instructors=(await store.instructors([vendor_id])).get(vendor_id, ()),
                courses=[course_of(each) for each in (await connection.execute(filed)).mappings()],
                listings=[listing_of(each) for each in (await connection.execute(entries)).mappings()],
            )

    async def licence_document(self, vendor_id: UUID, licence_id: UUID, reader: Actor) -> UUID:
        async with self.database.reading() as connection:
            await self._visible(connection, vendor_id, reader)
            statement = select(licence.c.document_id).where(
                licence.c.id == licence_id, licence.c.vendor_id == vendor_id
            )
            found: UUID | None = (await connection.execute(statement)).scalar_one_or_none()
        if found is None:
            raise LicenceUnknown("this vendor has no licence with this id")
        return found

    async def waiting_licences(
        self, officer: Actor, kinds: Collection[LicenceKind], *, after: tuple[UUID] | None, limit: int
    ) -> Sequence[LicenceRow]:
        with_the_offices = exists().where(
            application.c.vendor_id == licence.c.vendor_id,
            application.c.state == ApplicationState.COMPLETE,
            application.c.submitted_at >= licence.c.filed_at,
            selection_round.c.id == application.c.round_id,
            selection_round.c.state == RoundState.ANNOUNCED,
        )
        statement = (
            select(licence, *_VENDOR)
            .join(vendor, vendor.c.id == licence.c.vendor_id)
            .where(licence.c.state == LicenceState.WAITING, licence.c.kind.in_(kinds))
            .where(sees_vendor(officer), vendor.c.ended_at.is_(None), ~with_the_offices)
            .order_by(licence.c.id)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(licence.c.id > after[0])
        return [LicenceRow(licence_of(row), _vendor_row(row)) for row in await self._all(statement)]

    async def rounds(self, *, after: tuple[UUID] | None, limit: int) -> Sequence[SelectionRound]:
        statement = select(selection_round).order_by(selection_round.c.id.desc()).limit(limit)
        if after is not None:
            statement = statement.where(selection_round.c.id < after[0])
        return [round_of(row) for row in await self._all(statement)]

    async def round(self, round_id: UUID) -> SelectionRound:
        rows = await self._all(select(selection_round).where(selection_round.c.id == round_id))
        if not rows:
            raise RoundUnknown("no round has this id")
        return round_of(rows[0])

    async def public_round(self, round_id: UUID) -> PublicRound:
        round_ = await self.round(round_id)
        named = select(organisation.c.name).where(organisation.c.path == round_.district.text)
        names = await self._all(named)
        results: list[PublicResult] = []
        if round_.state is not RoundState.ANNOUNCED:
            shown = (
                select(application, *_VENDOR)
                .join(vendor, vendor.c.id == application.c.vendor_id)
                .where(application.c.round_id == round_id, application.c.state != ApplicationState.INCOMPLETE)
                .order_by(vendor.c.uscc)
                .limit(APPLICANTS_MAX)
            )
            rows = await self._all(shown)
            courses = await self._courses(rows)
            results = [
                PublicResult(_vendor_row(row), _chosen(row, courses), row["state"], row["reason_code"]) for row in rows
            ]
        return PublicRound(round_, names[0]["name"] if names else round_.district.code, results)

    async def applications(
        self, reader: Actor, *, round_id: UUID | None, after: tuple[UUID] | None, limit: int
    ) -> Sequence[ApplicationRow]:
        statement = _applications(reader).order_by(application.c.id).limit(limit)
        if round_id is not None:
            statement = statement.where(application.c.round_id == round_id)
        if after is not None:
            statement = statement.where(application.c.id > after[0])
        return [_application_row(row) for row in await self._all(statement)]

    async def application(self, application_id: UUID, reader: Actor) -> ApplicationRow:
        rows = await self._all(_applications(reader).where(application.c.id == application_id))
        if not rows:
            raise ApplicationUnknown("no application that you may see has this id")
        return _application_row(rows[0])

    async def objections(
        self, round_id: UUID, reader: Actor, *, after: tuple[UUID] | None, limit: int
    ) -> Sequence[Objection]:
        statement = (
            select(objection)
            .join(selection_round, selection_round.c.id == objection.c.round_id)
            .where(objection.c.round_id == round_id, lies_below(selection_round.c.district_path, reader))
            .order_by(objection.c.id)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(objection.c.id > after[0])
        return [objection_of(row, self.sealer) for row in await self._all(statement)]

    async def suspensions(self, reader: Actor, *, after: tuple[UUID] | None, limit: int) -> Sequence[Suspension]:
        statement = (
            select(suspension)
            .where(lies_below(suspension.c.district_path, reader))
            .order_by(suspension.c.id.desc())
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(suspension.c.id < after[0])
        return [suspension_of(row) for row in await self._all(statement)]

    async def whitelist(
        self, reader: Actor, *, on: date, after: tuple[str, str] | None, limit: int
    ) -> Sequence[WhitelistRow]:
        statement = (
            select(listing, *_VENDOR)
            .join(vendor, vendor.c.id == listing.c.vendor_id)
            .where(*STANDS, listing.c.listed_from <= on, listing.c.listed_until >= on, sees_listing(reader))
            .order_by(listing.c.district_path, vendor.c.uscc)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(tuple_(listing.c.district_path, vendor.c.uscc) > tuple_(*after))
        rows = await self._all(statement)
        courses = await self._courses(rows)
        return [WhitelistRow(listing_of(row), _vendor_row(row), _chosen(row, courses)) for row in rows]

    async def contracts(self, reader: Actor, *, after: tuple[UUID] | None, limit: int) -> Sequence[ContractRow]:
        statement = _contracts(reader).order_by(contract.c.id).limit(limit)
        if after is not None:
            statement = statement.where(contract.c.id > after[0])
        return await self._contract_rows(statement)

    async def contract(self, contract_id: UUID, reader: Actor) -> ContractRow:
        rows = await self._contract_rows(_contracts(reader).where(contract.c.id == contract_id))
        if not rows:
            raise ContractUnknown("no contract of yours has this id")
        return rows[0]

    async def standing(self, vendor_id: UUID, district_path: str, *, on: date) -> Standing | None:
        async with self.database.reading() as connection:
            listings = PostgresListingStore(connection, self.sealer)
            return await listings.standing(vendor_id, OrganisationPath(district_path), on=on)

    async def payee(self, vendor_id: UUID) -> Payee:
        async with self.database.reading() as connection:
            found = await PostgresVendorStore(connection, self.sealer).get(vendor_id)
        if found is None:
            raise VendorUnknown("no vendor has this id")
        return Payee(found.name, found.bank_name, found.account)

    async def people(self, person_ids: Collection[UUID]) -> Sequence[PersonRow]:
        taught = select(instructor.c.person_id, instructor.c.name_sealed, instructor.c.login_sealed)
        clerks = select(vendor.c.clerk_id, vendor.c.clerk_name_sealed).where(vendor.c.clerk_id.in_(person_ids))
        people: dict[UUID, PersonRow] = {}
        for row in await self._all(clerks):
            name = self.sealer.unseal(row["clerk_name_sealed"], field=sealing.CLERK_NAME)
            people[row["clerk_id"]] = PersonRow(row["clerk_id"], name, "")
        for row in await self._all(taught.where(instructor.c.person_id.in_(person_ids))):
            name = self.sealer.unseal(row["name_sealed"], field=sealing.INSTRUCTOR_NAME)
            login = self.sealer.unseal(row["login_sealed"], field=sealing.INSTRUCTOR_LOGIN)
            people[row["person_id"]] = PersonRow(row["person_id"], name, login)
        return [people[person_id] for person_id in person_ids if person_id in people]

    async def _visible(self, connection: AsyncConnection, vendor_id: UUID, reader: Actor) -> RowMapping:
        statement = select(*_VENDOR).where(vendor.c.id == vendor_id, sees_vendor(reader))
        row = (await connection.execute(statement)).mappings().one_or_none()
        if row is None:
            raise VendorUnknown("no vendor that you may see has this id")
        return row

    async def _registrant(self, connection: AsyncConnection, vendor_id: UUID) -> str:
        named = select(vendor.c.clerk_name_sealed).where(vendor.c.id == vendor_id)
        return self.sealer.unseal((await connection.execute(named)).scalar_one(), field=sealing.CLERK_NAME)

    def _claim_row(self, row: RowMapping, papers: Sequence[Licence]) -> ClaimRow:
        return ClaimRow(
            vendor=_vendor_row(row),
            registrant=self.sealer.unseal(row["clerk_name_sealed"], field=sealing.CLERK_NAME),
            registered_at=row["registered_at"],
            licences=[paper for paper in papers if paper.kind is LicenceKind.BUSINESS],
        )

    async def _contract_rows(self, statement: Any) -> list[ContractRow]:
        async with self.database.reading() as connection:
            rows = (await connection.execute(statement)).mappings().all()
            contracts = await with_courses(connection, rows)
        return [ContractRow(each, row["v_name"], row["school_name"]) for each, row in zip(contracts, rows, strict=True)]

    async def _courses(self, rows: Sequence[RowMapping]) -> Mapping[UUID, Course]:
        wanted = {course_id for row in rows for course_id in row["course_ids"]}
        found = await self._all(select(course).where(course.c.id.in_(wanted)))
        return {row["id"]: course_of(row) for row in found}

    async def _all(self, statement: Any) -> Sequence[RowMapping]:
        async with self.database.reading() as connection:
            return (await connection.execute(statement)).mappings().all()


def _applications(reader: Actor) -> Any:
    return (
        select(application, *_VENDOR, selection_round.c.title, selection_round.c.district_path)
        .join(vendor, vendor.c.id == application.c.vendor_id)
        .join(selection_round, selection_round.c.id == application.c.round_id)
        .where(sees_application(reader))
    )


def sees_application(reader: Actor) -> Any:
    if reader.path.text.startswith("/vendor"):
        return sees_vendor(reader)
    return lies_below(selection_round.c.district_path, reader)


def _contracts(reader: Actor) -> Any:
    return (
        select(contract, *_VENDOR, func.coalesce(organisation.c.name, literal_column("''")).label("school_name"))
        .join(vendor, vendor.c.id == contract.c.vendor_id)
        .outerjoin(organisation, organisation.c.path == contract.c.school_path)
        .where(sees_contract(reader))
    )


def _vendor_row(row: RowMapping) -> VendorRow:
    return VendorRow(
        id=row["v_id"],
        uscc=row["v_uscc"],
        name=row["v_name"],
        platform_number=row["v_platform_number"],
        bank_name=row["v_bank_name"],
        account_suffix=row["v_account_suffix"],
        state=ClaimState(row["v_state"]),
        refusal_reason=row["v_refusal_reason"],
        version=row["v_version"],
    )


def _application_row(row: RowMapping) -> ApplicationRow:
    return ApplicationRow(application_of(row), _vendor_row(row), row["title"], row["district_path"])


def _chosen(row: RowMapping, courses: Mapping[UUID, Course]) -> list[Course]:
    return [courses[course_id] for course_id in row["course_ids"]]
