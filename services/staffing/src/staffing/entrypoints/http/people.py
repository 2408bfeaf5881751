"""Who works where."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.http.idempotency import IdempotentRoute
from chassis.http.pages import Page, PageRequest
from staffing.application.queries import PersonListed
from staffing.entrypoints.http.dependencies import StaffReader, UseCasesDep

router = APIRouter(prefix="/v1", tags=["people"], route_class=IdempotentRoute)


class PersonView(BaseModel):
    id: UUID
    number: str
    name: str
    assignments: list[str]
    cleared_until: date | None
    sign_in_refused: str | None = Field(
        description="Why the person cannot sign in, a code of sso: their number is another account's sign-in name, say"
    )

    @classmethod
    def of(cls, person: PersonListed, refused: str | None) -> "PersonView":
        return cls(
            id=person.id,
            number=person.number,
            name=person.name,
            assignments=list(person.assignments),
            cleared_until=person.cleared_until,
            sign_in_refused=refused,
        )


@router.get("/people", summary="Who works at the organisation and below it")
async def get_people(
    reader: StaffReader, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[PersonView]:
    people = await use_cases.queries.people(reader.path, after=page.last(UUID), limit=page.fetch)
    refusals = await use_cases.accounts.refusals([person.id for person in people])
    return Page.of(
        people,
        page,
        view=lambda person: PersonView.of(person, refusals.get(person.id)),
        cursor=lambda person: (person.id,),
    )
