from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OrganisationRegistered(_message.Message):
    __slots__ = ("code", "path", "kind", "name", "stage", "accounting_unit", "district_code")
    CODE_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTING_UNIT_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    path: str
    kind: str
    name: str
    stage: str
    accounting_unit: str
    district_code: str
    def __init__(self, code: _Optional[str] = ..., path: _Optional[str] = ..., kind: _Optional[str] = ..., name: _Optional[str] = ..., stage: _Optional[str] = ..., accounting_unit: _Optional[str] = ..., district_code: _Optional[str] = ...) -> None: ...

class TermOpened(_message.Message):
    __slots__ = ("district_path", "term", "first_on", "last_on")
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    FIRST_ON_FIELD_NUMBER: _ClassVar[int]
    LAST_ON_FIELD_NUMBER: _ClassVar[int]
    district_path: str
    term: str
    first_on: str
    last_on: str
    def __init__(self, district_path: _Optional[str] = ..., term: _Optional[str] = ..., first_on: _Optional[str] = ..., last_on: _Optional[str] = ...) -> None: ...

class PackAdopted(_message.Message):
    __slots__ = ("district_path", "term", "pack_id", "pack_version", "pack_text", "pack_hash", "engine_version", "parameters_json")
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    PACK_ID_FIELD_NUMBER: _ClassVar[int]
    PACK_VERSION_FIELD_NUMBER: _ClassVar[int]
    PACK_TEXT_FIELD_NUMBER: _ClassVar[int]
    PACK_HASH_FIELD_NUMBER: _ClassVar[int]
    ENGINE_VERSION_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_JSON_FIELD_NUMBER: _ClassVar[int]
    district_path: str
    term: str
    pack_id: str
    pack_version: str
    pack_text: str
    pack_hash: str
    engine_version: str
    parameters_json: str
    def __init__(self, district_path: _Optional[str] = ..., term: _Optional[str] = ..., pack_id: _Optional[str] = ..., pack_version: _Optional[str] = ..., pack_text: _Optional[str] = ..., pack_hash: _Optional[str] = ..., engine_version: _Optional[str] = ..., parameters_json: _Optional[str] = ...) -> None: ...

class CalendarPublished(_message.Message):
    __slots__ = ("district_path", "term", "school_days")
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_DAYS_FIELD_NUMBER: _ClassVar[int]
    district_path: str
    term: str
    school_days: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, district_path: _Optional[str] = ..., term: _Optional[str] = ..., school_days: _Optional[_Iterable[str]] = ...) -> None: ...

class HolidaysAnnounced(_message.Message):
    __slots__ = ("path", "year", "source", "issued_on", "days")
    PATH_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ISSUED_ON_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    path: str
    year: int
    source: str
    issued_on: str
    days: _containers.RepeatedCompositeFieldContainer[AnnouncedDay]
    def __init__(self, path: _Optional[str] = ..., year: _Optional[int] = ..., source: _Optional[str] = ..., issued_on: _Optional[str] = ..., days: _Optional[_Iterable[_Union[AnnouncedDay, _Mapping]]] = ...) -> None: ...

class AnnouncedDay(_message.Message):
    __slots__ = ("on", "off", "name")
    ON_FIELD_NUMBER: _ClassVar[int]
    OFF_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    on: str
    off: bool
    name: str
    def __init__(self, on: _Optional[str] = ..., off: _Optional[bool] = ..., name: _Optional[str] = ...) -> None: ...

class SurveyCounted(_message.Message):
    __slots__ = ("school_path", "term", "answers")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    answers: int
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ..., answers: _Optional[int] = ...) -> None: ...

class PlanFiled(_message.Message):
    __slots__ = ("school_path", "term", "filing_id")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    FILING_ID_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    filing_id: str
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ..., filing_id: _Optional[str] = ...) -> None: ...

class PlanDecided(_message.Message):
    __slots__ = ("school_path", "term", "filing_id", "approved")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    FILING_ID_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    filing_id: str
    approved: bool
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ..., filing_id: _Optional[str] = ..., approved: _Optional[bool] = ...) -> None: ...

class ApplicationsOpened(_message.Message):
    __slots__ = ("school_path", "term")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ...) -> None: ...

class ApplicationsCounted(_message.Message):
    __slots__ = ("school_path", "term", "submitted", "reviewed", "placed", "alternatives")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_FIELD_NUMBER: _ClassVar[int]
    REVIEWED_FIELD_NUMBER: _ClassVar[int]
    PLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    term: str
    submitted: int
    reviewed: int
    placed: int
    alternatives: int
    def __init__(self, school_path: _Optional[str] = ..., term: _Optional[str] = ..., submitted: _Optional[int] = ..., reviewed: _Optional[int] = ..., placed: _Optional[int] = ..., alternatives: _Optional[int] = ...) -> None: ...

