"""Names, sign-in names, accounts and references stay sealed, out of events, audit and idempotency rows."""

from typing import Any

from sqlalchemy import text

DISTRICT = "/3401/340104"
SCHOOL = "/3401/340104/2134010001"
PERSONAL = ("李老师", "张经办", "teacher-1", "6222000000000001", "Z000001", "C-1", "王举报")


async def test_writes_no_personal_datum_in_the_clear(world: Any, capfd: Any) -> None:
    vendor = await world.vendor()
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, vendor))
    world.clock.advance(days=2)
    await world.carry_out(round_, "publicity")
    body = {"vendor_id": vendor["id"], "text": "我是王举报"}
    await world.post(f"/v1/rounds/{round_['id']}/objections", "guardian@/family", body)
    async with world.service.database.reading() as connection:
        named = text(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables "
            "WHERE table_schema IN ('public', 'chassis') AND table_type = 'BASE TABLE'"
        )
        tables = list((await connection.execute(named)).scalars())
        assert len(tables) > 15
        for table in tables:
            for row in await connection.execute(text(f"SELECT t.* FROM {table} t")):
                kept = " ".join(_words(value) for value in row)
                assert not any(word in kept for word in PERSONAL), table
    shown = (await world.client.get(f"/v1/public/rounds/{round_['id']}")).text
    logged = "".join(capfd.readouterr())
    assert not any(word in shown + logged for word in PERSONAL)


async def test_gives_the_scan_to_its_vendor_and_its_district_only_as_a_download(world: Any) -> None:
    vendor = await world.vendor()
    dossier = await world.get(f"/v1/vendors/{vendor['id']}", vendor["clerk"])
    path = f"/v1/vendors/{vendor['id']}/licences/{dossier['licences'][0]['id']}/document"
    answer = await world.call("GET", path, vendor["clerk"])
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7 scan")
    assert answer.headers["content-disposition"].startswith("attachment")
    # The district has nothing to do with a vendor that has not applied there.
    assert (await world.call("GET", path, f"district-officer@{DISTRICT}")).status_code == 404


async def test_refuses_a_scan_that_is_no_picture_and_no_pdf(world: Any) -> None:
    vendor = await world.vendor()
    form = {
        "kind": "business",
        "number": "1",
        "issued_by": "x",
        "valid_from": "2026-01-01",
        "valid_until": "2027-01-01",
    }
    files = {"file": ("a.pdf", b"<script>", "application/pdf")}
    answer = await world.call("POST", f"/v1/vendors/{vendor['id']}/licences", vendor["clerk"], data=form, files=files)
    assert answer.json()["code"] == "chassis.not_a_scan"


def _words(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
