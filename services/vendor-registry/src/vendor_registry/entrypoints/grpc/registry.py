"""Answers other services need fresh."""

from datetime import date
from typing import Any
from uuid import UUID

from chassis.grpc.server import Context
from contracts.vendor_registry.v1 import registry_pb2 as v1
from contracts.vendor_registry.v1.registry_pb2_grpc import PayeeServiceServicer, RegistryServiceServicer
from kernel.errors import Invalid
from kernel.organisation import OrganisationPath
from vendor_registry.application.queries import Queries
from vendor_registry.domain.listing import Reason, why_lapsed

PEOPLE_MAX = 500


class NotAnId(Invalid):
    code = "vendor_registry.not_an_id"


class TooManyPeople(Invalid):
    code = "vendor_registry.too_many_people"


class RegistryServicer(RegistryServiceServicer):
    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def GetStanding(self, request: Any, context: Context) -> Any:  # noqa: N802 - the contract's name
        """Whether the vendor may be in that district's schools on that day, by its papers and not by the last job."""
        on = _day(request.held_on)
        district = OrganisationPath(request.district_path)
        standing = await self._queries.standing(_id(request.vendor_id), district.text, on=on)
        reason = Reason.NEVER_LISTED if standing is None else why_lapsed(standing, on=on)
        return v1.GetStandingResponse(
            listed=reason is None,
            listed_until="" if standing is None else standing.listing.listed_until.isoformat(),
            reason_code=reason or "",
        )

    async def DescribeInstructors(self, request: Any, context: Context) -> Any:  # noqa: N802 - the contract's name
        """Names and sign-in names of those known; a clerk has an account already and comes without a sign-in name."""
        if len(request.person_ids) > PEOPLE_MAX:
            raise TooManyPeople(f"ask for at most {PEOPLE_MAX} people at once", params={"max": PEOPLE_MAX})
        people = await self._queries.people([_id(text) for text in request.person_ids])
        return v1.DescribeInstructorsResponse(
            instructors=[
                v1.InstructorDescription(person_id=str(person.person_id), name=person.name, login=person.login)
                for person in people
            ]
        )


class PayeeServicer(PayeeServiceServicer):
    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def GetPayee(self, request: Any, context: Context) -> Any:  # noqa: N802 - the contract's name
        """The account a vendor registered in its own name, in full."""
        payee = await self._queries.payee(_id(request.vendor_id))
        return v1.GetPayeeResponse(name=payee.name, bank_name=payee.bank_name, account=payee.account)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotAnId("write ids as UUIDs") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotAnId("write days like 2026-03-02") from None
