"""Who works where."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

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

    @classmethod
    def of(cls, person: PersonListed) -> "PersonView":
        return cls(
            id=person.id,
            number=person.number,
            name=person.name,
            assignments=list(person.assignments),
            cleared_until=person.cleared_until,
        )


@router.get("/people", summary="Who works at the organisation and below it")
async def get_people(
    reader: StaffReader, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[PersonView]:
    after = page.after(UUID)
    last = after[0] if after is not None else None
    people = await use_cases.queries.people(
        reader.path, after=last if isinstance(last, UUID) else None, limit=page.fetch
    )
    return Page.of(people, page, view=PersonView.of, cursor=lambda person: (person.id,))