class PupilEnrolled(_message.Message):
    __slots__ = ("pupil_id", "school_path", "class_id", "grade", "draw_key", "boards")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    CLASS_ID_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    DRAW_KEY_FIELD_NUMBER: _ClassVar[int]
    BOARDS_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    school_path: str
    class_id: str
    grade: int
    draw_key: bytes
    boards: bool
    def __init__(self, pupil_id: _Optional[str] = ..., school_path: _Optional[str] = ..., class_id: _Optional[str] = ..., grade: _Optional[int] = ..., draw_key: _Optional[bytes] = ..., boards: _Optional[bool] = ...) -> None: ...

class PupilMoved(_message.Message):
    __slots__ = ("pupil_id", "from_school_path", "to_school_path", "to_class_id", "grade", "moved_on")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TO_SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TO_CLASS_ID_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    MOVED_ON_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    from_school_path: str
    to_school_path: str
    to_class_id: str
    grade: int
    moved_on: str
    def __init__(self, pupil_id: _Optional[str] = ..., from_school_path: _Optional[str] = ..., to_school_path: _Optional[str] = ..., to_class_id: _Optional[str] = ..., grade: _Optional[int] = ..., moved_on: _Optional[str] = ...) -> None: ...

class GuardianBound(_message.Message):
    __slots__ = ("pupil_id", "guardian_id")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    GUARDIAN_ID_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    guardian_id: str
    def __init__(self, pupil_id: _Optional[str] = ..., guardian_id: _Optional[str] = ...) -> None: ...

class GuardianUnbound(_message.Message):
    __slots__ = ("pupil_id", "guardian_id")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    GUARDIAN_ID_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    guardian_id: str
    def __init__(self, pupil_id: _Optional[str] = ..., guardian_id: _Optional[str] = ...) -> None: ...

class ClassRegistered(_message.Message):
    __slots__ = ("class_id", "school_path", "grade", "number", "name", "pupils")
    CLASS_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PUPILS_FIELD_NUMBER: _ClassVar[int]
    class_id: str
    school_path: str
    grade: int
    number: int
    name: str
    pupils: int
    def __init__(self, class_id: _Optional[str] = ..., school_path: _Optional[str] = ..., grade: _Optional[int] = ..., number: _Optional[int] = ..., name: _Optional[str] = ..., pupils: _Optional[int] = ...) -> None: ...

class OfferingPublished(_message.Message):
    __slots__ = ("offering_id", "school_path", "term", "product", "title", "vendor_id", "contract_id", "course_id", "price_fen", "consumables_fen", "seats", "weekdays", "lessons", "starts_at", "ends_at")
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    CONTRACT_ID_FIELD_NUMBER: _ClassVar[int]
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    PRICE_FEN_FIELD_NUMBER: _ClassVar[int]
    CONSUMABLES_FEN_FIELD_NUMBER: _ClassVar[int]
    SEATS_FIELD_NUMBER: _ClassVar[int]
    WEEKDAYS_FIELD_NUMBER: _ClassVar[int]
    LESSONS_FIELD_NUMBER: _ClassVar[int]
    STARTS_AT_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    offering_id: str
    school_path: str
    term: str
    product: str
    title: str
    vendor_id: str
    contract_id: str
    course_id: str
    price_fen: int
    consumables_fen: int
    seats: int
    weekdays: _containers.RepeatedScalarFieldContainer[int]
    lessons: int
    starts_at: str
    ends_at: str
    def __init__(self, offering_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., product: _Optional[str] = ..., title: _Optional[str] = ..., vendor_id: _Optional[str] = ..., contract_id: _Optional[str] = ..., course_id: _Optional[str] = ..., price_fen: _Optional[int] = ..., consumables_fen: _Optional[int] = ..., seats: _Optional[int] = ..., weekdays: _Optional[_Iterable[int]] = ..., lessons: _Optional[int] = ..., starts_at: _Optional[str] = ..., ends_at: _Optional[str] = ...) -> None: ...

class PlacementAgreed(_message.Message):
    __slots__ = ("placement_id", "offering_id", "pupil_id", "school_path", "term", "agreement_id", "consumables_entrusted", "agreed_on")
    PLACEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    CONSUMABLES_ENTRUSTED_FIELD_NUMBER: _ClassVar[int]
    AGREED_ON_FIELD_NUMBER: _ClassVar[int]
    placement_id: str
    offering_id: str
    pupil_id: str
    school_path: str
    term: str
    agreement_id: str
    consumables_entrusted: bool
    agreed_on: str
    def __init__(self, placement_id: _Optional[str] = ..., offering_id: _Optional[str] = ..., pupil_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., agreement_id: _Optional[str] = ..., consumables_entrusted: _Optional[bool] = ..., agreed_on: _Optional[str] = ...) -> None: ...

