"""Signing in as a browser does: the pages of the sign-in service, one after the other."""

import asyncio
import hashlib
import re
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import httpx

from kernel.one_time_code import one_time_code, step_at

CLIENT_ID = "sample-driver"
# Registered for the client, and never followed: what counts is the code in it.
REDIRECT_URI = "http://127.0.0.1/sample-driver"
# Somebody else may have used the code of this moment and of the next for the same sample account.
CODES_MAX = 4
WAIT_S = 1.0
_FORM = re.compile(r'<form[^>]*\saction="([^"]+)"')
_ASKS_FOR_CODE = re.compile(r'<input[^>]*\sname="otp"')


class NotSignedIn(Exception):
    """The sign-in service did not let somebody in; the message is what its page said."""


class SignInLost(NotSignedIn):
    """The service does not know the begun sign-in any more, as when it was started again: one begins anew."""


@dataclass(slots=True)
class SignIn:
    """Name and password, and a code of the authenticator app where the account has one."""

    http: httpx.AsyncClient
    realm_url: str
    totp_secret: str
    # Steps whose code was used, by sign-in name: the service takes each code once.
    used: dict[str, set[int]] = field(default_factory=dict)

    async def __call__(self, login: str, password: str) -> dict[str, Any]:
        """Return the answer of the token endpoint. Raises SignInLost, NotSignedIn, httpx.HTTPError."""
        verifier = secrets.token_urlsafe(48)
        visit = _Visit(self.http)
        page = await visit.get(f"{self.realm_url}/protocol/openid-connect/auth", params=_wish(verifier))
        page = await visit.post(self._action(page), data={"username": login, "password": password})
        for _ in range(CODES_MAX):
            if not _ASKS_FOR_CODE.search(page.text):
                break
            step = await self._unused_step(login)
            page = await visit.post(self._action(page), data={"otp": one_time_code(self.totp_secret, step=step)})
        if page.is_server_error:
            page.raise_for_status()
        if page.status_code == httpx.codes.BAD_REQUEST:
            raise SignInLost(_said(page))
        if page.status_code != httpx.codes.FOUND:
            raise NotSignedIn(_said(page))
        code = parse_qs(urlsplit(page.headers["location"]).query).get("code", [""])[0]
        form = {
            "grant_type": "authorization_code",
            "client_id": CLIENT_ID,
            "redirect_uri": REDIRECT_URI,
            "code": code,
            "code_verifier": verifier,
        }
        answer = await self.http.post(f"{self.realm_url}/protocol/openid-connect/token", data=form)
        if answer.is_client_error:
            raise NotSignedIn(answer.text[:300])
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    def _action(self, page: httpx.Response) -> str:
        """Where the page's form goes, at the address we know the service by."""
        found = _FORM.search(page.text)
        if found is None:
            if page.status_code == httpx.codes.BAD_REQUEST:
                raise SignInLost(_said(page))
            page.raise_for_status()
            raise NotSignedIn(_said(page))
        there, here = urlsplit(unescape(found[1])), urlsplit(self.realm_url)
        return urlunsplit((here.scheme, here.netloc, there.path, there.query, ""))

    async def _unused_step(self, login: str) -> int:
        """A step whose code was not used here yet; waits for the next one where all were."""
        used = self.used.setdefault(login, set())
        while True:
            # The service takes the codes before and after the present one, too: clocks differ.
            now = step_at(time.time())
            for step in (now, now + 1, now - 1):
                if step not in used:
                    used.add(step)
                    return step
            await asyncio.sleep(WAIT_S)


@dataclass(slots=True)
class _Visit:
    """One browser's cookies; the connections are everybody's."""

    http: httpx.AsyncClient
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, url: str, *, params: dict[str, str]) -> httpx.Response:
        return self._kept(await self.http.get(url, params=params))

    async def post(self, url: str, *, data: dict[str, str]) -> httpx.Response:
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self._kept(await self.http.post(url, data=data, headers={"Cookie": sent}))

    def _kept(self, answer: httpx.Response) -> httpx.Response:
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def _wish(verifier: str) -> dict[str, str]:
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "openid",
        "state": secrets.token_urlsafe(16),
        "nonce": secrets.token_urlsafe(16),
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "acr_values": "strong",
        "prompt": "login",
    }


def _said(page: httpx.Response) -> str:
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return f"{page.status_code} {' '.join(words.split())[:300]}"
