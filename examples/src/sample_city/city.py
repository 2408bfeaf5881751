"""The sample city: who lives in it, decided by a seed and nothing else."""

import random
from dataclasses import dataclass, field
from datetime import date

from kernel.term import TermCode
from sample_city import names

CITY_CODE = "3401"
DISTRICT_CODE = "340104"
TERM = TermCode.parse("2026-spring")
TERM_FIRST_ON = date(2026, 3, 2)
TERM_LAST_ON = date(2026, 6, 26)
PUPILS_PER_CLASS = 42
PUPILS_PER_GROUP = 40
# The smallest group a course is worth, and the share of a school that finds a seat in one course.
SEATS_MIN, SEATS_SHARE_PERCENT = 6, 7
PUPILS_DEFAULT = 1_200
SEED_DEFAULT = 2026


@dataclass(frozen=True, slots=True)
class Pupil:
    number: str
    name: str
    sex: str
    grade: int
    class_number: int
    school_code: str
    guardian_login: str
    guardian_name: str
    guardian_phone: str
    boards: bool
    priority: str
    # A number in [0, 1) per decision, so that one family's wishes never depend on another's.
    whims: tuple[float, ...]

    @property
    def class_code(self) -> str:
        return f"{self.grade}.{self.class_number}"


@dataclass(frozen=True, slots=True)
class Employee:
    number: str
    name: str
    phone: str
    organisation_code: str
    posts: tuple[str, ...]
    teaches: str = ""
    checked_on: date = date(2026, 1, 20)
    checked_until: date = date(2027, 1, 20)

    @property
    def check_reference(self) -> str:
        """Number of the answer of the police."""
        return f"公查〔2026〕{self.number[1:]}号"


