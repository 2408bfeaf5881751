"""Sign-in events, for the security administrator and nobody else."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from chassis.http.access import public
from chassis.http.pages import Page, PageRequest, encode_cursor
from chassis.http.values import Instant
from sso.domain.sign_in_event import EventFilter, SignInEvent
from sso.entrypoints.http.dependencies import Now, SecurityAdministrator, UseCasesDep

router = APIRouter(prefix="/auth", tags=["events"], dependencies=[Depends(public)])

Kind = Literal[
    "LOGIN",
    "LOGIN_ERROR",
    "LOGOUT",
    "LOGOUT_ERROR",
    "CODE_TO_TOKEN_ERROR",
    "REFRESH_TOKEN_ERROR",
    "CLIENT_LOGIN_ERROR",
    "UPDATE_CREDENTIAL",
    "UPDATE_CREDENTIAL_ERROR",
    "REMOVE_CREDENTIAL",
    "REMOVE_CREDENTIAL_ERROR",
    "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
    "USER_DISABLED_BY_PERMANENT_LOCKOUT",
]


class SignInEventView(BaseModel):
    happened_at: datetime
    kind: Kind
    error: str | None = Field(description="Keycloak's word for what was wrong; null where it went well")
    account_id: str | None = Field(description="Keycloak's id; null where nobody has the name that was typed")
    person_id: UUID | None
    address: str | None
    client: str | None

    @classmethod
    def of(cls, event: SignInEvent) -> "SignInEventView":
        return cls.model_validate(event, from_attributes=True)


@router.get("/sign-in-events", summary="Who signed in, who tried to, and who was locked out")
async def get_sign_in_events(
    response: Response,
    reader: SecurityAdministrator,
    use_cases: UseCasesDep,
    now: Now,
    page: Annotated[PageRequest, Depends()],
    kind: Annotated[list[Kind] | None, Query(max_length=13)] = None,
    person_id: UUID | None = None,
    since: Instant | None = None,
    until: Instant | None = None,
) -> Page[SignInEventView]:
    """Latest first. Ids only: names are read where they are kept, and what was typed is shown to nobody."""
    response.headers["Cache-Control"] = "no-store"
    begun = page.after(datetime, int)
    # What happens while somebody pages through the list does not move its pages.
    ends_at, skip = begun if begun is not None else (until or now, 0)
    wanted = EventFilter(since=since, until=ends_at, kinds=tuple(kind or ()), person_id=person_id)
    found = await use_cases.list_sign_in_events(wanted, skip=max(0, skip), limit=page.fetch)
    following = encode_cursor(ends_at, skip + page.limit) if len(found) > page.limit else None
    return Page(items=[SignInEventView.of(event) for event in found[: page.limit]], next=following)
