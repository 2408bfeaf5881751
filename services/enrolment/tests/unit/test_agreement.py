"""An agreement is in force once every party has signed what is left of it."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from enrolment.adapters.agreement_pdf import TypstAgreementPrinter, inputs
from enrolment.application.offer_agreement import AgreementDocument, DocumentItem
from enrolment.domain.agreement import (
    CLAUSES,
    Agreement,
    AgreementItem,
    AgreementState,
    AlreadySigned,
    ConsumablesNotEntrusted,
    DocumentChanged,
    DocumentNotOffered,
    FamilySignsFirst,
    NotAParty,
    OfferedDocument,
    Signer,
    check_entrusted,
    digest_of,
    sign,
    sign_all,
    sign_course,
)
from kernel.money import Money
from rulebook.rules import Consumables
from rulebook.words import ConsumablesWay

CLERK = UUID(int=7)
FAMILY = UUID(int=8)
DIGEST = "a" * 64
CONSUMABLES = Consumables(ways=(ConsumablesWay.ENTRUSTED_TO_VENDOR,))


def item(vendor: UUID | None = None, consumables: int = 0) -> AgreementItem:
    return AgreementItem(uuid4(), uuid4(), "书法", vendor, Money(360_00), Money(consumables))


def prepared(*items: AgreementItem) -> Agreement:
    return Agreement(
        uuid4(), "KH-1", uuid4(), "/3401/340104/1", "2026-spring", AgreementState.PREPARED, "1", None, None, items
    )


def offered(agreement: Agreement, entrusted: frozenset[UUID] = frozenset()) -> OfferedDocument:
    placements = frozenset(one.placement_id for one in agreement.items)
    return OfferedDocument(1, DIGEST, FAMILY, placements, entrusted)


def by(signer: Signer, agreement: Agreement, entrusted: frozenset[UUID] = frozenset()) -> Agreement:
    return sign(agreement, offered(agreement, entrusted), as_signer=signer, by=FAMILY, digest=DIGEST)


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
    check_entrusted(agreement, frozenset([costly]), CONSUMABLES)
    assert [one.entrusted for one in by(Signer.GUARDIAN, agreement, frozenset([costly])).items] == [True, False]
    with pytest.raises(ConsumablesNotEntrusted):
        check_entrusted(agreement, frozenset([free]), CONSUMABLES)


def test_signs_only_the_document_that_was_shown_to_who_signs() -> None:
    agreement = prepared(item())
    shown = offered(agreement)
    with pytest.raises(DocumentNotOffered):
        sign(agreement, None, as_signer=Signer.GUARDIAN, by=FAMILY, digest=DIGEST)
    for other, who, digest in (
        (shown, FAMILY, "b" * 64),
        (shown, uuid4(), DIGEST),
        (replace(shown, placements=frozenset()), FAMILY, DIGEST),
    ):
        with pytest.raises(DocumentChanged):
            sign(agreement, other, as_signer=Signer.GUARDIAN, by=who, digest=digest)
    with pytest.raises(FamilySignsFirst):
        by(Signer.SCHOOL, agreement)


def test_signs_many_only_as_they_were_shown() -> None:
    waiting = [replace(by(Signer.GUARDIAN, prepared(item())), digest=DIGEST) for _ in range(3)]
    shown = digest_of(waiting)
    assert all(one.state is AgreementState.IN_FORCE for one in sign_all(waiting, by=uuid4(), digest=shown))
    for changed in (waiting[1:], [*waiting[1:], replace(waiting[0], digest="b" * 64)]):
        with pytest.raises(DocumentChanged):
            sign_all(changed, by=uuid4(), digest=shown)


def printed(**changed: Any) -> dict[str, Any]:
    document = AgreementDocument(
        number="KH-1", text_version="1", term="2026-spring", school_name="示例小学", pupil_name="小明",
        class_name="3.1", guardian_name="家长", version=1,
        items=(DocumentItem(uuid4(), "书法", "甲机构", "360.00", "0.00"),),
    )  # fmt: skip
    found: dict[str, Any] = json.loads(inputs(replace(document, **changed)))
    return found


def test_names_every_party_and_takes_the_check_value_over_all_of_them() -> None:
    assert printed()["signatures"] == ["甲方（学校）：示例小学", "乙方（监护人）：家长", "丙方（授课机构）：甲机构"]
    others = ({"pupil_name": "小红"}, {"guardian_name": "别人"}, {"school_name": "x"}, {"version": 2}, {"items": ()})
    assert len({printed(**changed)["hash"] for changed in ({}, *others)}) == 1 + len(others)
    assert printed()["hash"] == printed()["hash"]


@pytest.mark.parametrize(
    ("text", "missing"), [("张𠮷", "𠮷"), ("李𫓦", "𫓦"), ("陈䶮㛃 阿依·古丽 Anna", None), ("王\ue863", "\ue863")]
)
def test_knows_which_characters_would_print_as_boxes(text: str, missing: str | None) -> None:
    assert TypstAgreementPrinter().unprintable(text) == missing


def test_has_a_picture_of_every_character_of_its_own_words() -> None:
    printer = TypstAgreementPrinter()
    assert [printer.unprintable(clause) for clause in CLAUSES] == [None] * len(CLAUSES)
    assert printer.unprintable(json.dumps(printed(), ensure_ascii=False)) is None
