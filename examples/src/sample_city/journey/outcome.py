"""The figures of a term, each read as somebody who may see it."""

from typing import Any

from sample_city.journey import oversight
from sample_city.journey.preparation import BILLING
from sample_city.journey.stage import Stage
from sample_city.people import StepFailed


async def outcome(stage: Stage) -> dict[str, Any]:
    """Counts and sums of the whole term; two runs with the same seed give the same."""
    officer = stage.officer("财政经办")
    bills: list[dict[str, Any]] = []
    refunds: list[dict[str, Any]] = []
    for school in stage.city.schools:
        accountant = stage.at(school, "会计")
        bills += await stage.people.pages(accountant, f"{BILLING}/bills", school=school.path, term=stage.term)
        refunds += await stage.people.pages(accountant, f"{BILLING}/refunds", term=stage.term)
    lines, matched = 0, 0
    for unit in stage.city.units:
        found = await stage.people.pages(officer, f"{BILLING}/statement-lines", unit=unit.code)
        lines += len(found)
        matched += sum(line["state"] == "matched" for line in found)
    exceptions = await stage.people.pages(officer, f"{BILLING}/exceptions")
    settlements = await stage.people.pages(officer, f"{BILLING}/settlements")
    balances: list[dict[str, Any]] = []
    for unit in stage.city.units:
        balances += await stage.people.ask(officer, "GET", f"{BILLING}/ledger/balances", params={"unit": unit.code})
    figures: dict[str, Any] = {
        "pack": "hefei",
        "pupils": len(stage.city.pupils),
        "applications": stage.counts["applications"],
        "placements": stage.counts["placements"],
        "bills": len(bills),
        "billed_fen": sum(bill["amount_fen"] for bill in bills),
        "waived_fen": sum(bill["waived_fen"] for bill in bills),
        "collected_fen": sum(bill["paid_fen"] for bill in bills),
        "refunded_fen": sum(refund["amount_fen"] for refund in refunds if refund["state"] == "paid"),
        "statement_lines": lines,
        "matched_lines": matched,
        "exceptions_found": len(exceptions),
        "exceptions_open": sum(exception["state"] in ("open", "proposed") for exception in exceptions),
        "allowance_lines": stage.counts["allowance_lines"],
        "allowance_fen": stage.counts["allowance_fen"],
        "settlement_fen": sum(settlement["amount_fen"] for settlement in settlements),
        "subsidy_fen": stage.counts["subsidy_fen"],
        "ledger_balanced": sum(one["debit_fen"] for one in balances) == sum(one["credit_fen"] for one in balances),
        "month_closed": stage.counts["months closed"] == 4 * len(stage.city.units),
    }
    due_fen = sum(bill["due_fen"] for bill in bills)
    _agree({**figures, "due_fen": due_fen}, (await oversight.look(stage))["tiles"]["money"])
    return figures


# What the overview calls a figure of the term.
_SHOWN_AS = {
    "billed_fen": "billed_fen",
    "waived_fen": "waived_fen",
    "due_fen": "due_fen",
    "collected_fen": "received_fen",
    "refunded_fen": "refunded_fen",
    "subsidy_fen": "subsidy_fen",
}
# Of all who were billed, who are not so few.
_ALWAYS_TOLD = frozenset({"due_fen", "received_fen"})


def _agree(figures: dict[str, Any], shown: dict[str, Any]) -> None:
    """The leading group sees what the books say, but for amounts of fewer than ten families; StepFailed otherwise."""
    for name, tile in _SHOWN_AS.items():
        told = shown[tile] is not None or tile in _ALWAYS_TOLD
        if told and shown[tile] != figures[name]:
            raise StepFailed(f"the overview shows {name} {shown[tile]}, billing says {figures[name]}")
