"""One unit of work: everything done through it commits together, or not at all."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from enrolment.application.ports.applying import ApplicationStore, PlacementStore
from enrolment.application.ports.base import OrganisationStore, PupilStore, TermStore
from enrolment.application.ports.offers import OfferStore
from enrolment.application.ports.serving import AgreementStore, SessionStore
from enrolment.domain.event import Event
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


class Work(Protocol):
    @property
    def organisations(self) -> OrganisationStore: ...
    @property
    def terms(self) -> TermStore: ...
    @property
    def pupils(self) -> PupilStore: ...
    @property
    def offers(self) -> OfferStore: ...
    @property
    def applications(self) -> ApplicationStore: ...
    @property
    def placements(self) -> PlacementStore: ...
    @property
    def agreements(self) -> AgreementStore: ...
    @property
    def sessions(self) -> SessionStore: ...

    def publish(self, *events: Event, at: datetime) -> None:
        """Tell the other services when this commits."""

    def record(
        self,
        action: str,
        subject: str,
        *,
        actor: Actor,
        at: datetime,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
        rule: str | None = None,
        digest: bytes | None = None,
    ) -> None:
        """Append to the audit log when this commits; ids and states only."""

    async def store_document(self, content: bytes, *, name: str, media_type: str, at: datetime) -> UUID:
        """Keep a file sealed and return its id."""


class UnitOfWork(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Work]: ...


class Standing(Protocol):
    """Whether a vendor may be in a school on a day, asked of vendor-registry where the answer must be fresh."""

    async def __call__(self, *, vendor_id: UUID, district_path: OrganisationPath, on: date) -> "VendorStanding": ...


class VendorStanding(Protocol):
    @property
    def listed(self) -> bool: ...
    @property
    def reason_code(self) -> str: ...


class Holidays(Protocol):
    """The statutory calendar of the country."""

    def holidays(self, first_on: date, last_on: date) -> Mapping[date, str]:
        """Days off by law, with the holiday's name; weekends that are worked are not among them."""

    def make_up_days(self, first_on: date, last_on: date) -> Mapping[date, int]:
        """Weekend days worked in lieu, with the ISO weekday whose timetable they follow."""


class PackLibrary(Protocol):
    """The packs installed with this release; read at adoption only."""

    def text_of(self, pack_id: str) -> str | None: ...

    def ids(self) -> tuple[str, ...]: ...
