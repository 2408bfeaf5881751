"""The session of the browser that asks."""

from fastapi import APIRouter, Depends, Request, Response

from chassis.http.access import public
from chassis.http.problems import refusal_problem
from sso.application.ports import SessionOver, SignInRefused
from sso.entrypoints.http.dependencies import (
    CookiesDep,
    NotSignedIn,
    Now,
    OwnOrigin,
    SessionDep,
    SettingsDep,
    UseCasesDep,
    preferred_language,
)
from sso.entrypoints.http.schemas import (
    ActingRequest,
    LanguageRequest,
    MeView,
    SessionView,
    SignedOutView,
    session_view,
)

router = APIRouter(prefix="/auth", tags=["session"], dependencies=[Depends(public)])


@router.post("/refresh", dependencies=[OwnOrigin], response_model=SessionView, summary="Get a new access token")
async def refresh_access(
    request: Request, response: Response, cookies: CookiesDep, use_cases: UseCasesDep, settings: SettingsDep, now: Now
) -> Response | SessionView:
    """Sets the access cookie anew. 401 `sso.not_signed_in` means: sign in again; 503: keep the page and try again."""
    session_id = cookies.session_id(request)
    try:
        if session_id is None:
            raise SessionOver("you are not signed in")
        session = await use_cases.refresh_access(session_id=session_id, now=now)
    except (SessionOver, SignInRefused) as over:
        refused = refusal_problem(NotSignedIn(over.detail))
        cookies.clear(refused)
        return refused
    response.headers["Cache-Control"] = "no-store"
    cookies.set_access(response, session, now=now)
    return session_view(session, use_cases.refresh_access.limits.ends_at(session))


@router.post("/logout", dependencies=[OwnOrigin], summary="Sign out")
async def sign_out(request: Request, response: Response, cookies: CookiesDep, use_cases: UseCasesDep) -> SignedOutView:
    """Ends the session here and at the identity provider, and with it every portal signed in through the same one."""
    session_id = cookies.session_id(request)
    everywhere = await use_cases.end_session(session_id=session_id) if session_id else True
    cookies.clear(response)
    response.headers["Cache-Control"] = "no-store"
    # Pages shown to this person must not be found by the next one at the same machine.
    response.headers["Clear-Site-Data"] = '"cache"'
    return SignedOutView(everywhere=everywhere)


@router.get("/me", summary="Who is signed in")
async def me(
    request: Request, response: Response, session: SessionDep, use_cases: UseCasesDep, settings: SettingsDep
) -> MeView:
    response.headers["Cache-Control"] = "no-store"
    described = await use_cases.describe_me(session=session)
    language = preferred_language(request.headers.get("accept-language"))
    return MeView.of(described, language=language, strong_acr=settings.strong_acr)


@router.post("/acting", dependencies=[OwnOrigin], status_code=204, summary="Remember the assignment to begin with")
async def choose_assignment(body: ActingRequest, session: SessionDep, use_cases: UseCasesDep) -> None:
    await use_cases.choose_assignment(session=session, assignment=body.assignment)


@router.post("/language", dependencies=[OwnOrigin], status_code=204, summary="Remember the language")
async def choose_language(body: LanguageRequest, session: SessionDep, use_cases: UseCasesDep) -> None:
    await use_cases.choose_language(session=session, language=body.language)