@dataclass(frozen=True, slots=True)
class School:
    code: str
    name: str
    stage: str
    stage_word: str
    grades: range
    unit_code: str
    pupils: tuple[Pupil, ...]
    staff: tuple[Employee, ...]

    @property
    def path(self) -> str:
        return f"/{CITY_CODE}/{DISTRICT_CODE}/{self.code}"

    @property
    def classes(self) -> list[tuple[int, int]]:
        return sorted({(pupil.grade, pupil.class_number) for pupil in self.pupils})

    @property
    def course_seats(self) -> int:
        """The seats of each course."""
        return max(SEATS_MIN, len(self.pupils) * SEATS_SHARE_PERCENT // 100)

    def holding(self, post: str) -> list[Employee]:
        return [employee for employee in self.staff if post in employee.posts]


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    bank: str
    account: str
    holder: str
    merchant: str
    school_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    title: str
    category: str
    price_fen: int
    market_price_fen: int
    consumables_fen: int
    lessons: int
    weekday: int


@dataclass(frozen=True, slots=True)
class Vendor:
    login: str
    uscc: str
    name: str
    account: str
    instructors: tuple[str, ...]
    courses: tuple[Course, ...]
    licence_until: date
    # What is wrong with its papers, empty when nothing is.
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class City:
    seed: int
    schools: tuple[School, ...]
    units: tuple[Unit, ...]
    officers: tuple[Employee, ...]
    vendors: tuple[Vendor, ...]
    name: str = "合肥市（示例）"
    district_name: str = "示例区"

    @property
    def district_path(self) -> str:
        return f"/{CITY_CODE}/{DISTRICT_CODE}"

    @property
    def pupils(self) -> list[Pupil]:
        return [pupil for school in self.schools for pupil in school.pupils]

    def officers_holding(self, post: str) -> list[Employee]:
        return [officer for officer in self.officers if post in officer.posts]


@dataclass(slots=True)
class _Counters:
    pupil: int = 0
    employee: int = 0
    phones: int = 0
    seen: set[str] = field(default_factory=set)


_SCHOOLS = (
    ("2134010001", "示例第一小学", "primary", "小学", range(1, 7), "U340104-01", 0.5),
    ("2134010002", "示例湖畔小学", "primary", "小学", range(1, 7), "U340104-02", 0.2),
    ("3134010003", "示例实验初级中学", "junior", "初中", range(7, 10), "U340104-02", 0.3),
)
_PRIORITIES = ("", "", "", "", "", "", "", "", "留守儿童", "随迁子女", "残疾", "家庭困难")


def build(*, pupils: int = PUPILS_DEFAULT, seed: int = SEED_DEFAULT) -> City:
    """Return the city of about `pupils` pupils; the same arguments give the same city to the last digit."""
    chance = random.Random(seed)
    counters = _Counters()
    schools = tuple(_school(chance, counters, row, max(12, round(pupils * row[6]))) for row in _SCHOOLS)
    return City(
        seed=seed,
        schools=schools,
        units=_units(),
        officers=_officers(chance, counters),
        vendors=_vendors(chance, schools),
    )


def _school(
    chance: random.Random, counters: _Counters, row: tuple[str, str, str, str, range, str, float], size: int
) -> School:
    code, name, stage, stage_word, grades, unit, _share = row
    pupils: list[Pupil] = []
    for place in range(size):
        grade = grades[place * len(grades) // size]
        before = -(-(grade - grades.start) * size // len(grades))
        class_number = (place - before) // PUPILS_PER_CLASS + 1
        pupils.append(_pupil(chance, counters, code, grade, class_number))
    classes = sorted({pupil.class_code for pupil in pupils})
    return School(code, name, stage, stage_word, grades, unit, tuple(pupils), _staff(chance, counters, code, classes))


def _pupil(chance: random.Random, counters: _Counters, school_code: str, grade: int, class_number: int) -> Pupil:
    counters.pupil += 1
    serial = counters.pupil
    return Pupil(
        number=names.pupil_number(birth_year=2019 - grade, serial=serial, verified=chance.random() > 0.03),
        name=names.child_name(chance),
        sex=chance.choice("男女"),
        grade=grade,
        class_number=class_number,
        school_code=school_code,
        guardian_login=f"g{serial:07d}",
        guardian_name=names.adult_name(chance),
        guardian_phone=_phone(counters),
        boards=grade >= 7 and chance.random() < 0.05,
        priority=chance.choice(_PRIORITIES),
        whims=tuple(chance.random() for _ in range(12)),
    )


def _phone(counters: _Counters) -> str:
    counters.phones += 1
    return names.phone(counters.phones)


def _staff(chance: random.Random, counters: _Counters, school_code: str, classes: list[str]) -> tuple[Employee, ...]:
    posts: list[tuple[tuple[str, ...], str]] = [
        (("校长",), ""),
        (("学校管理员",), ""),
        (("会计",), ""),
        (("出纳",), ""),
        *((("班主任", "值班教师"), code) for code in classes),
        *((("值班教师",), "") for _ in range(4)),
    ]
    return tuple(_employee(chance, counters, school_code, held, teaches) for held, teaches in posts)


def _employee(
    chance: random.Random, counters: _Counters, code: str, posts: tuple[str, ...], teaches: str = ""
) -> Employee:
    counters.employee += 1
    return Employee(f"E{counters.employee:05d}", names.adult_name(chance), _phone(counters), code, posts, teaches)


def _officers(chance: random.Random, counters: _Counters) -> tuple[Employee, ...]:
    held = [
        (DISTRICT_CODE, "教育局经办"),
        (DISTRICT_CODE, "教育局经办"),
        (DISTRICT_CODE, "公安审核"),
        (DISTRICT_CODE, "市场监管审核"),
        (DISTRICT_CODE, "文旅体育审核"),
        (DISTRICT_CODE, "财政经办"),
        (DISTRICT_CODE, "财政经办"),
        (DISTRICT_CODE, "督导员"),
        (CITY_CODE, "市级专班"),
        (CITY_CODE, "审计员"),
        (CITY_CODE, "市级专班"),
    ]
    return tuple(_employee(chance, counters, code, (post,)) for code, post in held)


def _units() -> tuple[Unit, ...]:
    return (
        Unit(
            "U340104-01",
            "示例第一小学财务室",
            "中国工商银行示例支行",
            "1302010109000000011",
            "示例第一小学课后服务专户",
            "1900000101",
            ("2134010001",),
        ),
        Unit(
            "U340104-02",
            "示例区学校会计核算中心",
            "中国工商银行示例支行",
            "1302010109000000022",
            "示例区核算中心课后服务专户",
            "1900000102",
            ("2134010002", "3134010003"),
        ),
    )


def _vendors(chance: random.Random, schools: tuple[School, ...]) -> tuple[Vendor, ...]:
    # A course is held in every school on the same afternoon, in as many groups as its seats fill.
    at_once = len(schools) * max(-(-school.course_seats // PUPILS_PER_GROUP) for school in schools)

    def teachers(count: int) -> tuple[str, ...]:
        return tuple(names.adult_name(chance) for _ in range(max(count, at_once)))

    return (
        Vendor(
            "v0000001",
            names.uscc(1),
            "合肥示例青禾艺术培训有限公司",
            "1302010209000000101",
            teachers(6),
            (
                Course("书法入门", "art", 360_00, 560_00, 45_00, 10, 2),
                Course("少儿美术", "art", 320_00, 480_00, 60_00, 10, 3),
            ),
            date(2027, 12, 31),
        ),
        Vendor(
            "v0000002",
            names.uscc(2),
            "合肥示例启航教育咨询有限公司",
            "1302010209000000102",
            teachers(2),
            (Course("快乐足球", "sport", 300_00, 310_00, 0, 10, 4),),
            date(2027, 6, 30),
            flaw="an instructor's no-crime proof is older than a year",
        ),
        Vendor(
            "v0000003",
            names.uscc(3),
            "合肥示例星河科创有限公司",
            "1302010209000000103",
            teachers(4),
            (Course("图形化编程", "science", 240_00, 420_00, 0, 10, 4),),
            date(2026, 5, 15),
        ),
    )
