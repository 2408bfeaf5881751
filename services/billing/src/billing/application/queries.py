"""Questions of the portal and of people; each answers only what lies within the asker's scope."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from billing.application import charging_views as v
from billing.application import money_views as m
from kernel.actor import Actor
from kernel.term import Month

After = tuple[object, ...] | None


class Queries(Protocol):
    async def units(self, *, by: Actor, after: After, limit: int) -> list[v.UnitView]: ...

    async def unit(self, code: str, *, by: Actor) -> v.UnitView: ...

    async def unit_changes(
        self, *, by: Actor, state: str | None, after: After, limit: int
    ) -> list[v.UnitChangeView]: ...

    async def unit_change(self, change_id: UUID, *, by: Actor) -> v.UnitChangeView: ...

    async def price_notices(
        self, *, by: Actor, school: str | None, term: str | None, after: After, limit: int
    ) -> list[v.PriceNoticeView]: ...

    async def waivers(
        self, *, by: Actor, term: str | None, state: str | None, after: After, limit: int
    ) -> list[v.WaiverView]: ...

    async def bill_run(self, run_id: UUID, *, by: Actor) -> v.BillRunView: ...

    async def bill_runs(self, *, by: Actor, term: str | None, after: After, limit: int) -> list[v.BillRunView]: ...

    async def refusals(self, run_id: UUID, *, by: Actor, after: After, limit: int) -> list[v.RefusalView]: ...

    async def bills(
        self, *, by: Actor, school: str | None, term: str | None, state: str | None, after: After, limit: int
    ) -> list[v.BillView]: ...

    async def bill(self, bill_id: UUID, *, by: Actor) -> v.BillView: ...

    async def payments(self, bill_id: UUID, *, by: Actor) -> list[v.PaymentView]: ...

    async def explanation(self, bill_id: UUID, *, by: Actor) -> v.BillExplanationView: ...

    async def payment_orders(
        self, *, by: Actor, on: date | None, bill_id: UUID | None, after: After, limit: int
    ) -> list[v.PaymentOrderView]: ...

    async def payment_order(self, order_id: UUID, *, by: Actor) -> v.PaymentOrderView: ...

    async def payments_due(
        self, *, by: Actor, on: date, unit: str | None, after: After, limit: int
    ) -> list[m.PaymentDueView]: ...

    async def refunds(
        self, *, by: Actor, term: str | None, state: str | None, after: After, limit: int
    ) -> list[m.RefundView]: ...

    async def refund(self, refund_id: UUID, *, by: Actor) -> m.RefundView: ...

    async def statements(
        self, *, by: Actor, unit: str | None, kind: str | None, after: After, limit: int
    ) -> list[m.StatementView]: ...

    async def statement(self, statement_id: UUID, *, by: Actor) -> m.StatementView: ...

    async def lines(
        self,
        *,
        by: Actor,
        unit: str,
        source: str | None,
        state: str | None,
        month: Month | None,
        after: After,
        limit: int,
    ) -> list[m.StatementLineView]: ...

    async def candidates(self, line_id: UUID, *, by: Actor) -> list[m.CandidateView]: ...

    async def matches(
        self, *, by: Actor, unit: str, source: str | None, month: Month | None, after: After, limit: int
    ) -> list[m.MatchView]: ...

    async def exceptions(
        self, *, by: Actor, unit: str | None, state: str | None, today: date, after: After, limit: int
    ) -> list[m.ExceptionView]: ...

    async def exception(self, difference_id: UUID, *, by: Actor, today: date) -> m.ExceptionView: ...

    async def settlements(
        self, *, by: Actor, month: str | None, after: After, limit: int
    ) -> list[m.SettlementView]: ...

    async def settlement(self, settlement_id: UUID, *, by: Actor) -> m.SettlementView: ...

    async def settled_lessons(
        self, settlement_id: UUID, *, by: Actor, after: After, limit: int
    ) -> list[m.SettledLessonView]: ...

    async def subsidies(self, *, by: Actor, term: str | None, after: After, limit: int) -> list[m.SubsidyView]: ...

    async def subsidy(self, subsidy_id: UUID, *, by: Actor) -> m.SubsidyView: ...

    async def roll(self, subsidy_id: UUID, *, by: Actor, after: After, limit: int) -> list[m.RollEntryView]: ...

    async def reconciliations(
        self, *, by: Actor, unit: str | None, after: After, limit: int
    ) -> list[m.ReconciliationListed]: ...

    async def reconciliation(self, unit: str, month: Month, *, by: Actor) -> m.ReconciliationView: ...

    async def balances(self, *, by: Actor, unit: str, until: Month | None) -> Sequence[m.AccountBalanceView]: ...
