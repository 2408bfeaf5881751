"""The service agreement: three-party where a vendor teaches, one text version, signed by each side (P7, S1b)."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Forbidden, NotFound
from kernel.money import Money
from rulebook.rules import Consumables
from rulebook.words import ConsumablesWay

TEXT_VERSION = "2026-1"
CLAUSES = (
    "一、课后服务坚持自愿参加。家长可随时为孩子申请退出，无需说明理由，学校和机构不得以任何方式强制或变相强制参加。",
    "二、学校负责组织实施和安全管理，按时点名，并把孩子交接到家长或家长授权的接送人手中；服务不在非上学日进行。",
    "三、普惠托管由本校教职工提供，不向家长收费，经费由政府按实际参与学生数保障。",
    "四、个性化课程由经审核公示的机构提供，费用为代收费，每生每学期只收取一次，进入监管账户，按已确认的课时支付给机构。",
    "五、耗材由家长自行购买，或由家长委托机构在学校监督下代购；耗材单独列示，不计入课程费。",
    "六、未提供的课时按规定退费；机构退出的，其后未提供的课时退还家长。",
    "七、机构不得开展学科类教学，不得诱导学生参加校外培训或搭车开展其他商业行为。",
    "八、学校已投保校方责任险；学生意外险由家长自愿购买。",
    "九、各方个人信息按儿童个人信息保护规则处理，不用于其他目的。",
)


class AgreementState(StrEnum):
    PREPARED = "prepared"
    IN_FORCE = "in_force"
    ENDED = "ended"


class Signer(StrEnum):
    GUARDIAN = "guardian"
    SCHOOL = "school"
    VENDOR = "vendor"


class AgreementUnknown(NotFound):
    code = "enrolment.agreement_unknown"


class AlreadySigned(Conflict):
    code = "enrolment.agreement_already_signed"


class NotAParty(Forbidden):
    code = "enrolment.not_a_party"


class ConsumablesNotEntrusted(Conflict):
    code = "enrolment.consumables_not_entrustable"


@dataclass(frozen=True, slots=True)
class AgreementItem:
    """One placement the agreement covers."""

    placement_id: UUID
    offering_id: UUID
    title: str
    vendor_id: UUID | None
    price: Money
    consumables: Money
    entrusted: bool = False
    # The hand of the vendor that teaches it; two vendors under one agreement sign their own courses.
    signed_by_vendor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    id: UUID
    number: str
    pupil_id: UUID
    school_path: str
    term: str
    state: AgreementState
    text_version: str
    signed_by_guardian: UUID | None
    signed_by_school: UUID | None
    items: tuple[AgreementItem, ...]

    @property
    def parties(self) -> tuple[Signer, ...]:
        """Who must have signed before it is in force."""
        return (Signer.GUARDIAN, Signer.SCHOOL, *((Signer.VENDOR,) if self.three_party else ()))

    @property
    def three_party(self) -> bool:
        return any(item.vendor_id is not None for item in self.items)

    @property
    def complete(self) -> bool:
        """Whether every party has signed what is left of it."""
        return bool(self.items) and all(self.is_signed_by(party) for party in self.parties)

    def is_signed_by(self, party: Signer) -> bool:
        if party is Signer.VENDOR:
            return all(item.signed_by_vendor is not None for item in self.items if item.vendor_id is not None)
        return (self.signed_by_guardian if party is Signer.GUARDIAN else self.signed_by_school) is not None


def sign(
    agreement: Agreement, *, as_signer: Signer, by: UUID, entrusted: frozenset[UUID], consumables: Consumables
) -> Agreement:
    """Return the agreement with the guardian's or the school's signature, or raise why it cannot be given.

    `entrusted` are the placements whose consumables the guardian lets the vendor buy under school supervision (R16).
    """
    if as_signer is Signer.VENDOR:
        raise NotAParty("a vendor signs course by course")
    if agreement.state is not AgreementState.PREPARED:
        raise AlreadySigned("this agreement is signed already", params={"state": agreement.state.value})
    if agreement.is_signed_by(as_signer):
        raise AlreadySigned(f"the {as_signer} has signed already", params={"state": agreement.state.value})
    if entrusted:
        known = {item.placement_id for item in agreement.items if item.consumables}
        if not entrusted <= known or ConsumablesWay.ENTRUSTED_TO_VENDOR not in consumables.ways:
            raise ConsumablesNotEntrusted("there are no consumables here that could be entrusted")
    if as_signer is Signer.SCHOOL:
        return _settled(replace(agreement, signed_by_school=by))
    items = tuple(replace(one, entrusted=one.entrusted or one.placement_id in entrusted) for one in agreement.items)
    return _settled(replace(agreement, signed_by_guardian=by, items=items))


def sign_course(agreement: Agreement, offering_id: UUID, *, by: UUID) -> Agreement:
    """Return the agreement with the vendor's signature under one of its courses (S1b)."""
    if agreement.state is not AgreementState.PREPARED:
        raise AlreadySigned("this agreement is signed already", params={"state": agreement.state.value})
    if not any(one.offering_id == offering_id and one.vendor_id is not None for one in agreement.items):
        raise NotAParty("no vendor teaches that under this agreement")
    items = tuple(
        replace(one, signed_by_vendor=by) if one.offering_id == offering_id else one for one in agreement.items
    )
    return _settled(replace(agreement, items=items))


def _settled(agreement: Agreement) -> Agreement:
    return replace(agreement, state=AgreementState.IN_FORCE) if agreement.complete else agreement


def content_hash(agreement: Agreement) -> str:
    """SHA-256 over the text version, the clauses, the number and what was agreed; printed in the document."""
    lines = [agreement.number, agreement.text_version, *CLAUSES]
    lines += [
        f"{item.title}|{item.price.fen}|{item.consumables.fen}|{int(item.entrusted)}"
        for item in sorted(agreement.items, key=lambda item: item.title)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def number_of(*, term: str, school_code: str, serial: int) -> str:
    """The agreement's number: term, school and a running number."""
    return f"KH-{term}-{school_code}-{serial:05d}"
