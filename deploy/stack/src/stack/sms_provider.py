"""A simulator of the provider of text messages, for the local stack: `python -m stack.sms_provider CONFIGURATION`.

It speaks what the short message service of Alibaba Cloud speaks (SendSms of 2017-05-25, signed ACS3-HMAC-SHA256),
refuses what that refuses, and keeps the last messages, so that the sample city can read the codes sent to its people.
"""

import hashlib
import hmac
import json
import re
import secrets
import sys
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

MESSAGES_MAX = 20_000
CLOCKS_MAY_DIFFER_S = 900
WAIT_S_MAX = 20.0
# What the provider takes for one number: so many within so many seconds.
LIMITS = ((1, 60, "分钟级"), (5, 3_600, "小时级"), (10, 86_400, "天级"))
SIGNED = ("host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version")
_AUTHORIZATION = re.compile(r"^ACS3-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$")
_NUMBER = re.compile(r"^1\d{10}$")


@dataclass(frozen=True, slots=True)
class Configuration:
    """Who may send what, and who may read it."""

    port: int
    key_id: str
    secret: str
    sign_name: str
    template_code: str
    reader: str
    kept: Path

    @classmethod
    def read(cls, file: Path) -> "Configuration":
        return cls(**json.loads(file.read_text()), kept=file.with_name("messages.jsonl"))


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """An answer of the provider that is no success."""

    status: HTTPStatus
    code: str
    message: str


