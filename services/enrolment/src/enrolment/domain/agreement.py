"""The service agreement: three-party where a vendor teaches, one text version, signed by each side (P7, S1b)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Forbidden, Invalid, NotFound
from kernel.money import Money
from rulebook.rules import Consumables
from rulebook.words import ConsumablesWay

TEXT_VERSION = "2026-1"
VERSIONS_MAX = 20
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


class DocumentNotOffered(Conflict):
    code = "enrolment.document_not_offered"


class DocumentChanged(Conflict):
    """`params["digest"]`, where there is one, is that of the documents as they are now."""

    code = "enrolment.document_changed"


class FamilySignsFirst(Conflict):
    code = "enrolment.family_signs_first"


class TooManyVersions(Conflict):
    code = "enrolment.too_many_versions"


class CharacterNotPrintable(Invalid):
    code = "enrolment.character_not_printable"


@dataclass(frozen=True, slots=True)
class OfferedDocument:
    """The document as it lies ready for signature: its bytes have this SHA-256 and are kept as they are."""

    version: int
    digest: str
    made_for: UUID
    placements: frozenset[UUID]
    entrusted: frozenset[UUID]


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
    # Of the document offered last, empty before there is one.
    digest: str = ""

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


def check_entrusted(agreement: Agreement, entrusted: frozenset[UUID], consumables: Consumables) -> None:
    """Raise ConsumablesNotEntrusted for placements without consumables, or where the pack has no such way (R16)."""
    known = {item.placement_id for item in agreement.items if item.consumables}
    if entrusted and (not entrusted <= known or ConsumablesWay.ENTRUSTED_TO_VENDOR not in consumables.ways):
        raise ConsumablesNotEntrusted("there are no consumables here that could be entrusted")


def must_be_unsigned(agreement: Agreement, as_signer: Signer) -> None:
    if agreement.state is not AgreementState.PREPARED:
        raise AlreadySigned("this agreement is signed already", params={"state": agreement.state.value})
    if agreement.is_signed_by(as_signer):
        raise AlreadySigned(f"the {as_signer} has signed already", params={"state": agreement.state.value})


def sign(
    agreement: Agreement, offered: OfferedDocument | None, *, as_signer: Signer, by: UUID, digest: str
) -> Agreement:
    """Return the agreement with the guardian's or the school's signature under the document of that digest.

    The guardian signs the document that was made for them and still says what is agreed on; the school signs the
    same one afterwards.
    """
    if as_signer is Signer.VENDOR:
        raise NotAParty("a vendor signs course by course")
    must_be_unsigned(agreement, as_signer)
    if offered is None:
        raise DocumentNotOffered("have the document made and read it first")
    if as_signer is Signer.SCHOOL:
        if not agreement.is_signed_by(Signer.GUARDIAN):
            raise FamilySignsFirst("the family signs first")
        _must_be_shown(offered.digest, digest)
        return _settled(replace(agreement, signed_by_school=by))
    _must_be_shown(offered.digest, digest)
    if offered.made_for != by or offered.placements != {item.placement_id for item in agreement.items}:
        raise DocumentChanged("the agreement has changed or was made for somebody else; have the document made anew")
    items = tuple(replace(one, entrusted=one.placement_id in offered.entrusted) for one in agreement.items)
    return _settled(replace(agreement, signed_by_guardian=by, items=items))


def sign_all(agreements: Sequence[Agreement], *, by: UUID, digest: str) -> list[Agreement]:
    """Return these agreements, each signed by its family, with the school's signature; `digest` is that of the set."""
    _must_be_shown(digest_of(agreements), digest)
    for one in agreements:
        must_be_unsigned(one, Signer.SCHOOL)
    return [_settled(replace(one, signed_by_school=by)) for one in agreements]


def digest_of(agreements: Iterable[Agreement]) -> str:
    """SHA-256 over ids and digests of documents, in the order of the ids: what one who signs many has been shown."""
    ordered = sorted(agreements, key=lambda one: one.id.bytes)
    return hashlib.sha256(b"".join(one.id.bytes + bytes.fromhex(one.digest) for one in ordered)).hexdigest()


def must_show(agreements: Sequence[Agreement], digest: str) -> None:
    """Raise DocumentChanged where other documents wait than those of which the signer was shown the digest."""
    _must_be_shown(digest_of(agreements), digest)


def _must_be_shown(present: str, shown: str) -> None:
    if present != shown:
        raise DocumentChanged("the documents are not those you were shown; read them again", params={"digest": present})


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


def number_of(*, term: str, school_code: str, serial: int) -> str:
    """The agreement's number: term, school and a running number."""
    return f"KH-{term}-{school_code}-{serial:05d}"
