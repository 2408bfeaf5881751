"""What the portal reads about its session."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from kernel.actor import Assignment
from sso.application.queries import Me
from sso.domain.session import Session


class AssignmentView(BaseModel):
    assignment: str = Field(description="As in the Kehou-Acting header: role@/path")
    role: str
    path: str

    @classmethod
    def of(cls, text: str) -> "AssignmentView":
        parsed = Assignment.parse(text)
        return cls(assignment=text, role=parsed.role, path=parsed.path.text)


class SessionView(BaseModel):
    access_expires_at: datetime
    session_ends_at: datetime = Field(description="Unless it is refreshed before; then the idle time begins anew")


class StrongSignInView(BaseModel):
    acr: str | None
    signed_in_at: datetime | None
    is_strong: bool = Field(
        description="Whether the way of signing in counts as strong; acts also ask for it to be recent"
    )


class MeView(BaseModel):
    person_id: UUID
    name: str | None = Field(description="Null where nobody could say in time")
    assignments: list[AssignmentView]
    acting: str | None = Field(description="The assignment to begin with: the last chosen one, else the first")
    language: str
    session: SessionView
    strong_sign_in: StrongSignInView

    @classmethod
    def of(cls, me: Me, *, language: str, strong_acr: frozenset[str]) -> "MeView":
        tokens = me.session.tokens
        return cls(
            person_id=tokens.person_id,
            name=me.name,
            assignments=[AssignmentView.of(text) for text in tokens.assignments],
            acting=me.acting,
            language=me.language or language,
            session=session_view(me.session, me.session_ends_at),
            strong_sign_in=StrongSignInView(
                acr=tokens.acr, signed_in_at=tokens.signed_in_at, is_strong=tokens.acr in strong_acr
            ),
        )


class ActingRequest(Body):
    assignment: str = Field(max_length=255)


class LanguageRequest(Body):
    language: str = Field(max_length=20)


class SignedOutView(BaseModel):
    everywhere: bool = Field(description="False where the identity provider did not answer: its own session may go on")


def session_view(session: Session, ends_at: datetime) -> SessionView:
    return SessionView(access_expires_at=session.tokens.access_expires_at, session_ends_at=ends_at)
