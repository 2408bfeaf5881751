"""Codes by text message over Alibaba Cloud's short message service: SendSms of 2017-05-25, signed ACS3-HMAC-SHA256."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote, urlsplit

import httpx
import structlog

from enrolment.domain.binding import MessengerDown, MessengerRefuses, NumberUnreachable

ALGORITHM = "ACS3-HMAC-SHA256"
ACTION, VERSION = "SendSms", "2017-05-25"
TIMEOUT_S = 8.0
_NOTHING_SHA256 = hashlib.sha256(b"").hexdigest()
# About this number, whoever sends: https://help.aliyun.com, list of API error codes of the short message service.
_NUMBER = frozenset(
    {
        "isv.MOBILE_NUMBER_ILLEGAL",
        "isv.BLACK_KEY_CONTROL_LIMIT",
        "isv.DENY_IP_RANGE",
        "isv.DAY_LIMIT_CONTROL",
        "MOBILE_NOT_ON_SERVICE",
        "MOBILE_IN_BLACK",
    }
)
# Passes by itself: too much at once, or the provider's own trouble.
_PASSING = ("isv.BUSINESS_LIMIT_CONTROL", "isp.", "Throttling", "ServiceUnavailable", "InternalError")

log = structlog.get_logger("enrolment.sms")


def signed_headers(
    query: Mapping[str, str], *, host: str, action: str, version: str, key_id: str, secret: str, date: str, nonce: str
) -> dict[str, str]:
    """The headers of a POST without a body, signed; `query` are its parameters."""
    headers = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": _NOTHING_SHA256,
        "x-acs-date": date,
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join(("POST", "/", canonical_query(query), lines, names, _NOTHING_SHA256))
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    return {**headers, "authorization": f"{ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}"}


def canonical_query(query: Mapping[str, str]) -> str:
    """Names and values encoded after RFC 3986, in the order of the names."""
    return "&".join(f"{quote(name, safe='~')}={quote(query[name], safe='~')}" for name in sorted(query))


class AliyunSms:
    """One template with one variable, `code`. The code and the number are never logged."""

    def __init__(
        self,
        *,
        endpoint: str,
        key_id: str,
        secret: str,
        sign_name: str,
        template_code: str,
        timer: Callable[[], datetime],
    ) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._host = urlsplit(endpoint).netloc
        self._key_id = key_id
        self._secret = secret
        self._sign_name = sign_name
        self._template_code = template_code
        self._timer = timer
        self._http: httpx.AsyncClient | None = None

    async def __call__(self, *, phone: str, code: str, reference: str) -> None:
        query = {
            "PhoneNumbers": phone,
            "SignName": self._sign_name,
            "TemplateCode": self._template_code,
            "TemplateParam": json.dumps({"code": code}, separators=(",", ":")),
            "OutId": reference,
        }
        headers = signed_headers(
            query,
            host=self._host,
            action=ACTION,
            version=VERSION,
            key_id=self._key_id,
            secret=self._secret,
            date=self._timer().strftime("%Y-%m-%dT%H:%M:%SZ"),
            nonce=secrets.token_hex(16),
        )
        try:
            answer = await self._client().post(f"{self._endpoint}/?{canonical_query(query)}", headers=headers)
            told = answer.json()
        except (httpx.HTTPError, ValueError) as problem:
            raise MessengerDown("the provider of text messages does not answer") from problem
        _look_at(told.get("Code", "") if isinstance(told, dict) else "", status=answer.status_code, reference=reference)

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            # The library writes addresses to its log, and this one's holds the number.
            self._http = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False)
        return self._http


def _look_at(code: str, *, status: int, reference: str) -> None:
    """Return where the message was taken; raise what its refusal means otherwise."""
    if code == "OK" and status < 400:
        return
    log.warning("sms_not_taken", provider_code=code, status=status, reference=reference)
    if code in _NUMBER:
        raise NumberUnreachable("the provider delivers nothing to this number")
    if status >= 500 or code.startswith(_PASSING):
        raise MessengerDown("the provider of text messages takes none at present")
    log.error("sms_refused", provider_code=code, status=status)
    raise MessengerRefuses("the provider of text messages refuses ours: look at account, signature and template")


class NoMessenger:
    """Where no provider is configured: every message fails, and people are told to ask the class teacher."""

    async def __call__(self, *, phone: str, code: str, reference: str) -> None:
        raise MessengerRefuses("no provider of text messages is configured")

    async def close(self) -> None:
        """Nothing is open."""
