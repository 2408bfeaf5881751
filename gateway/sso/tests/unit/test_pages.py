"""The built portal is served as it is, and never anything beside it."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from sso.entrypoints.http import pages

pytestmark = pytest.mark.filterwarnings("default::ResourceWarning")


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>portal</title>")
    (folder / "assets" / "main-B3x9Kq2Z.js").write_text("console.log(1)")
    (folder / "assets" / "main-B3x9Kq2Z.js.br").write_bytes(b"packed")
    (tmp_path / "secret.txt").write_text("secret")
    app = FastAPI()
    app.state.ui_folder = folder
    app.include_router(pages.router)
    return app


async def test_every_address_of_the_portal_is_its_index(app: FastAPI, http_client: Any) -> None:
    async with http_client(app) as client:
        for path in ("/", "/finance/recon", "/school/2134010001/board"):
            answer = await client.get(path)
            assert (answer.status_code, "portal" in answer.text) == (200, True)
            assert answer.headers["cache-control"] == "no-cache"
            policy = answer.headers["content-security-policy"]
            assert "script-src 'self';" in policy
            assert "style-src 'self';" in policy
            assert "unsafe" not in policy


async def test_hashed_files_are_kept_forever_and_come_packed(app: FastAPI, http_client: Any) -> None:
    async with http_client(app) as client:
        packed = await client.get("/assets/main-B3x9Kq2Z.js", headers={"accept-encoding": "gzip, br"})
        plain = await client.get("/assets/main-B3x9Kq2Z.js", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "br"
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.text == "console.log(1)"
    assert plain.headers["vary"] == "Accept-Encoding"


async def test_an_unchanged_index_is_not_sent_again(app: FastAPI, http_client: Any) -> None:
    async with http_client(app) as client:
        etag = (await client.get("/")).headers["etag"]
        assert (await client.get("/", headers={"if-none-match": etag})).status_code == 304


@pytest.mark.parametrize("path", ["/assets/main-OLDBUILD.js", "/auth/unknown", "/api/x", "/v1/x", "/favicon.ico"])
async def test_what_is_not_there_is_not_found(app: FastAPI, http_client: Any, path: str) -> None:
    async with http_client(app) as client:
        assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/%00"])
async def test_nothing_outside_the_folder_is_served(app: FastAPI, http_client: Any, path: str) -> None:
    async with http_client(app) as client:
        answer = await client.get(path)
    assert "secret" not in answer.text


async def test_without_a_built_portal_there_is_a_plain_message(app: FastAPI, http_client: Any, tmp_path: Path) -> None:
    app.state.ui_folder = tmp_path / "nowhere"
    async with http_client(app) as client:
        answer = await client.get("/")
    assert (answer.status_code, "Kehou is running" in answer.text) == (200, True)
