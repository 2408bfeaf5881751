"""Codes go to the provider as it wants them, and its refusals are understood."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from enrolment.adapters.aliyun_sms import ACTION, VERSION, AliyunSms, canonical_query, signed_headers
from enrolment.domain.binding import MessengerDown, MessengerRefuses, NumberUnreachable
from stack.sms_provider import Configuration, serve


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[str]:
    configuration = Configuration(0, "key", "secret", "课后服务", "SMS_1", "reader", tmp_path / "messages.jsonl")
    server = serve(configuration)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def messenger(endpoint: str, **changes: str) -> AliyunSms:
    account = {"key_id": "key", "secret": "secret", "sign_name": "课后服务", "template_code": "SMS_1"}
    return AliyunSms(endpoint=endpoint, **{**account, **changes}, timer=lambda: datetime.now(UTC))


async def test_delivers_a_code_to_the_number(provider: str) -> None:
    send = messenger(provider)
    await send(phone="13800000001", code="012345", reference="claim-1")
    await send.close()
    async with httpx.AsyncClient() as reader:
        assert (await reader.get(f"{provider}/messages/claim-1")).status_code == 401
        allowed = {"Authorization": "Bearer reader"}
        found = (await reader.get(f"{provider}/messages/claim-1", headers=allowed)).json()
    assert (found["phone"], found["code"]) == ("13800000001", "012345")


@pytest.mark.parametrize("wrong", ["key_id", "secret", "sign_name", "template_code"])
async def test_is_refused_for_an_account_that_is_not_in_order(provider: str, wrong: str) -> None:
    send = messenger(provider, **{wrong: "other"})
    with pytest.raises(MessengerRefuses):
        await send(phone="13800000001", code="012345", reference="claim-1")
    await send.close()


async def test_tells_a_number_that_cannot_be_reached_from_a_provider_that_takes_nothing(provider: str) -> None:
    send = messenger(provider)
    with pytest.raises(NumberUnreachable):
        await send(phone="1380000", code="012345", reference="claim-1")
    answers = await asyncio.gather(
        *(send(phone="13800000001", code="012345", reference="claim-2") for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in answers) == ["MessengerDown", "MessengerDown", "NoneType"]
    await send.close()


async def test_waits_for_a_provider_that_does_not_answer() -> None:
    send = messenger("http://127.0.0.1:9")
    with pytest.raises(MessengerDown):
        await send(phone="13800000001", code="012345", reference="claim-1")
    await send.close()


async def test_cannot_be_replayed_or_changed_on_the_way(provider: str) -> None:
    query: dict[str, Any] = {
        "PhoneNumbers": "13800000001",
        "SignName": "课后服务",
        "TemplateCode": "SMS_1",
        "TemplateParam": '{"code":"012345"}',
    }
    headers = signed_headers(
        query,
        host=provider.removeprefix("http://"),
        action=ACTION,
        version=VERSION,
        key_id="key",
        secret="secret",
        date=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        nonce="once",
    )
    async with httpx.AsyncClient() as client:

        async def send(changes: dict[str, str]) -> str:
            url = f"{provider}/?{canonical_query(query | changes)}"
            return str((await client.post(url, headers=headers)).json()["Code"])

        assert await send({"PhoneNumbers": "13900000009"}) == "SignatureDoesNotMatch"
        assert await send({}) == "OK"
        assert await send({}) == "SignatureNonceUsed"
