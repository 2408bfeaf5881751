from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AssignmentsChanged(_message.Message):
    __slots__ = ("person_id", "assignments", "active", "linked_person_ids")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ASSIGNMENTS_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    LINKED_PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    assignments: _containers.RepeatedScalarFieldContainer[str]
    active: bool
    linked_person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, person_id: _Optional[str] = ..., assignments: _Optional[_Iterable[str]] = ..., active: _Optional[bool] = ..., linked_person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ClassTeacherAssigned(_message.Message):
    __slots__ = ("class_id", "school_path", "person_id")
    CLASS_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    class_id: str
    school_path: str
    person_id: str
    def __init__(self, class_id: _Optional[str] = ..., school_path: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class ClearanceRecorded(_message.Message):
    __slots__ = ("person_id", "school_path", "valid_from", "valid_until")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    school_path: str
    valid_from: str
    valid_until: str
    def __init__(self, person_id: _Optional[str] = ..., school_path: _Optional[str] = ..., valid_from: _Optional[str] = ..., valid_until: _Optional[str] = ...) -> None: ...

class ShiftsAssigned(_message.Message):
    __slots__ = ("group_id", "school_path", "shifts")
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    SHIFTS_FIELD_NUMBER: _ClassVar[int]
    group_id: str
    school_path: str
    shifts: _containers.RepeatedCompositeFieldContainer[Shift]
    def __init__(self, group_id: _Optional[str] = ..., school_path: _Optional[str] = ..., shifts: _Optional[_Iterable[_Union[Shift, _Mapping]]] = ...) -> None: ...

class Shift(_message.Message):
    __slots__ = ("session_id", "person_id", "duty")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    DUTY_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    person_id: str
    duty: str
    def __init__(self, session_id: _Optional[str] = ..., person_id: _Optional[str] = ..., duty: _Optional[str] = ...) -> None: ...

class LessonConfirmed(_message.Message):
    __slots__ = ("session_id", "group_id", "offering_id", "school_path", "held_on", "person_id", "vendor_id", "confirmed_by")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    OFFERING_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_BY_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    group_id: str
    offering_id: str
    school_path: str
    held_on: str
    person_id: str
    vendor_id: str
    confirmed_by: str
    def __init__(self, session_id: _Optional[str] = ..., group_id: _Optional[str] = ..., offering_id: _Optional[str] = ..., school_path: _Optional[str] = ..., held_on: _Optional[str] = ..., person_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., confirmed_by: _Optional[str] = ...) -> None: ...

class AllowanceSheetApproved(_message.Message):
    __slots__ = ("sheet_id", "school_path", "month", "lines", "amount_fen", "outside_total")
    SHEET_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    OUTSIDE_TOTAL_FIELD_NUMBER: _ClassVar[int]
    sheet_id: str
    school_path: str
    month: str
    lines: int
    amount_fen: int
    outside_total: bool
    def __init__(self, sheet_id: _Optional[str] = ..., school_path: _Optional[str] = ..., month: _Optional[str] = ..., lines: _Optional[int] = ..., amount_fen: _Optional[int] = ..., outside_total: _Optional[bool] = ...) -> None: ...

class AllowanceSheetReturned(_message.Message):
    __slots__ = ("sheet_id", "school_path", "month", "amount_fen")
    SHEET_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    sheet_id: str
    school_path: str
    month: str
    amount_fen: int
    def __init__(self, sheet_id: _Optional[str] = ..., school_path: _Optional[str] = ..., month: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...

class AllowanceSheetPrepared(_message.Message):
    __slots__ = ("sheet_id", "school_path", "month", "lines", "amount_fen")
    SHEET_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    sheet_id: str
    school_path: str
    month: str
    lines: int
    amount_fen: int
    def __init__(self, sheet_id: _Optional[str] = ..., school_path: _Optional[str] = ..., month: _Optional[str] = ..., lines: _Optional[int] = ..., amount_fen: _Optional[int] = ...) -> None: ...
