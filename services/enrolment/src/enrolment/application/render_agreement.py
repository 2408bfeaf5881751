"""The agreement as a document anybody can keep (P7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from enrolment.application.sign_agreements import signer_of
from enrolment.domain.agreement import AgreementUnknown, Signer
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class DocumentItem:
    title: str
    vendor_name: str
    price: str
    consumables: str
    entrusted: bool
    vendor_signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """What is printed; names are unsealed for this one reader."""

    number: str
    content_hash: str
    text_version: str
    term: str
    school_name: str
    pupil_name: str
    class_name: str
    guardian_name: str
    guardian_signed_at: datetime | None
    school_signed_at: datetime | None
    items: tuple[DocumentItem, ...]


class AgreementReader(Protocol):
    async def document(
        self, agreement_id: UUID, *, guardian_id: UUID | None, school_path: str | None
    ) -> AgreementDocument | None:
        """The agreement where the guardian's child or the school is a party, else None.

        For a school, what ended before it was in force is none either (C5.8).
        """


class AgreementPrinter(Protocol):
    async def __call__(self, document: AgreementDocument) -> bytes:
        """Return a PDF."""


@dataclass(frozen=True, slots=True)
class RenderAgreement:
    reader: AgreementReader
    printer: AgreementPrinter

    async def __call__(self, *, agreement_id: UUID, by: Actor) -> tuple[str, bytes]:
        """Return (number, PDF); raise AgreementUnknown where the reader is no party."""
        guardian = by.id if signer_of(by) is Signer.GUARDIAN else None
        school = None if guardian is not None else by.path.text
        document = await self.reader.document(agreement_id, guardian_id=guardian, school_path=school)
        if document is None:
            raise AgreementUnknown("no agreement of yours by that id")
        return document.number, await self.printer(document)
