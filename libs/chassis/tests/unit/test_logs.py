"""What is logged names no person, whatever went wrong and whoever configured the logs."""

import subprocess
import sys

import orjson
import pytest
import structlog

from chassis.logs import drop_personal

FAILS = """
import sys
import structlog
from chassis.logs import configure_logs, never_log_locals

{configure}
log = structlog.get_logger("probe")

def fail(pupil):
    phone = "13800000000"
    raise ValueError(f"{{pupil}} cannot be reached at {{phone}}")

try:
    fail("Zhang San")
except ValueError as error:
    log.error("request_failed", exc_info=error, payer="Zhang San", subject={{"phone": "13800000000"}}, bill="b-1")
    log.exception("request_failed", bill="b-1")
"""


@pytest.mark.parametrize("configure", ["configure_logs('probe')", "never_log_locals()"])
def test_tells_where_it_failed_and_neither_locals_nor_the_text(configure: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAILS.format(configure=configure)], capture_output=True, text=True, check=True
    )
    written = done.stdout + done.stderr
    assert "Zhang" not in written
    assert "13800000000" not in written
    for line in written.splitlines():
        told = orjson.loads(line)
        assert (told["event"], told["bill"], told["level"]) == ("request_failed", "b-1", "error")
        assert told["exception"]["type"] == "builtins.ValueError"
        assert told["exception"]["frames"][-1].endswith(" fail")
    assert len(written.splitlines()) == 2


def test_drops_the_values_of_personal_fields_at_any_depth() -> None:
    event = {"event": "x", "Phone": "1", "rows": 3, "row": {"name": "n", "amount_fen": 5, "more": {"id_card": "i"}}}
    told = drop_personal(None, "info", event)
    assert told == {
        "event": "x",
        "Phone": "[dropped]",
        "rows": 3,
        "row": {"name": "[dropped]", "amount_fen": 5, "more": {"id_card": "[dropped]"}},
    }


def test_shortens_a_text_that_is_too_long() -> None:
    assert len(drop_personal(None, "info", {"event": "x" * 10_000})["event"]) == 4_001


def test_keeps_silence_as_soon_as_a_database_is_opened() -> None:
    from chassis.postgres.database import Database

    Database("postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere", name="probe")
    assert structlog.is_configured()
