"""Who waits in this process is woken at once; other processes are told in bundles."""

import asyncio

from chassis.postgres.calls import BUNDLE_S, Calls


async def test_tells_others_of_a_burst_a_few_times_only() -> None:
    told: list[str] = []

    async def notify(channel: str) -> None:
        told.append(channel)

    calls = Calls(notify)
    for _ in range(50):
        calls.make(["outbox"])
        await asyncio.sleep(0)
    await asyncio.sleep(BUNDLE_S * 4)
    assert 1 <= len(told) <= 3
    calls.make(["outbox", "work"])
    await asyncio.sleep(BUNDLE_S * 4)
    assert sorted(told[-2:]) == ["outbox", "work"]
    await calls.close()


async def test_tells_nobody_else_what_is_taken_care_of_here() -> None:
    told: list[str] = []
    woken: list[bool] = []

    async def notify(channel: str) -> None:
        told.append(channel)

    def answer(taken: bool) -> bool:
        woken.append(taken)
        return taken

    calls = Calls(notify)
    # One that stands by is woken as well, and does not count.
    calls.answer("outbox", lambda: answer(False))
    calls.make(["outbox"])
    await asyncio.sleep(BUNDLE_S * 2)
    assert told == ["outbox"]
    calls.answer("outbox", lambda: answer(True))
    calls.make(["outbox"])
    await asyncio.sleep(BUNDLE_S * 2)
    assert told == ["outbox"]
    assert woken == [False, False, True]
    await calls.close()
