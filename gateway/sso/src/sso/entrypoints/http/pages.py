"""The built portal: files as they are, every other path its index page."""

import asyncio
import re
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from sso.entrypoints.http.plain_page import HEADERS, notice_page

router = APIRouter(include_in_schema=False)

# Vite writes assets/name-HASH.ext: another content is another name.
_HASHED = re.compile(r"^assets/.+-[A-Za-z0-9_-]{8,}\.\w+(\.map)?$")
FOREVER = "public, max-age=31536000, immutable"
# A file with a fixed name, and above all the index, is asked for again each time (answered 304 where unchanged).
ASK_AGAIN = "no-cache"
_CODINGS = (("br", ".br"), ("gzip", ".gz"))
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_PAGE_HEADERS = {
    **HEADERS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
async def page(path: str, request: Request) -> Response:
    """A file of the portal, or its index page for every address the portal's own router knows."""
    if path.startswith(("auth/", "api/", "v1/")) or path in {"auth", "api", "openapi.json"}:
        raise HTTPException(404)
    folder: Path | None = request.app.state.ui_folder
    if folder is None or not await asyncio.to_thread((folder / "index.html").is_file):
        return notice_page("not_built", retry="/auth/login")
    accepted = request.headers.get("accept-encoding", "")
    found = await asyncio.to_thread(_find, folder, path, accepted)
    if found is None:
        # A script of an older build must fail visibly, not come back as a page.
        if path.startswith("assets/") or Path(path).suffix in _MEDIA_TYPES:
            raise HTTPException(404)
        path = "index.html"
        found = await asyncio.to_thread(_find, folder, path, accepted)
    if found is None:
        raise HTTPException(404)
    file, coding = found
    headers = {
        **_PAGE_HEADERS,
        "Vary": "Accept-Encoding",
        "Cache-Control": FOREVER if _HASHED.match(path) else ASK_AGAIN,
    }
    if coding:
        headers["Content-Encoding"] = coding
    media_type = _MEDIA_TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
    response = FileResponse(
        file, headers=headers, media_type=media_type, stat_result=await asyncio.to_thread(file.stat)
    )
    if request.headers.get("if-none-match") == response.headers["etag"]:
        kept = {name: response.headers[name] for name in ("etag", "cache-control", "vary")}
        return Response(status_code=304, headers=kept)
    return response


def _find(folder: Path, path: str, accepted: str) -> tuple[Path, str | None] | None:
    """The file below `folder`, in the smallest form the browser takes; None for what is not there or outside."""
    root = folder.resolve()
    try:
        file = (root / path).resolve()
    except (OSError, ValueError):
        return None
    if not path or not file.is_relative_to(root) or not file.is_file():
        return None
    codings = {part.partition(";")[0].strip() for part in accepted.split(",")}
    for coding, suffix in _CODINGS:
        packed = file.with_name(file.name + suffix)
        if coding in codings and packed.is_file():
            return packed, coding
    return file, None
