"""The agreement as a PDF, set by typst in Noto Sans SC."""

import asyncio
import json
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import pylopdf_fonts_zh_cn
import typst

from enrolment.application.render_agreement import AgreementDocument
from enrolment.domain.agreement import CLAUSES

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_CONCURRENT_MAX = 2

_TEMPLATE = """
#let d = json(bytes(sys.inputs.document))
#set page(paper: "a4", margin: 2.2cm, footer: text(size: 8pt, fill: luma(90))[
  协议编号 #d.number #h(1fr) 校验 #raw(d.short) #h(1fr) #context counter(page).display("1 / 1", both: true)])
#set text(font: "Noto Sans SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(leading: 0.9em, justify: true)
#align(center)[#text(size: 16pt)[课后服务协议]\\ #text(size: 9pt)[文本版本 #d.version　学期 #d.term]]
#v(6pt)
甲方（学校）：#d.school \\
乙方（监护人）：#d.guardian　学生：#d.pupil（#d.class） \\
#if d.vendors.len() > 0 [丙方（授课机构）：#d.vendors.join("、")]
#v(4pt)
#table(columns: (1fr, 1.6fr, auto, auto, auto), align: (left, left, right, right, left), inset: 6pt,
  table.header([服务], [提供方], [费用（元）], [耗材（元）], [耗材购买]),
  ..d.items.map(i => (i.title, i.vendor, i.price, i.consumables, i.way)).flatten())
#v(4pt)
#for clause in d.clauses [#clause #parbreak()]
#v(10pt)
#for line in d.signatures [#line \\ ]
#v(6pt)
#text(size: 8pt)[内容校验值（SHA-256）：#raw(d.hash)]
"""


class TypstAgreementPrinter:
    """Some 50 ms a document; at most two at a time, so that printing never starves the service."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_CONCURRENT_MAX)

    async def __call__(self, document: AgreementDocument) -> bytes:
        async with self._turns:
            return await asyncio.to_thread(_print, inputs(document))


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts, read once."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)],
    )


def _print(document: str) -> bytes:
    pdf = typst.compile(
        _TEMPLATE.encode(),
        font_paths=_fonts(),
        sys_inputs={"document": document},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave more than one document")
    return pdf


def inputs(document: AgreementDocument) -> str:
    """What the template is given."""

    def way(entrusted: bool, amount: str) -> str:
        if amount == "0.00":
            return "—"
        return "委托机构购买" if entrusted else "家长自行购买"

    vendors = sorted({item.vendor_name for item in document.items if item.vendor_name})
    return json.dumps(
        {
            "number": document.number,
            "hash": document.content_hash or "（签署后生成）",
            "short": document.content_hash[:32],
            "version": document.text_version,
            "term": document.term,
            "school": document.school_name,
            "guardian": document.guardian_name,
            "pupil": document.pupil_name,
            "class": document.class_name,
            "vendors": vendors,
            "items": [
                {
                    "title": item.title,
                    "vendor": item.vendor_name or "本校教职工",
                    "price": item.price,
                    "consumables": item.consumables,
                    "way": way(item.entrusted, item.consumables),
                }
                for item in document.items
            ],
            "clauses": list(CLAUSES),
            "signatures": [
                f"甲方签署：{_instant(document.school_signed_at)}",
                f"乙方签署：{_instant(document.guardian_signed_at)}",
                *(f"丙方签署（{name}）：{_instant(_vendor_signed_at(document, name))}" for name in vendors),
            ],
        },
        ensure_ascii=False,
    )


def _vendor_signed_at(document: AgreementDocument, name: str) -> datetime | None:
    """When the vendor had signed for all that it teaches here."""
    signed = [item.vendor_signed_at for item in document.items if item.vendor_name == name]
    given = [at for at in signed if at is not None]
    return max(given) if len(given) == len(signed) else None


def _instant(at: datetime | None) -> str:
    return at.astimezone(_SHANGHAI).strftime("%Y-%m-%d %H:%M") if at is not None else "尚未签署"
