"""The identity provider says that somebody was signed out (OpenID Connect Back-Channel Logout 1.0)."""

from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from chassis.http.access import public
from chassis.http.taken import anything_taken
from sso.application.ports import LogoutTokenRefused
from sso.entrypoints.http.dependencies import Now, UseCasesDep

log = structlog.get_logger("sso.http")

router = APIRouter(prefix="/auth", tags=["session"], dependencies=[Depends(public)])
# As RFC 6749 and OpenID Connect write a refusal, not as we do.
REFUSED: dict[str, Any] = {
    "description": "The token is refused",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["error", "error_description"],
                "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}},
            }
        }
    },
}
NO_STORE = {"Cache-Control": "no-store"}


@router.post(
    "/backchannel-logout",
    summary="Called by Keycloak",
    response_class=Response,
    responses={HTTPStatus.BAD_REQUEST: REFUSED},
    dependencies=[Depends(anything_taken)],
)
async def backchannel_logout(request: Request, use_cases: UseCasesDep, now: Now) -> Response:
    """Ends the sessions named by the signed `logout_token` of the form. Nothing else is believed."""
    form = parse_qs((await request.body()).decode("latin-1"), max_num_fields=10)
    tokens = form.get("logout_token", [])
    try:
        if len(tokens) != 1:
            raise LogoutTokenRefused("the form holds no logout_token")
        ended = await use_cases.obey_logout(token=tokens[0], now=now)
    except (LogoutTokenRefused, ValueError) as refusal:
        reason = refusal.detail if isinstance(refusal, LogoutTokenRefused) else "the form cannot be read"
        log.warning("logout_token_refused", reason=reason)
        return JSONResponse(
            {"error": "invalid_request", "error_description": reason}, status_code=400, headers=NO_STORE
        )
    log.info("signed_out_by_provider", sessions=ended)
    return Response(status_code=200, headers=NO_STORE)
