"""Codes, limits and what is compared when a child is claimed."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from enrolment.adapters.aliyun_sms import signed_headers
from enrolment.domain.binding import Attempts, Limit, masked, new_teacher_code, typed_code

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOURLY = Limit(5, timedelta(hours=1))


def test_signs_as_the_provider_documents_it() -> None:
    # The worked example of the page on request structure and signature V3.
    query = dict(parse_qsl("ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"))
    headers = signed_headers(
        query,
        host="ecs.cn-shanghai.aliyuncs.com",
        action="RunInstances",
        version="2014-05-26",
        key_id="YourAccessKeyId",
        secret="YourAccessKeySecret",
        date="2023-10-26T10:22:32Z",
        nonce="3156853299f313e23d1673dc12e1703d",
    )
    signature = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    assert headers["authorization"].endswith(f"Signature={signature}")


@given(st.lists(st.integers(min_value=0, max_value=7_200), min_size=1, max_size=40))
def test_lets_nobody_try_more_often_than_the_limit_says(pauses_s: list[int]) -> None:
    attempts, at, tried = Attempts(NOON - timedelta(days=9), 0), NOON, []
    for pause_s in pauses_s:
        at += timedelta(seconds=pause_s)
        if attempts.wait_s(HOURLY, at=at) == 0:
            attempts = attempts.counted(HOURLY, at=at)
            tried.append(at)
            assert sum(one >= attempts.since for one in tried) <= HOURLY.most
        else:
            again_at = at + timedelta(seconds=attempts.wait_s(HOURLY, at=at))
            assert attempts.wait_s(HOURLY, at=again_at) == 0


def test_hands_out_codes_of_fifty_five_bits_that_survive_copying() -> None:
    codes = {new_teacher_code() for _ in range(1_000)}
    assert len(codes) == 1_000
    for code in codes:
        assert len(typed_code(code)) == 11
        copied = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
        assert typed_code(copied) == typed_code(code)


def test_shows_of_a_number_what_its_owner_knows() -> None:
    assert masked("13800000001") == "138****0001"
    assert masked("12") == "****"