@dataclass(slots=True)
class Provider:
    """What was sent, by whom it was signed and how often."""

    configuration: Configuration
    messages: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=MESSAGES_MAX))
    sent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=10)))
    nonces: dict[str, float] = field(default_factory=dict)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        # What was delivered is on the telephones, also when the provider is started again.
        if self.configuration.kept.exists():
            self.messages.extend(json.loads(line) for line in self.configuration.kept.read_text().splitlines())
        else:
            self.configuration.kept.touch(mode=0o600)

    def send(self, headers: dict[str, str], query: str, body: bytes) -> dict[str, str]:
        """Take a message and return the answer to its sender; raises Refused."""
        self._must_be_signed(headers, query, body)
        if headers["x-acs-action"] != "SendSms":
            raise Refused(HTTPStatus.NOT_FOUND, "InvalidAction.NotFound", "Specified api is not found.")
        if headers["x-acs-version"] != "2017-05-25":
            raise Refused(HTTPStatus.BAD_REQUEST, "InvalidVersion", "Specified parameter Version is not valid.")
        given = dict(parse_qsl(query, keep_blank_values=True))
        for name in ("PhoneNumbers", "SignName", "TemplateCode"):
            if not given.get(name):
                raise Refused(HTTPStatus.BAD_REQUEST, f"Missing{name}", f"{name} is mandatory for this action.")
        with self.arrived:
            self._must_be_allowed(given)
            message = {
                "phone": given["PhoneNumbers"],
                "reference": given.get("OutId", ""),
                "code": str(json.loads(given["TemplateParam"])["code"]),
                "sent_at": datetime.now(UTC).isoformat(),
            }
            self.sent[message["phone"]].append(time.time())
            self.messages.append(message)
            with self.configuration.kept.open("a") as kept:
                kept.write(json.dumps(message) + "\n")
            self.arrived.notify_all()
        return {"Code": "OK", "Message": "OK", "BizId": f"{time.time_ns()}^0"}

    def find(self, reference: str, *, wait_s: float) -> dict[str, str] | None:
        """The last message of that reference, waiting for it a while."""
        ends_at = time.monotonic() + min(wait_s, WAIT_S_MAX)
        with self.arrived:
            while True:
                for message in reversed(self.messages):
                    if message["reference"] == reference:
                        return message
                left_s = ends_at - time.monotonic()
                if left_s <= 0:
                    return None
                self.arrived.wait(left_s)

    def _must_be_signed(self, headers: dict[str, str], query: str, body: bytes) -> None:
        found = _AUTHORIZATION.match(headers.get("authorization", ""))
        if found is None:
            raise Refused(HTTPStatus.BAD_REQUEST, "IncompleteSignature", "The request signature is incomplete.")
        key_id, names, signature = found.groups()
        if key_id != self.configuration.key_id:
            raise Refused(HTTPStatus.NOT_FOUND, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
        signed = names.split(";")
        must = {*SIGNED, *(name for name in headers if name.startswith("x-acs-"))}
        if signed != sorted(signed) or not must <= set(signed) or any(name not in headers for name in signed):
            raise Refused(HTTPStatus.BAD_REQUEST, "IncompleteSignature", "Headers are missing among the signed ones.")
        content = hashlib.sha256(body).hexdigest()
        lines = "".join(f"{name}:{headers[name].strip()}\n" for name in signed)
        request = "\n".join(("POST", "/", _canonical(query), lines, names, headers["x-acs-content-sha256"]))
        to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(request.encode()).hexdigest()}"
        right = hmac.new(self.configuration.secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
        if headers["x-acs-content-sha256"] != content or not hmac.compare_digest(right, signature):
            raise Refused(HTTPStatus.BAD_REQUEST, "SignatureDoesNotMatch", "Specified signature does not match ours.")
        self._must_be_fresh(headers["x-acs-date"], headers["x-acs-signature-nonce"])

    def _must_be_fresh(self, date: str, nonce: str) -> None:
        try:
            at = datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        except ValueError:
            raise Refused(HTTPStatus.BAD_REQUEST, "InvalidTimeStamp.Format", "The date is malformed.") from None
        if abs(time.time() - at) > CLOCKS_MAY_DIFFER_S:
            raise Refused(HTTPStatus.BAD_REQUEST, "InvalidTimeStamp.Expired", "The date differs too much from ours.")
        with self.arrived:
            oldest = time.time() - CLOCKS_MAY_DIFFER_S
            self.nonces = {one: seen for one, seen in self.nonces.items() if seen > oldest}
            if nonce in self.nonces:
                raise Refused(HTTPStatus.BAD_REQUEST, "SignatureNonceUsed", "The nonce was used before.")
            self.nonces[nonce] = time.time()

    def _must_be_allowed(self, given: dict[str, str]) -> None:
        if given["SignName"] != self.configuration.sign_name:
            raise _no("isv.SMS_SIGNATURE_ILLEGAL", "该账号下找不到对应签名")
        if given["TemplateCode"] != self.configuration.template_code:
            raise _no("isv.SMS_TEMPLATE_ILLEGAL", "该账号下找不到对应模板")
        if _NUMBER.match(given["PhoneNumbers"]) is None:
            raise _no("isv.MOBILE_NUMBER_ILLEGAL", f"{given['PhoneNumbers']} invalid mobile number")
        try:
            variables = json.loads(given.get("TemplateParam", "{}"))
        except ValueError:
            raise _no("isv.INVALID_JSON_PARAM", "JSON参数不合法") from None
        if not isinstance(variables, dict) or not isinstance(variables.get("code"), str):
            raise _no("isv.TEMPLATE_MISSING_PARAMETERS", "模板变量缺少对应参数值")
        earlier, now_s = self.sent[given["PhoneNumbers"]], time.time()
        for most, within_s, name in LIMITS:
            if sum(at > now_s - within_s for at in earlier) >= most:
                raise _no("isv.BUSINESS_LIMIT_CONTROL", f"触发{name}流控Permits:{most}")


def _no(code: str, message: str) -> Refused:
    # What is wrong with a message is told with 200, as the provider does.
    return Refused(HTTPStatus.OK, code, message)


def _canonical(query: str) -> str:
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in pairs)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(min(length, 65_536))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request_id = secrets.token_hex(16).upper()
            try:
                answer, status = provider.send(headers, urlsplit(self.path).query, body), HTTPStatus.OK
            except Refused as refused:
                answer, status = {"Code": refused.code, "Message": refused.message}, refused.status
            self._answer(status, {**answer, "RequestId": request_id})

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            if url.path == "/health/ready":
                return self._answer(HTTPStatus.OK, {})
            right = f"Bearer {provider.configuration.reader}"
            if not hmac.compare_digest(self.headers.get("authorization", ""), right):
                return self._answer(HTTPStatus.UNAUTHORIZED, {})
            wait_s = float(dict(parse_qsl(url.query)).get("wait_s", "0"))
            found = provider.find(url.path.rpartition("/")[2], wait_s=wait_s)
            return self._answer(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND, found or {})

        def log_message(self, format: str, *args: object) -> None:
            """Write nothing: addresses hold numbers and codes."""

        def _answer(self, status: HTTPStatus, document: dict[str, str]) -> None:
            content = json.dumps(document, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json;charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A whole city may ask at once.
    request_queue_size = 256


def serve(configuration: Configuration) -> ThreadingHTTPServer:
    """A server on the loopback address that takes messages once somebody calls `serve_forever`."""
    return _Server(("127.0.0.1", configuration.port), _handler(Provider(configuration)))


if __name__ == "__main__":
    serve(Configuration.read(Path(sys.argv[1]))).serve_forever()
