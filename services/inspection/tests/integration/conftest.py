"""A city of two districts and three schools, and a term that happened in it, as events."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx
import pytest

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.clock import system_time
from chassis.events.handling import EventInfo
from chassis.events.source import Progress
from contracts.billing.v1 import events_pb2 as billing
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors
from inspection.adapters.kafka.incoming import handlers
from inspection.adapters.postgres.contacts import ConsumerContact
from inspection.application import tell_overview
from inspection.bootstrap import build
from inspection.domain import anomaly, told
from inspection.entrypoints.http import small_groups
from inspection.settings import Settings
from rulebook.shipped import shipped_pack_text
from testkit.clock import FakeClock
from testkit.seeing import as_shown
from testkit.sign_ins import KnownSignIns
from testkit.tokens import TokenMint

TERM = "2026-spring"
CITY, DISTRICT, OTHER_DISTRICT = "/3401", "/3401/340104", "/3401/340111"
SCHOOL, SISTER, STRANGER = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002", f"{OTHER_DISTRICT}/2134010003"
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-06-30",
    "applications_close_on": "2026-03-20",
}
PUPILS = 12
MORNING = datetime(2026, 3, 31, 1, tzinfo=UTC)


def uid(name: str) -> UUID:
    """The same id for the same name in every run."""
    return uuid5(NAMESPACE_URL, name)


def sid(name: str) -> str:
    return str(uid(name))


def city() -> list[Any]:
    """Organisations, the term and its pack."""
    rows = [
        ("3401", CITY, "city"),
        ("340104", DISTRICT, "district"),
        ("340111", OTHER_DISTRICT, "district"),
        ("2134010001", SCHOOL, "school"),
        ("2134010002", SISTER, "school"),
        ("2134010003", STRANGER, "school"),
    ]
    organisations = [
        enrolment.OrganisationRegistered(code=code, path=path, kind=kind, name=f"机构{code}")
        for code, path, kind in rows
    ]
    terms = [
        message
        for district in (DISTRICT, OTHER_DISTRICT)
        for message in (
            enrolment.TermOpened(district_path=district, term=TERM, first_on="2026-03-02", last_on="2026-06-26"),
            enrolment.PackAdopted(
                district_path=district,
                term=TERM,
                pack_text=shipped_pack_text("hefei"),
                parameters_json=json.dumps(PARAMETERS),
            ),
            enrolment.CalendarPublished(district_path=district, term=TERM, school_days=["2026-03-02", "2026-03-03"]),
        )
    ]
    return [*organisations, *terms]


def prepared() -> list[Any]:
    """A school with a class of twelve, its plan approved, its prices published, open for applying."""
    pupils = [
        enrolment.PupilEnrolled(
            pupil_id=sid(f"pupil {number}"), school_path=SCHOOL, class_id=sid("class"), grade=3, boards=number == 0
        )
        for number in range(PUPILS)
    ]
    return [
        enrolment.ClassRegistered(class_id=sid("class"), school_path=SCHOOL, grade=3, number=1, pupils=PUPILS),
        *pupils,
        enrolment.GuardianBound(pupil_id=sid("pupil 0"), guardian_id=sid("guardian")),
        billing.AccountingUnitRegistered(code="U1", path=DISTRICT, school_paths=[SCHOOL, SISTER]),
        staffing.AssignmentsChanged(
            person_id=sid("teacher"), assignments=[f"duty-teacher@{SCHOOL}", f"class-teacher@{SCHOOL}"], active=True
        ),
        staffing.AssignmentsChanged(
            person_id=sid("officer"), assignments=[f"district-officer@{DISTRICT}"], active=True
        ),
        vendors.VendorListed(vendor_id="vendor", district_path=DISTRICT),
        vendors.ContractSigned(contract_id="contract", vendor_id="vendor", school_path=SCHOOL, term=TERM),
        enrolment.SurveyCounted(school_path=SCHOOL, term=TERM, answers=9),
        enrolment.PlanFiled(school_path=SCHOOL, term=TERM, filing_id="f"),
        enrolment.PlanDecided(school_path=SCHOOL, term=TERM, filing_id="f", approved=True),
        billing.PriceNoticePublished(
            school_path=SCHOOL, term=TERM, notice_id="n", published_on="2026-03-04", in_force_on="2026-03-09"
        ),
        enrolment.OfferingPublished(offering_id=sid("care"), school_path=SCHOOL, term=TERM, product="care"),
        enrolment.OfferingPublished(
            offering_id=sid("course"),
            school_path=SCHOOL,
            term=TERM,
            product="course",
            title="书法",
            vendor_id="vendor",
            price_fen=36000,
        ),
        enrolment.ApplicationsOpened(school_path=SCHOOL, term=TERM),
    ]  # fmt: skip


def placed() -> list[Any]:
    """Eight children in care, three of them in a course too; one left."""
    agreed = [("care", number) for number in range(8)] + [("course", number) for number in range(3)]
    return [
        enrolment.ApplicationsCounted(school_path=SCHOOL, term=TERM, submitted=10, reviewed=10, placed=7),
        *(
            enrolment.PlacementAgreed(
                placement_id=sid(f"placement {offering} {number}"),
                offering_id=sid(offering),
                pupil_id=sid(f"pupil {number}"),
                school_path=SCHOOL,
                term=TERM,
                agreed_on="2026-03-20",
            )
            for offering, number in agreed
        ),
        enrolment.PlacementEnded(
            placement_id=sid("placement care 7"),
            offering_id=sid("care"),
            pupil_id=sid("pupil 7"),
            school_path=SCHOOL,
            term=TERM,
            ended_on="2026-03-25",
            reason="withdrawn",
        ),
    ]


def served() -> list[Any]:
    """A group with three sessions: two held, one of them corrected."""
    marks = dict.fromkeys(range(7), "present")
    return [
        enrolment.GroupFormed(group_id=sid("group"), offering_id=sid("care"), school_path=SCHOOL, term=TERM),
        enrolment.SessionsScheduled(
            group_id=sid("group"),
            school_path=SCHOOL,
            offering_id=sid("care"),
            sessions=[
                enrolment.Session(session_id=sid(f"session {day}"), held_on=day)
                for day in ("2026-03-26", "2026-03-27", "2026-04-02")
            ],
        ),
        staffing.ShiftsAssigned(
            group_id=sid("group"),
            school_path=SCHOOL,
            shifts=[staffing.Shift(session_id=sid("session 2026-04-02"), person_id=sid("teacher"), duty="duty")],
        ),
        _roll("2026-03-26", 0, marks),
        _roll("2026-03-27", 0, {0: "present", 1: "present"}),
        _roll("2026-03-27", 1, {0: "absent", 1: "present"}),
        enrolment.SessionClosed(group_id=sid("group"), session_id=sid("session 2026-03-26"), school_path=SCHOOL),
        staffing.LessonConfirmed(
            session_id=sid("session 2026-03-26"), group_id=sid("group"), school_path=SCHOOL, vendor_id="vendor"
        ),
    ]


def _roll(day: str, correction: int, marks: dict[int, str]) -> enrolment.RollCalled:
    return enrolment.RollCalled(
        group_id=sid("group"),
        session_id=sid(f"session {day}"),
        school_path=SCHOOL,
        term=TERM,
        held_on=day,
        offering_id=sid("care"),
        correction=correction,
        marks=[enrolment.Mark(pupil_id=sid(f"pupil {number}"), mark=mark) for number, mark in marks.items()],
    )


def billed() -> list[Any]:
    """Three bills of a course, one waived in part, one paid, one partly and waived later; a refund; a draft."""
    bills = [
        billing.IssuedBill(
            bill_id=sid(f"bill {number}"),
            pupil_id=sid(f"pupil {number}"),
            due_fen=30000 if number == 2 else 36000,
            placement_ids=[sid(f"placement course {number}")],
        )
        for number in range(3)
    ]
    draft = billing.IssuedBill(bill_id=sid("draft"), pupil_id=sid("pupil 3"), due_fen=1)
    return [
        billing.BillsIssued(run_id="run", school_path=SCHOOL, term=TERM, bills=bills),
        billing.BillRunPublished(run_id="run", school_path=SCHOOL, term=TERM, bills=3, amount_fen=108000),
        billing.WaiversCounted(school_path=SCHOOL, term=TERM, bills=1, waived_fen=6000),
        billing.BillsIssued(run_id="draft", school_path=SCHOOL, term=TERM, bills=[draft]),
        billing.BillsPaid(statement_id="s", bills=[_paid(0, 36000), _paid(1, 10000)]),
        _changed(0, due=35500, refunded=500),
        _changed(1, due=30000),
        _changed(1, due=18000),
        billing.WaiversCounted(school_path=SCHOOL, term=TERM, bills=2, waived_fen=24000),
        _changed(2, due=20000),
        billing.RefundApproved(refund_id="r", bill_id=sid("bill 0"), school_path=SCHOOL, term=TERM, amount_fen=500),
        billing.RefundPaid(refund_id="r", bill_id=sid("bill 0"), school_path=SCHOOL, term=TERM, amount_fen=500),
        billing.ReconciliationProgressed(
            unit_code="U1", month="2026-03", lines=5, matched=4, exceptions_open=1, exceptions_found=2
        ),
        billing.ReconciliationProgressed(
            unit_code="U1", month="2026-03", lines=5, matched=5, exceptions_open=0, exceptions_found=2
        ),
        billing.MonthClosed(unit_code="U1", month="2026-03"),
        billing.VendorSettled(settlement_id="v", school_path=SCHOOL, month="2026-03", amount_fen=900),
        billing.SubsidyCalculated(subsidy_id="u", school_path=SCHOOL, term=TERM, participants=7, amount_fen=105000),
        staffing.AllowanceSheetPrepared(sheet_id="a", school_path=SCHOOL, month="2026-03", lines=1, amount_fen=6000),
        staffing.AllowanceSheetApproved(sheet_id="a", school_path=SCHOOL, month="2026-03", lines=1, amount_fen=6000),
    ]


def _paid(number: int, fen: int) -> billing.BillPaid:
    return billing.BillPaid(
        bill_id=sid(f"bill {number}"), pupil_id=sid(f"pupil {number}"), school_path=SCHOOL, term=TERM, paid_fen=fen
    )


def _changed(number: int, *, due: int, refunded: int = 0) -> billing.BillChanged:
    return billing.BillChanged(
        bill_id=sid(f"bill {number}"),
        school_path=SCHOOL,
        term=TERM,
        due_fen=due,
        refunded_fen=refunded,
    )


STORY = SimpleNamespace(
    city=city, prepared=prepared, placed=placed, served=served, billed=billed, uid=uid, sid=sid, term=TERM
)


@pytest.fixture
def story() -> SimpleNamespace:
    """The term's events, chapter by chapter."""
    return STORY


