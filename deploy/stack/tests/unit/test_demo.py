"""What `kehou demo --json` prints."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from kernel.one_time_code import otpauth_uri
from stack.commands.demo import DOCUMENT, document, tell_people
from stack.installation import Installation

ASKED_FOR = """
pack, pupils, applications, placements, bills, billed_fen, waived_fen, collected_fen, refunded_fen, statement_lines,
matched_lines, exceptions_found, exceptions_open, allowance_lines, allowance_fen, settlement_fen, subsidy_fen,
events_published, events_applied, events_lost, events_dead, ledger_balanced, month_closed, seconds
"""


def test_names_the_figures_in_the_agreed_order() -> None:
    figures = dict.fromkeys(reversed(DOCUMENT), 0)
    assert ", ".join(document(figures)) == " ".join(ASKED_FOR.split())


@pytest.mark.parametrize("without", DOCUMENT)
def test_refuses_to_tell_of_a_term_with_a_figure_missing(without: str) -> None:
    figures = {name: 0 for name in DOCUMENT if name != without}
    with pytest.raises(ValueError, match=without):
        document(figures)


def test_refuses_a_figure_that_the_document_does_not_know() -> None:
    with pytest.raises(ValueError, match="rounded"):
        document({**dict.fromkeys(DOCUMENT, 0), "rounded": 1})


@pytest.mark.parametrize("width", [40, 80])
def test_shows_password_and_names_whole_on_a_narrow_terminal(width: int) -> None:
    said = StringIO()
    secrets = {"sample_password": "LP_" + "x" * 21, "sample_totp_secret": "twenty-bytes-of-test"}
    installation = Installation(Path("unused"), Path("unused"), ports={"envoy": 20_000}, secrets=secrets)
    people = [
        ("e00058", "教育局经办", "示例区"),
        ("v0000001i1.91349904ma00000017", "授课教师", "合肥示例青禾艺术培训有限公司"),
    ]
    tell_people(Console(file=said, width=width), installation, people)
    words = said.getvalue().split()
    assert {installation.origin, secrets["sample_password"], *(name for name, _, _ in people)} <= set(words)
    uri = otpauth_uri(secrets["sample_totp_secret"], account="sample", issuer="kehou")
    assert uri in words
