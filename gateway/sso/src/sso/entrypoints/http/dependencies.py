"""What the routes of sso ask for."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from chassis.auth.errors import RoleNotAllowed, StrongSignInRequired, Unauthenticated
from chassis.clock import system_time
from chassis.http.dependencies import use_cases
from kernel.errors import Forbidden
from sso.application.choose_assignment import LANGUAGES
from sso.application.ports import SessionOver
from sso.application.use_cases import UseCases
from sso.domain.session import Session
from sso.entrypoints.http.cookies import Cookies
from sso.settings import Settings

SECURITY_ADMINISTRATOR = "security-administrator"


class NotSignedIn(Unauthenticated):
    """There is no session, or it is over: sign in again."""

    code = "sso.not_signed_in"


class ForeignOrigin(Forbidden):
    code = "sso.foreign_origin"


async def settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


async def cookies(request: Request) -> Cookies:
    found: Cookies = request.app.state.cookies
    return found


async def system_now() -> datetime:
    """Sessions and tokens live by system time, never by business time."""
    return system_time()


SettingsDep = Annotated[Settings, Depends(settings)]
CookiesDep = Annotated[Cookies, Depends(cookies)]
UseCasesDep = Annotated[UseCases, Depends(use_cases)]
Now = Annotated[datetime, Depends(system_now)]


async def own_origin(request: Request, settings: SettingsDep) -> None:
    """The edge checks the origin too; a session is worth asking twice."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc not in {
        urlsplit(settings.public_origin).netloc,
        request.headers.get("host", ""),
    }:
        raise ForeignOrigin("this can only be asked from a page of this portal")


async def session(request: Request, cookies: CookiesDep, use_cases: UseCasesDep, now: Now) -> Session:
    """The signed-in session; raises NotSignedIn."""
    try:
        return await use_cases.find_session(session_id=cookies.session_id(request), now=now)
    except SessionOver as over:
        raise NotSignedIn(over.detail) from None


SessionDep = Annotated[Session, Depends(session)]


async def security_administrator(session: SessionDep, settings: SettingsDep) -> Session:
    """Whoever watches over signing in, signed in strongly; raises RoleNotAllowed, StrongSignInRequired."""
    if not any(each.startswith(f"{SECURITY_ADMINISTRATOR}@") for each in session.tokens.assignments):
        raise RoleNotAllowed("this is for the security administrator")
    if session.tokens.acr not in settings.strong_acr:
        raise StrongSignInRequired("this needs a sign-in with a second factor")
    return session


SecurityAdministrator = Annotated[Session, Depends(security_administrator)]
OwnOrigin = Depends(own_origin)


def preferred_language(header: str | None) -> str:
    """The first of our languages the browser asks for, Chinese where it asks for neither."""
    for part in (header or "").split(","):
        tag = part.partition(";")[0].strip().lower()
        for language in LANGUAGES:
            if tag and tag.partition("-")[0] == language.partition("-")[0].lower():
                return language
    return LANGUAGES[0]
