"""The few pages shown when the portal itself cannot be: no script, no style of their own, both languages."""

from html import escape
from http import HTTPStatus
from typing import Any

from fastapi.responses import HTMLResponse

RETRY_AFTER_S = 5
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "X-Content-Type-Options": "nosniff"}

# In the contract: where the portal cannot be shown yet, what stopped the request is told to people.
NOTICE: dict[str, Any] = {
    "description": "A page that says it",
    "content": {"text/html": {"schema": {"type": "string"}}},
}

_NOTICES = {
    "unavailable": (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "暂时无法登录，稍后自动重试。",
        "Signing in is not possible at the moment; this page tries again by itself.",
    ),
    "refused": (
        HTTPStatus.BAD_REQUEST,
        "这次登录没有完成，请重新登录。",
        "This sign-in was not finished; please sign in again.",
    ),
    "not_built": (
        HTTPStatus.OK,
        "课后服务平台正在运行，页面尚未构建。",
        "Kehou is running; its pages have not been built.",
    ),
}


def notice_page(notice: str, *, retry: str) -> HTMLResponse:
    """A page that says what happened and offers to begin again."""
    status, chinese, english = _NOTICES[notice]
    again = escape(retry, quote=True)
    by_itself = f'<meta http-equiv="refresh" content="{RETRY_AFTER_S};url={again}">' if status >= 500 else ""
    body = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">{by_itself}'
        '<meta name="viewport" content="width=device-width"><title>课后 Kehou</title></head>'
        f'<body><main><h1>课后 Kehou</h1><p>{chinese}</p><p lang="en">{english}</p>'
        f'<p><a href="{again}">重新登录 · Sign in</a></p></main></body></html>'
    )
    headers = {**HEADERS, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        headers["Retry-After"] = str(RETRY_AFTER_S)
    return HTMLResponse(body, status_code=status, headers=headers)
