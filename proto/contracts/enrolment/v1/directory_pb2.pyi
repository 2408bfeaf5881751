from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DescribePupilsRequest(_message.Message):
    __slots__ = ("pupil_ids",)
    PUPIL_IDS_FIELD_NUMBER: _ClassVar[int]
    pupil_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, pupil_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class DescribePupilsResponse(_message.Message):
    __slots__ = ("pupils",)
    PUPILS_FIELD_NUMBER: _ClassVar[int]
    pupils: _containers.RepeatedCompositeFieldContainer[PupilDescription]
    def __init__(self, pupils: _Optional[_Iterable[_Union[PupilDescription, _Mapping]]] = ...) -> None: ...

class PupilDescription(_message.Message):
    __slots__ = ("pupil_id", "name", "pupil_number", "class_name", "school_path")
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PUPIL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    CLASS_NAME_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    pupil_id: str
    name: str
    pupil_number: str
    class_name: str
    school_path: str
    def __init__(self, pupil_id: _Optional[str] = ..., name: _Optional[str] = ..., pupil_number: _Optional[str] = ..., class_name: _Optional[str] = ..., school_path: _Optional[str] = ...) -> None: ...

class FindPupilsRequest(_message.Message):
    __slots__ = ("school_path", "pupil_numbers")
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    PUPIL_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    school_path: str
    pupil_numbers: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, school_path: _Optional[str] = ..., pupil_numbers: _Optional[_Iterable[str]] = ...) -> None: ...

class FindPupilsResponse(_message.Message):
    __slots__ = ("pupils",)
    PUPILS_FIELD_NUMBER: _ClassVar[int]
    pupils: _containers.RepeatedCompositeFieldContainer[FoundPupil]
    def __init__(self, pupils: _Optional[_Iterable[_Union[FoundPupil, _Mapping]]] = ...) -> None: ...

class FoundPupil(_message.Message):
    __slots__ = ("pupil_number", "pupil_id")
    PUPIL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PUPIL_ID_FIELD_NUMBER: _ClassVar[int]
    pupil_number: str
    pupil_id: str
    def __init__(self, pupil_number: _Optional[str] = ..., pupil_id: _Optional[str] = ...) -> None: ...
