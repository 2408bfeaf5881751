from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class FindingRaised(_message.Message):
    __slots__ = ("finding_id", "school_path", "due_on")
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    finding_id: str
    school_path: str
    due_on: str
    def __init__(self, finding_id: _Optional[str] = ..., school_path: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...

class FindingClosed(_message.Message):
    __slots__ = ("finding_id", "school_path", "closed_on")
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    CLOSED_ON_FIELD_NUMBER: _ClassVar[int]
    finding_id: str
    school_path: str
    closed_on: str
    def __init__(self, finding_id: _Optional[str] = ..., school_path: _Optional[str] = ..., closed_on: _Optional[str] = ...) -> None: ...

class ComplaintFiled(_message.Message):
    __slots__ = ("complaint_id", "district_path", "school_path", "due_on")
    COMPLAINT_ID_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    complaint_id: str
    district_path: str
    school_path: str
    due_on: str
    def __init__(self, complaint_id: _Optional[str] = ..., district_path: _Optional[str] = ..., school_path: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...

class ComplaintAnswered(_message.Message):
    __slots__ = ("complaint_id", "district_path")
    COMPLAINT_ID_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    complaint_id: str
    district_path: str
    def __init__(self, complaint_id: _Optional[str] = ..., district_path: _Optional[str] = ...) -> None: ...
