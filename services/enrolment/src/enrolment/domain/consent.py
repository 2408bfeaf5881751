"""A guardian's consent to keep a child's record (D01, D02): versioned, refusable, explained."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kernel.errors import Conflict, Invalid


class ConsentState(StrEnum):
    MISSING = "missing"
    GIVEN = "given"
    REFUSED = "refused"


class ConsentTextOutdated(Invalid):
    code = "enrolment.consent_text_outdated"


class ConsentMissing(Conflict):
    code = "enrolment.consent_missing"


class ConsentRefused(Conflict):
    code = "enrolment.consent_refused"


class ConsentEndsServices(Conflict):
    code = "enrolment.consent_ends_services"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What a guardian is told before deciding; the duties of D02, one entry each."""

    version: str
    sections: tuple[tuple[str, str], ...]

    @property
    def hash(self) -> str:
        joined = "\n".join(f"{title}\n{words}" for title, words in self.sections)
        return hashlib.sha256(f"{self.version}\n{joined}".encode()).hexdigest()


CURRENT = ConsentText(
    version="2026-1",
    sections=(
        ("处理目的", "为孩子办理课后服务的报名、编班、点名、交接和收费。"),
        ("处理方式", "由学校录入学籍信息，由监护人在线确认；点名和交接由当日值班教师记录。"),
        ("信息范围", "姓名、学籍号、年级班级、监护人姓名与手机号、优先保障类别、报名与考勤记录。不采集人脸信息。"),
        ("存储地点", "本市境内的课后服务平台数据库，姓名、学籍号和手机号加密保存。"),
        ("存储期限", "学期结束后保存三年；依法应当保存的收费凭证按会计档案期限保存。"),
        ("到期处理", "到期后删除或匿名化。"),
        ("保护措施", "加密存储、最小授权、查看留痕；由学校指定专人负责儿童个人信息保护。"),
        ("不同意的后果", "不影响孩子参加普惠托管；个性化课程需要向授课机构提供姓名和班级，未同意时无法在线报名课程。"),
        ("投诉渠道", "学校公示的投诉电话，或所在区县教育主管部门。"),
        ("更正与删除", "可随时在“我的账号”中申请查阅、更正、删除或撤回同意。"),
    ),
)


def check_version(version: str) -> None:
    """Raise ConsentTextOutdated unless the guardian read the text now in force."""
    if version != CURRENT.version:
        raise ConsentTextOutdated(
            f"the text now in force is {CURRENT.version}; show it again before asking",
            params={"version": CURRENT.version},
        )


def must_allow(state: ConsentState, *, needed_beyond_care: bool) -> None:
    """Raise unless the child's record may be used: refusing never stops basic care (D02)."""
    if state is ConsentState.MISSING:
        raise ConsentMissing("decide about the consent first: give it or refuse it")
    if state is ConsentState.REFUSED and needed_beyond_care:
        raise ConsentRefused("without consent only basic care can be applied for; courses need the child's name")
