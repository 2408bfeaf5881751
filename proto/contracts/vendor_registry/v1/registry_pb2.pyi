from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetStandingRequest(_message.Message):
    __slots__ = ("vendor_id", "district_path", "held_on")
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    vendor_id: str
    district_path: str
    held_on: str
    def __init__(self, vendor_id: _Optional[str] = ..., district_path: _Optional[str] = ..., held_on: _Optional[str] = ...) -> None: ...

class GetStandingResponse(_message.Message):
    __slots__ = ("listed", "listed_until", "reason_code")
    LISTED_FIELD_NUMBER: _ClassVar[int]
    LISTED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    listed: bool
    listed_until: str
    reason_code: str
    def __init__(self, listed: _Optional[bool] = ..., listed_until: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class GetPayeeRequest(_message.Message):
    __slots__ = ("vendor_id",)
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    vendor_id: str
    def __init__(self, vendor_id: _Optional[str] = ...) -> None: ...

class GetPayeeResponse(_message.Message):
    __slots__ = ("name", "bank_name", "account")
    NAME_FIELD_NUMBER: _ClassVar[int]
    BANK_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    name: str
    bank_name: str
    account: str
    def __init__(self, name: _Optional[str] = ..., bank_name: _Optional[str] = ..., account: _Optional[str] = ...) -> None: ...

class DescribeInstructorsRequest(_message.Message):
    __slots__ = ("person_ids",)
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class DescribeInstructorsResponse(_message.Message):
    __slots__ = ("instructors",)
    INSTRUCTORS_FIELD_NUMBER: _ClassVar[int]
    instructors: _containers.RepeatedCompositeFieldContainer[InstructorDescription]
    def __init__(self, instructors: _Optional[_Iterable[_Union[InstructorDescription, _Mapping]]] = ...) -> None: ...

class InstructorDescription(_message.Message):
    __slots__ = ("person_id", "name", "login")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    name: str
    login: str
    def __init__(self, person_id: _Optional[str] = ..., name: _Optional[str] = ..., login: _Optional[str] = ...) -> None: ...