class PlacementEnded(_message.Message):
    __slots__ = ("placement_id", "offering_id", "pupil_id", "school_path", "term", "ended_on", "reason")
    PLACEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    placement_id: str
    offering_id: str
    pupil_id: str
    school_path: str
    term: str
    ended_on: str
    reason: str
    def __init__(self, placement_id: _Optional[str] = ..., offering_id: _Optional[str] = ..., pupil_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., ended_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GroupFormed(_message.Message):
    __slots__ = ("group_id", "offering_id", "school_path", "term", "title", "pupil_ids")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PUPIL_IDS_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    offering_id: str
    school_path: str
    term: str
    title: str
    pupil_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, group_id: _Optional[str] = ..., offering_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., title: _Optional[str] = ..., pupil_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class SessionsScheduled(_message.Message):
    __slots__ = ("group_id", "school_path", "offering_id", "sessions")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    SESSIONS_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    school_path: str
    offering_id: str
    sessions: _containers.RepeatedCompositeFieldContainer[Session]
    def __init__(self, group_id: _Optional[str] = ..., school_path: _Optional[str] = ..., offering_id: _Optional[str] = ..., sessions: _Optional[_Iterable[_Union[Session, _Mapping]]] = ...) -> None: ...

class Session(_message.Message):
    __slots__ = ("session_id", "held_on", "starts_at", "ends_at", "number")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    STARTS_AT_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    held_on: str
    starts_at: str
    ends_at: str
    number: int
    def __init__(self, session_id: _Optional[str] = ..., held_on: _Optional[str] = ..., starts_at: _Optional[str] = ..., ends_at: _Optional[str] = ..., number: _Optional[int] = ...) -> None: ...

class SessionsSuspended(_message.Message):
    __slots__ = ("group_id", "school_path", "offering_id", "session_ids", "reason")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_IDS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    school_path: str
    offering_id: str
    session_ids: _containers.RepeatedScalarFieldContainer[str]
    reason: str
    def __init__(self, group_id: _Optional[str] = ..., school_path: _Optional[str] = ..., offering_id: _Optional[str] = ..., session_ids: _Optional[_Iterable[str]] = ..., reason: _Optional[str] = ...) -> None: ...

class GroupMembersChanged(_message.Message):
    __slots__ = ("group_id", "pupil_ids", "leavers")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    PUPIL_IDS_FIELD_NUMBER: _ClassVar[int]
    LEAVERS_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    pupil_ids: _containers.RepeatedScalarFieldContainer[str]
    leavers: _containers.RepeatedCompositeFieldContainer[Leaver]
    def __init__(self, group_id: _Optional[str] = ..., pupil_ids: _Optional[_Iterable[str]] = ..., leavers: _Optional[_Iterable[_Union[Leaver, _Mapping]]] = ...) -> None: ...

class Leaver(_message.Message):
    __slots__ = ("pupil_id", "left_on")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    LEFT_ON_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    left_on: str
    def __init__(self, pupil_id: _Optional[str] = ..., left_on: _Optional[str] = ...) -> None: ...

class RollCalled(_message.Message):
    __slots__ = ("group_id", "session_id", "school_path", "term", "held_on", "offering_id", "marks", "correction")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    MARKS_FIELD_NUMBER: _ClassVar[int]
    CORRECTION_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    session_id: str
    school_path: str
    term: str
    held_on: str
    offering_id: str
    marks: _containers.RepeatedCompositeFieldContainer[Mark]
    correction: int
    def __init__(self, group_id: _Optional[str] = ..., session_id: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., held_on: _Optional[str] = ..., offering_id: _Optional[str] = ..., marks: _Optional[_Iterable[_Union[Mark, _Mapping]]] = ..., correction: _Optional[int] = ...) -> None: ...

class Mark(_message.Message):
    __slots__ = ("pupil_id", "mark")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    MARK_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    mark: str
    def __init__(self, pupil_id: _Optional[str] = ..., mark: _Optional[str] = ...) -> None: ...

class SessionClosed(_message.Message):
    __slots__ = ("group_id", "session_id", "school_path", "held_on", "handed_over")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    HANDED_OVER_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    session_id: str
    school_path: str
    held_on: str
    handed_over: int
    def __init__(self, group_id: _Optional[str] = ..., session_id: _Optional[str] = ..., school_path: _Optional[str] = ..., held_on: _Optional[str] = ..., handed_over: _Optional[int] = ...) -> None: ...
