from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class AuditHeadSealed(_message.Message):
    __slots__ = ("service", "block_number", "block_hash", "entries_total")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    BLOCK_NUMBER_FIELD_NUMBER: _ClassVar[int]
    BLOCK_HASH_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_TOTAL_FIELD_NUMBER: _ClassVar[int]
    service: str
    block_number: int
    block_hash: bytes
    entries_total: int
    def __init__(self, service: _Optional[str] = ..., block_number: _Optional[int] = ..., block_hash: _Optional[bytes] = ..., entries_total: _Optional[int] = ...) -> None: ...
