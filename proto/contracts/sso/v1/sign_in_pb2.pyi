from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CheckSignInRequest(_message.Message):
    __slots__ = ("access_token", "assignment")
    ACCESS_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ASSIGNMENT_FIELD_NUMBER: _ClassVar[int]
    access_token: str
    assignment: str
    def __init__(self, access_token: _Optional[str] = ..., assignment: _Optional[str] = ...) -> None: ...

class CheckSignInResponse(_message.Message):
    __slots__ = ("signed_in", "holds_assignment")
    SIGNED_IN_FIELD_NUMBER: _ClassVar[int]
    HOLDS_ASSIGNMENT_FIELD_NUMBER: _ClassVar[int]
    signed_in: bool
    holds_assignment: bool
    def __init__(self, signed_in: _Optional[bool] = ..., holds_assignment: _Optional[bool] = ...) -> None: ...

class DescribeRefusalsRequest(_message.Message):
    __slots__ = ("person_ids",)
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class DescribeRefusalsResponse(_message.Message):
    __slots__ = ("refusals",)
    REFUSALS_FIELD_NUMBER: _ClassVar[int]
    refusals: _containers.RepeatedCompositeFieldContainer[AccountRefusal]
    def __init__(self, refusals: _Optional[_Iterable[_Union[AccountRefusal, _Mapping]]] = ...) -> None: ...

class AccountRefusal(_message.Message):
    __slots__ = ("person_id", "code")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    code: str
    def __init__(self, person_id: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...
