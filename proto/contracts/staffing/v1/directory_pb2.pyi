from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DescribePeopleRequest(_message.Message):
    __slots__ = ("person_ids",)
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class DescribePeopleResponse(_message.Message):
    __slots__ = ("people",)
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    people: _containers.RepeatedCompositeFieldContainer[PersonDescription]
    def __init__(self, people: _Optional[_Iterable[_Union[PersonDescription, _Mapping]]] = ...) -> None: ...

class PersonDescription(_message.Message):
    __slots__ = ("person_id", "name", "login")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    name: str
    login: str
    def __init__(self, person_id: _Optional[str] = ..., name: _Optional[str] = ..., login: _Optional[str] = ...) -> None: ...

class CheckClearanceRequest(_message.Message):
    __slots__ = ("person_ids", "held_on")
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    held_on: str
    def __init__(self, person_ids: _Optional[_Iterable[str]] = ..., held_on: _Optional[str] = ...) -> None: ...

class CheckClearanceResponse(_message.Message):
    __slots__ = ("cleared_person_ids",)
    CLEARED_PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    cleared_person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cleared_person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CheckAssignmentRequest(_message.Message):
    __slots__ = ("person_id", "assignment")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ASSIGNMENT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    assignment: str
    def __init__(self, person_id: _Optional[str] = ..., assignment: _Optional[str] = ...) -> None: ...

class CheckAssignmentResponse(_message.Message):
    __slots__ = ("is_known", "is_held")
    IS_KNOWN_FIELD_NUMBER: _ClassVar[int]
    IS_HELD_FIELD_NUMBER: _ClassVar[int]
    is_known: bool
    is_held: bool
    def __init__(self, is_known: _Optional[bool] = ..., is_held: _Optional[bool] = ...) -> None: ...
