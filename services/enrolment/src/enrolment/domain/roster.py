"""A school's roster (roster.xlsx): who its pupils are, class by class."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enrolment.domain.sheet import SheetRow, refuse_if_faulty
from kernel import text
from kernel.errors import Fault
from rulebook.words import PriorityGroup

HEADINGS = ("学籍号", "姓名", "性别", "年级", "班级", "监护人姓名", "监护人手机号")
OPTIONAL_HEADINGS = ("是否住校", "优先保障类别")

# G = verified, L = temporary (D20); pupils without an identity number carry a number all the same.
_NUMBER = re.compile(r"^[GL][0-9A-Z]{6,30}$", re.ASCII)
_PHONE = re.compile(r"^1\d{10}$", re.ASCII)
_PRIORITIES = {
    "残疾": PriorityGroup.DISABLED,
    "留守儿童": PriorityGroup.LEFT_BEHIND,
    "随迁子女": PriorityGroup.MIGRANT,
    "家庭困难": PriorityGroup.POOR,
}
_CLASSES_MAX = 60


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One pupil as the school knows them; holds personal data and never leaves the service unsealed."""

    number: str
    name: str
    sex: str
    grade: int
    class_number: int
    guardian_name: str
    guardian_phone: str
    boards: bool
    priorities: tuple[str, ...]


Unprintable = Callable[[str], str | None]


def read_roster(
    rows: Sequence[SheetRow], *, grades: range, file: str, unprintable: Unprintable
) -> tuple[RosterLine, ...]:
    """Return the lines of a roster, or raise FileRefused with every fault; a pupil stands in it once.

    `unprintable` gives the first character that no paper of ours can show.
    """
    faults: list[Fault] = []
    lines: dict[str, RosterLine] = {}
    for row in rows:
        line = _read(row, grades, faults, unprintable)
        if line is None:
            continue
        if line.number in lines:
            faults.append(row.fault("学籍号", "enrolment.duplicate_row", "this pupil number stands in the file twice"))
            continue
        lines[line.number] = line
    refuse_if_faulty(faults, file=file)
    return tuple(lines.values())


def _read(row: SheetRow, grades: range, faults: list[Fault], unprintable: Unprintable) -> RosterLine | None:
    before = len(faults)
    number, phone = text.number(row["学籍号"]), text.phone(row["监护人手机号"])
    if _NUMBER.match(number) is None:
        faults.append(row.fault("学籍号", "enrolment.pupil_number_malformed", "a pupil number is G or L and digits"))
    for heading in ("姓名", "监护人姓名"):
        if not 0 < len(row[heading]) <= 60:
            faults.append(row.fault(heading, "enrolment.value_missing", "give a name of at most 60 characters"))
        elif (character := unprintable(text.name(row[heading]))) is not None:
            code = f"U+{ord(character):04X}"
            detail = f"{code} cannot be printed on an agreement; write another character"
            faults.append(row.fault(heading, "enrolment.character_not_printable", detail, character=code))
    grade = int(row["年级"]) if row["年级"].isdecimal() else 0
    if grade not in grades:
        detail = f"this school teaches grades {grades.start} to {grades.stop - 1}"
        faults.append(row.fault("年级", "enrolment.grade_not_taught", detail))
    class_number = int(row["班级"]) if row["班级"].isdecimal() else 0
    if not 1 <= class_number <= _CLASSES_MAX:
        faults.append(row.fault("班级", "enrolment.class_malformed", "write the class as a number, 1 to 60"))
    if _PHONE.match(phone) is None:
        faults.append(row.fault("监护人手机号", "enrolment.phone_malformed", "a mobile number has eleven digits"))
    if row["是否住校"] not in ("是", "否", ""):
        faults.append(row.fault("是否住校", "enrolment.word_unknown", "write 是 or 否"))
    words = [word for word in re.split("[、,，]", row["优先保障类别"]) if word]
    if any(word not in _PRIORITIES for word in words):
        faults.append(row.fault("优先保障类别", "enrolment.word_unknown", "write some of " + "、".join(_PRIORITIES)))
    if len(faults) > before:
        return None
    priorities = tuple(sorted({_PRIORITIES[word].value for word in words}))
    return RosterLine(
        number=number,
        name=text.name(row["姓名"]),
        sex=row["性别"],
        grade=grade,
        class_number=class_number,
        guardian_name=text.name(row["监护人姓名"]),
        guardian_phone=phone,
        boards=row["是否住校"] == "是",
        priorities=priorities,
    )


def class_name(grade: int, number: int) -> str:
    """三年级2班, the way schools write it."""
    return f"{'一二三四五六七八九'[grade - 1]}年级{number}班"
