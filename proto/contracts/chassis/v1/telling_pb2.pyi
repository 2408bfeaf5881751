from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class Tells(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TELLS_UNSPECIFIED: _ClassVar[Tells]
    TELLS_FACT: _ClassVar[Tells]
    TELLS_STATE: _ClassVar[Tells]
TELLS_UNSPECIFIED: Tells
TELLS_FACT: Tells
TELLS_STATE: Tells
TELLS_FIELD_NUMBER: _ClassVar[int]
tells: _descriptor.FieldDescriptor
