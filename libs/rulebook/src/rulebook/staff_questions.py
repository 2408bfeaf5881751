"""Who may teach, on what terms vendors come in, what staff get, and what must be kept on record."""

from dataclasses import dataclass

from rulebook.answer import Answer
from rulebook.in_force import RulesInForce
from rulebook.rules import Allowance, Duty, Teaching, Vendors


@dataclass(frozen=True)
class StaffQuestions(RulesInForce):
    """The part of an adopted pack about people at work."""

    def teaching(self, product: str) -> Answer[Teaching]:
        """Who may stand before a group of this product (R32, R34)."""
        return self.answer(*self.must_find(Teaching, product))

    def vendors(self, product: str) -> Answer[Vendors]:
        """Whether vendors may deliver it, and what admits and removes them (R34–R38)."""
        return self.answer(*self.must_find(Vendors, product))

    def allowance(self) -> Answer[Allowance]:
        """Rate, place against the performance-pay total (R30, R31) and who must sign before it is paid."""
        return self.answer(*self.must_find(Allowance, None))

    def duties(self) -> tuple[Answer[Duty], ...]:
        """Records, notices and inspections the text asks for, in the pack's order."""
        return tuple(self.answer(rule, rule.states) for rule in self.rules if isinstance(rule.states, Duty))
