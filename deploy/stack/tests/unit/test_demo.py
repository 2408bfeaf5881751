"""What `kehou demo --json` prints."""

import pytest

from stack.commands.demo import DOCUMENT, document

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
