"""To the identity provider and back."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from chassis.http.access import public
from chassis.http.taken import anything_taken
from kernel.errors import Refusal, Unavailable
from sso.application.ports import SessionOver
from sso.domain.return_to import safe_return_to, wanted_by
from sso.entrypoints.http.dependencies import CookiesDep, Now, SettingsDep, UseCasesDep, preferred_language
from sso.entrypoints.http.plain_page import NOTICE, notice_page

router = APIRouter(prefix="/auth", tags=["sign-in"], dependencies=[Depends(public)])

# Answers of the identity provider that mean: not now, rather than: no.
NOT_NOW = frozenset({"temporarily_unavailable", "server_error", "temporarily_disabled"})
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

Text = Annotated[str | None, Query(max_length=4000)]


@router.get(
    "/login",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=RedirectResponse,
    summary="Sign in",
    responses={HTTPStatus.SERVICE_UNAVAILABLE: NOTICE},
)
async def sign_in(
    request: Request,
    cookies: CookiesDep,
    use_cases: UseCasesDep,
    now: Now,
    return_to: Text = None,
    language: Annotated[str | None, Query(max_length=20)] = None,
) -> Response:
    """Redirects to the sign-in page; comes back to `return_to`, a path of this portal.

    Password and second factor are asked for each time, so that coming back is a strong sign-in of this moment.
    """
    wanted = preferred_language(language or request.headers.get("accept-language"))
    try:
        attempt, address = await use_cases.begin_sign_in(return_to=return_to, language=wanted, now=now)
    except Unavailable:
        return notice_page("unavailable", retry=_again(return_to))
    response = RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER, headers=PRIVATE)
    cookies.set_attempt(response, attempt)
    return response


@router.get(
    "/callback",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=RedirectResponse,
    summary="Come back signed in",
    responses={HTTPStatus.BAD_REQUEST: NOTICE, HTTPStatus.SERVICE_UNAVAILABLE: NOTICE},
    # Keycloak sends session_state along, and RFC 6749 lets it send what it likes.
    dependencies=[Depends(anything_taken)],
)
async def sign_in_finished(
    request: Request,
    cookies: CookiesDep,
    use_cases: UseCasesDep,
    settings: SettingsDep,
    now: Now,
    state: Text = None,
    code: Text = None,
    error: Text = None,
    iss: Text = None,
) -> Response:
    """Where the identity provider sends the browser back to; never called by anybody else."""
    attempt = cookies.read_attempt(request, state) if state else None
    return_to = attempt.return_to if attempt else wanted_by(state or "")
    former = cookies.session_id(request)
    if error is not None or not code or not state or iss not in {None, settings.jwt_issuer}:
        page = notice_page("unavailable" if error in NOT_NOW else "refused", retry=_again(return_to))
        return _without_attempt(page, cookies, state)
    try:
        session_id, session = await use_cases.complete_sign_in(
            attempt=attempt, state=state, code=code, replaces=former, now=now
        )
    except Unavailable:
        return notice_page("unavailable", retry=_again(return_to))
    except Refusal:
        if await _is_signed_in(use_cases, former, now):
            # Somebody went back in the browser's history: they are signed in already.
            return RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER, headers=PRIVATE)
        return _without_attempt(notice_page("refused", retry=_again(return_to)), cookies, state)
    response = RedirectResponse(safe_return_to(return_to), status_code=HTTPStatus.SEE_OTHER, headers=PRIVATE)
    cookies.set_session(response, session_id)
    cookies.set_access(response, session, now=now)
    cookies.clear_attempt(response, state)
    return response


async def _is_signed_in(use_cases: UseCasesDep, session_id: str | None, now: Now) -> bool:
    try:
        await use_cases.find_session(session_id=session_id, now=now)
    except (SessionOver, Unavailable):
        return False
    return True


def _without_attempt(response: Response, cookies: CookiesDep, state: str | None) -> Response:
    if state:
        cookies.clear_attempt(response, state)
    return response


def _again(return_to: str | None) -> str:
    return f"/auth/login?{urlencode({'return_to': safe_return_to(return_to)})}"
