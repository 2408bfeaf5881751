"""An agreement is in force once every party has signed what is left of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from enrolment.adapters.agreement_pdf import inputs
from enrolment.application.render_agreement import AgreementDocument, DocumentItem
from enrolment.domain.agreement import (
    Agreement,
    AgreementItem,
    AgreementState,
    AlreadySigned,
    ConsumablesNotEntrusted,
    NotAParty,
    Signer,
    sign,
    sign_course,
)
from kernel.money import Money
from rulebook.rules import Consumables
from rulebook.words import ConsumablesWay

CLERK = UUID(int=7)
NOON = datetime(2026, 3, 17, 12, tzinfo=UTC)
CONSUMABLES = Consumables(ways=(ConsumablesWay.ENTRUSTED_TO_VENDOR,))


def item(vendor: UUID | None = None, consumables: int = 0) -> AgreementItem:
    return AgreementItem(uuid4(), uuid4(), "书法", vendor, Money(360_00), Money(consumables))


def prepared(*items: AgreementItem) -> Agreement:
    return Agreement(
        uuid4(), "KH-1", uuid4(), "/3401/340104/1", "2026-spring", AgreementState.PREPARED, "1", None, None, items
    )


def by(signer: Signer, agreement: Agreement, entrusted: frozenset[UUID] = frozenset()) -> Agreement:
    return sign(agreement, as_signer=signer, by=uuid4(), entrusted=entrusted, consumables=CONSUMABLES)


def by_both(agreement: Agreement) -> Agreement:
    return by(Signer.SCHOOL, by(Signer.GUARDIAN, agreement))


def test_needs_two_parties_where_the_school_teaches() -> None:
    agreement = prepared(item())
    assert agreement.parties == (Signer.GUARDIAN, Signer.SCHOOL)
    assert by(Signer.GUARDIAN, agreement).state is AgreementState.PREPARED
    assert by_both(agreement).state is AgreementState.IN_FORCE


def test_waits_for_every_vendor_that_teaches() -> None:
    first, second = item(uuid4()), item(uuid4())
    agreement = by_both(prepared(item(), first, second))
    assert agreement.parties == (Signer.GUARDIAN, Signer.SCHOOL, Signer.VENDOR)
    assert agreement.state is AgreementState.PREPARED
    agreement = sign_course(agreement, first.offering_id, by=CLERK)
    assert agreement.state is AgreementState.PREPARED
    assert sign_course(agreement, second.offering_id, by=CLERK).state is AgreementState.IN_FORCE


def test_is_complete_when_the_course_that_was_waited_for_falls_away() -> None:
    agreement = by_both(prepared(item(), item(uuid4())))
    assert not agreement.complete
    assert replace(agreement, items=agreement.items[:1]).complete
    assert not replace(agreement, items=()).complete


def test_refuses_a_vendor_that_teaches_nothing_here_and_a_second_hand() -> None:
    agreement = prepared(item())
    with pytest.raises(NotAParty):
        sign_course(agreement, agreement.items[0].offering_id, by=CLERK)
    with pytest.raises(NotAParty):
        by(Signer.VENDOR, agreement)
    with pytest.raises(AlreadySigned):
        by(Signer.GUARDIAN, by(Signer.GUARDIAN, agreement))
    with pytest.raises(AlreadySigned):
        sign_course(by_both(agreement), agreement.items[0].offering_id, by=CLERK)


def test_entrusts_only_consumables_that_there_are() -> None:
    agreement = prepared(item(uuid4(), consumables=45_00), item())
    costly, free = (one.placement_id for one in agreement.items)
    assert [one.entrusted for one in by(Signer.GUARDIAN, agreement, frozenset([costly])).items] == [True, False]
    with pytest.raises(ConsumablesNotEntrusted):
        by(Signer.GUARDIAN, agreement, frozenset([free]))


def test_prints_the_hand_of_each_party() -> None:
    def printed(vendor: str, signed_at: datetime | None) -> DocumentItem:
        return DocumentItem("书法", vendor, "360.00", "0.00", entrusted=False, vendor_signed_at=signed_at)

    document = AgreementDocument(
        number="KH-1", content_hash="", text_version="1", term="2026-spring", school_name="示例小学",
        pupil_name="小明", class_name="3.1", guardian_name="家长", guardian_signed_at=NOON, school_signed_at=None,
        items=(printed("甲机构", NOON), printed("乙机构", None), printed("乙机构", NOON), printed("", None)),
    )  # fmt: skip
    assert json.loads(inputs(document))["signatures"] == [
        "甲方签署：尚未签署",
        "乙方签署：2026-03-17 20:00",
        "丙方签署（乙机构）：尚未签署",
        "丙方签署（甲机构）：2026-03-17 20:00",
    ]
