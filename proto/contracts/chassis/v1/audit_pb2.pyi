from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AuditHeadSealed(_message.Message):
    __slots__ = ("service", "block_number", "block_hash", "entries_total", "signature")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    BLOCK_NUMBER_FIELD_NUMBER: _ClassVar[int]
    BLOCK_HASH_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_TOTAL_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    service: str
    block_number: int
    block_hash: bytes
    entries_total: int
    signature: bytes
    def __init__(self, service: _Optional[str] = ..., block_number: _Optional[int] = ..., block_hash: _Optional[bytes] = ..., entries_total: _Optional[int] = ..., signature: _Optional[bytes] = ...) -> None: ...

class ReadBlocksRequest(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: int
    def __init__(self, after: _Optional[int] = ...) -> None: ...

class ReadBlocksResponse(_message.Message):
    __slots__ = ("blocks", "is_last", "beyond", "pending")
    BLOCKS_FIELD_NUMBER: _ClassVar[int]
    IS_LAST_FIELD_NUMBER: _ClassVar[int]
    BEYOND_FIELD_NUMBER: _ClassVar[int]
    PENDING_FIELD_NUMBER: _ClassVar[int]
    blocks: _containers.RepeatedCompositeFieldContainer[SealedBlock]
    is_last: bool
    beyond: int
    pending: int
    def __init__(self, blocks: _Optional[_Iterable[_Union[SealedBlock, _Mapping]]] = ..., is_last: _Optional[bool] = ..., beyond: _Optional[int] = ..., pending: _Optional[int] = ...) -> None: ...

class SealedBlock(_message.Message):
    __slots__ = ("number", "entries", "entries_total", "previous_hash", "hash", "found_entries", "found_hash")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_TOTAL_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_HASH_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    FOUND_ENTRIES_FIELD_NUMBER: _ClassVar[int]
    FOUND_HASH_FIELD_NUMBER: _ClassVar[int]
    number: int
    entries: int
    entries_total: int
    previous_hash: bytes
    hash: bytes
    found_entries: int
    found_hash: bytes
    def __init__(self, number: _Optional[int] = ..., entries: _Optional[int] = ..., entries_total: _Optional[int] = ..., previous_hash: _Optional[bytes] = ..., hash: _Optional[bytes] = ..., found_entries: _Optional[int] = ..., found_hash: _Optional[bytes] = ...) -> None: ...