@pytest.fixture
async def service(settings_for: Callable[..., Any], token_mint: TokenMint, fake_clock: FakeClock) -> AsyncIterator[Any]:
    settings = await settings_for(Settings, "inspection", package="inspection")
    fake_clock.move_to(MORNING)
    service = build(settings, fake_clock)
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    service.app.state.sign_ins = KnownSignIns()
    yield service
    await service.database.close()


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The city's twelve pupils are enough to be told by the number, where a test is about the figures themselves."""
    for module in (told, tell_overview, anomaly, small_groups):
        monkeypatch.setattr(module, "ABOVE_SCHOOLS", 1)


@pytest.fixture
async def client(service: Any, http_client: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    seeing = as_shown(
        service.database,
        {
            r"/v1/findings/([0-9a-f-]{36})/(?:rectification|recheck)": "finding",
            r"/v1/complaints/([0-9a-f-]{36})/answer": "complaint",
            r"/v1/anomalies/([0-9a-f-]{36})/(?:verification|closing)": "anomaly",
        },
    )
    async with http_client(service.app, service="inspection", event_hooks={"request": [seeing]}) as client:
        yield client


@pytest.fixture
def tell(service: Any) -> Callable[..., Any]:
    """`await tell(message, …)` applies events as the consumer would."""
    known = {handler.message: handler.apply for handler in handlers()}

    async def told(*messages: Any, told_at: datetime = MORNING) -> None:
        for message in messages:
            # The same event has the same id whenever it is told.
            event_id = uuid5(
                NAMESPACE_URL, type(message).__name__ + message.SerializeToString(deterministic=True).hex()
            )
            info = EventInfo(event_id, "test", "", "", "", 1, told_at)
            async with service.database.transaction() as transaction:
                await known[type(message)](message, info, transaction)

    return told


@pytest.fixture
def refresh(service: Any, fake_clock: FakeClock) -> Callable[..., Any]:
    """`await refresh()` makes stale figures anew, as the running service does once its consumer is level."""

    async def refreshed() -> None:
        seen = Progress(partitions=1, partitions_total=1, lag=0, level_at=system_time())
        await ConsumerContact(service.database, "inspection").tell(seen)
        while await service.app.state.use_cases.refresh_figures(on=fake_clock.today()):
            pass

    return refreshed


@pytest.fixture
def acting(token_mint: TokenMint) -> Callable[..., dict[str, str]]:
    """`acting("inspector", DISTRICT, "person")` → headers of a request, with a key of its own."""
    keys = iter(range(1_000_000))

    def headers(role: str, path: str, person: str = "somebody") -> dict[str, str]:
        return {**token_mint.headers(uid(person), f"{role}@{path}"), "Idempotency-Key": f"key-{next(keys):06d}-test"}

    return headers
