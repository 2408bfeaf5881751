"""The agreement as a document: made once for who is to sign it, kept as its bytes, and read as they are (P7)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.application.sign_agreements import signer_of, visible
from enrolment.domain.agreement import (
    VERSIONS_MAX,
    AgreementUnknown,
    CharacterNotPrintable,
    DocumentNotOffered,
    OfferedDocument,
    Signer,
    TooManyVersions,
    check_entrusted,
    must_be_unsigned,
)
from kernel.actor import Actor
from kernel.organisation import OrganisationPath
from kernel.text import given, name


@dataclass(frozen=True, slots=True)
class DocumentItem:
    placement_id: UUID
    title: str
    vendor_name: str
    price: str
    consumables: str
    entrusted: bool = False


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """What is printed; names are unsealed for this one reader. `guardian_name` is the one who signs."""

    number: str
    text_version: str
    term: str
    school_name: str
    pupil_name: str
    class_name: str
    items: tuple[DocumentItem, ...]
    guardian_name: str = ""
    version: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        of_items = [text for item in self.items for text in (item.title, item.vendor_name)]
        return self.school_name, self.pupil_name, self.class_name, self.guardian_name, *of_items


class AgreementReader(Protocol):
    async def document(self, agreement_id: UUID, *, guardian_id: UUID) -> AgreementDocument | None:
        """What the agreement says at present, where the guardian's child is a party, else None."""

    async def kept_document(
        self, agreement_id: UUID, *, guardian_id: UUID | None, school_path: str | None
    ) -> tuple[str, bytes | None] | None:
        """Number and bytes of the document offered last, for a party; None for anybody else.

        For a school, what ended before it was in force is none either (C5.8).
        """


class AgreementPrinter(Protocol):
    async def __call__(self, document: AgreementDocument) -> bytes:
        """Return a PDF."""

    def unprintable(self, text: str) -> str | None:
        """The first character that the font has no picture of."""


@dataclass(frozen=True, slots=True)
class OfferAgreement:
    """The document for a guardian who is about to sign; what was made before and not signed is replaced by it."""

    unit_of_work: UnitOfWork
    reader: AgreementReader
    printer: AgreementPrinter

    async def __call__(
        self, *, agreement_id: UUID, signer_name: str, entrusted: frozenset[UUID], by: Actor, now: datetime
    ) -> OfferedDocument:
        """Return what to sign; raises CharacterNotPrintable, ConsumablesNotEntrusted and what stops a signature."""
        async with self.unit_of_work() as work:
            agreement = await visible(work, agreement_id, by)
            must_be_unsigned(agreement, Signer.GUARDIAN)
            adoption = await adoption_for(work, OrganisationPath(agreement.school_path), agreement.term)
            check_entrusted(agreement, entrusted, rules_of(adoption).consumables().value)
            before = await work.agreements.offered(agreement_id)
        version = 1 if before is None else before.version + 1
        if version > VERSIONS_MAX:
            raise TooManyVersions("this document was made too often; sign the one there is, or ask the school")
        found = await self.reader.document(agreement_id, guardian_id=by.id)
        if found is None:
            raise AgreementUnknown("no agreement of yours by that id")
        items = tuple(replace(one, entrusted=one.placement_id in entrusted) for one in found.items)
        document = replace(found, items=items, guardian_name=given(name(signer_name)), version=version)
        _must_be_printable(document, self.printer)
        content = await self.printer(document)
        offered = OfferedDocument(
            version,
            hashlib.sha256(content).hexdigest(),
            by.id,
            frozenset(one.placement_id for one in items),
            entrusted,
        )
        async with self.unit_of_work() as work:
            agreement = await visible(work, agreement_id, by)
            must_be_unsigned(agreement, Signer.GUARDIAN)
            stood = await work.agreements.offered(agreement_id)
            await work.agreements.offer(agreement_id, offered, content=content, now=now)
            work.record(
                "enrolment.agreement_offered",
                f"agreement/{agreement_id}",
                actor=by,
                at=now,
                before={} if stood is None else {"version": stood.version, "sha256": stood.digest},
                after={"version": version, "sha256": offered.digest},
            )
        return offered


@dataclass(frozen=True, slots=True)
class ReadAgreement:
    reader: AgreementReader

    async def __call__(self, *, agreement_id: UUID, by: Actor) -> tuple[str, bytes]:
        """Return (number, PDF) as it was offered and signed; AgreementUnknown where the reader is no party."""
        guardian = by.id if signer_of(by) is Signer.GUARDIAN else None
        school = None if guardian is not None else by.path.text
        found = await self.reader.kept_document(agreement_id, guardian_id=guardian, school_path=school)
        if found is None:
            raise AgreementUnknown("no agreement of yours by that id")
        number, content = found
        if content is None:
            raise DocumentNotOffered("the family has not had the document made yet")
        return number, content


def _must_be_printable(document: AgreementDocument, printer: AgreementPrinter) -> None:
    for text in document.texts:
        character = printer.unprintable(text)
        if character is not None:
            code = f"U+{ord(character):04X}"
            detail = f"{code} cannot be printed; have the school write another character"
            raise CharacterNotPrintable(detail, params={"character": code})
