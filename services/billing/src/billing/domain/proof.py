"""How far the proof of a payment goes (C3.1): what is told, what the channel has, what is in the bank."""

from enum import StrEnum


class Proof(StrEnum):
    NONE = "none"
    # Told by a notice, or by a file that waits for its second person.
    PROVISIONAL = "provisional"
    # In the channel's trade bill, which a second person has confirmed.
    CONFIRMED = "confirmed"
    # In the channel's fund flow, and settled to the bank; or paid to the bank itself.
    PROVEN = "proven"


def of_payment(source: str, *, is_settled: bool) -> Proof:
    """The proof of a payment that a confirmed file shows: the bank's own line needs no other."""
    return Proof.PROVEN if source == "bank" or is_settled else Proof.CONFIRMED


def of_bill(*, paid_fen: int, proven_fen: int, reported_fen: int) -> Proof:
    """A bill's proof goes as far as that of the weakest payment it counts as paid."""
    if paid_fen <= 0:
        return Proof.PROVISIONAL if reported_fen > 0 else Proof.NONE
    return Proof.PROVEN if proven_fen >= paid_fen else Proof.CONFIRMED
