from contracts.chassis.v1 import telling_pb2 as _telling_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VendorRegistered(_message.Message):
    __slots__ = ("vendor_id", "uscc", "name", "clerk_person_id")
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    USCC_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLERK_PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    vendor_id: str
    uscc: str
    name: str
    clerk_person_id: str
    def __init__(self, vendor_id: _Optional[str] = ..., uscc: _Optional[str] = ..., name: _Optional[str] = ..., clerk_person_id: _Optional[str] = ...) -> None: ...

class VendorListed(_message.Message):
    __slots__ = ("vendor_id", "district_path", "listed_from", "listed_until")
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    LISTED_FROM_FIELD_NUMBER: _ClassVar[int]
    LISTED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    vendor_id: str
    district_path: str
    listed_from: str
    listed_until: str
    def __init__(self, vendor_id: _Optional[str] = ..., district_path: _Optional[str] = ..., listed_from: _Optional[str] = ..., listed_until: _Optional[str] = ...) -> None: ...

class VendorNotListed(_message.Message):
    __slots__ = ("vendor_id", "district_path", "reason_code")
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    vendor_id: str
    district_path: str
    reason_code: str
    def __init__(self, vendor_id: _Optional[str] = ..., district_path: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class VendorDelisted(_message.Message):
    __slots__ = ("vendor_id", "district_path", "delisted_on", "reason_code")
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    DISTRICT_PATH_FIELD_NUMBER: _ClassVar[int]
    DELISTED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    vendor_id: str
    district_path: str
    delisted_on: str
    reason_code: str
    def __init__(self, vendor_id: _Optional[str] = ..., district_path: _Optional[str] = ..., delisted_on: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class CourseFiled(_message.Message):
    __slots__ = ("course_id", "vendor_id", "title", "category", "price_fen", "market_price_fen", "consumables_fen", "lessons")
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PRICE_FEN_FIELD_NUMBER: _ClassVar[int]
    MARKET_PRICE_FEN_FIELD_NUMBER: _ClassVar[int]
    CONSUMABLES_FEN_FIELD_NUMBER: _ClassVar[int]
    LESSONS_FIELD_NUMBER: _ClassVar[int]
    course_id: str
    vendor_id: str
    title: str
    category: str
    price_fen: int
    market_price_fen: int
    consumables_fen: int
    lessons: int
    def __init__(self, course_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., title: _Optional[str] = ..., category: _Optional[str] = ..., price_fen: _Optional[int] = ..., market_price_fen: _Optional[int] = ..., consumables_fen: _Optional[int] = ..., lessons: _Optional[int] = ...) -> None: ...

class InstructorFiled(_message.Message):
    __slots__ = ("person_id", "vendor_id", "uscc", "cleared_from", "cleared_until")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    USCC_FIELD_NUMBER: _ClassVar[int]
    CLEARED_FROM_FIELD_NUMBER: _ClassVar[int]
    CLEARED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    vendor_id: str
    uscc: str
    cleared_from: str
    cleared_until: str
    def __init__(self, person_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., uscc: _Optional[str] = ..., cleared_from: _Optional[str] = ..., cleared_until: _Optional[str] = ...) -> None: ...

class ContractSigned(_message.Message):
    __slots__ = ("contract_id", "vendor_id", "uscc", "school_path", "term", "courses")
    CONTRACT_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    USCC_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    TERM_FIELD_NUMBER: _ClassVar[int]
    COURSES_FIELD_NUMBER: _ClassVar[int]
    contract_id: str
    vendor_id: str
    uscc: str
    school_path: str
    term: str
    courses: _containers.RepeatedCompositeFieldContainer[ContractCourse]
    def __init__(self, contract_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., uscc: _Optional[str] = ..., school_path: _Optional[str] = ..., term: _Optional[str] = ..., courses: _Optional[_Iterable[_Union[ContractCourse, _Mapping]]] = ...) -> None: ...

class ContractCourse(_message.Message):
    __slots__ = ("course_id", "title", "price_fen", "consumables_fen", "lessons")
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PRICE_FEN_FIELD_NUMBER: _ClassVar[int]
    CONSUMABLES_FEN_FIELD_NUMBER: _ClassVar[int]
    LESSONS_FIELD_NUMBER: _ClassVar[int]
    course_id: str
    title: str
    price_fen: int
    consumables_fen: int
    lessons: int
    def __init__(self, course_id: _Optional[str] = ..., title: _Optional[str] = ..., price_fen: _Optional[int] = ..., consumables_fen: _Optional[int] = ..., lessons: _Optional[int] = ...) -> None: ...

class ContractEnded(_message.Message):
    __slots__ = ("contract_id", "vendor_id", "school_path", "ended_on", "reason_code")
    CONTRACT_ID_FIELD_NUMBER: _ClassVar[int]
    VENDOR_ID_FIELD_NUMBER: _ClassVar[int]
    SCHOOL_PATH_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    contract_id: str
    vendor_id: str
    school_path: str
    ended_on: str
    reason_code: str
    def __init__(self, contract_id: _Optional[str] = ..., vendor_id: _Optional[str] = ..., school_path: _Optional[str] = ..., ended_on: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...
