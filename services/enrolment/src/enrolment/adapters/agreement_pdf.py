"""The agreement as a PDF, set by typst in Noto Sans SC."""

import asyncio
import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from enrolment.adapters.glyphs import first_without_glyph
from enrolment.application.offer_agreement import AgreementDocument
from enrolment.domain.agreement import CLAUSES

_CONCURRENT_MAX = 2

_TEMPLATE = """
#let d = json(bytes(sys.inputs.document))
#set page(paper: "a4", margin: 2.2cm, footer: text(size: 8pt, fill: luma(90))[
  协议编号 #d.number　第 #d.edition 版 #h(1fr) 校验 #raw(d.short) #h(1fr)
  #context counter(page).display("1 / 1", both: true)])
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
#text(size: 8pt)[各方以电子方式签署。签署人、签署时间和本文件的校验值由平台记录，与本文件一并保存。]
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

    def unprintable(self, text: str) -> str | None:
        """The first character that the font has no picture of."""
        return first_without_glyph(text, font())


def font() -> Path:
    return Path(pylopdf_fonts_zh_cn.sans_path())


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts, read once."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font().parent)],
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
    """What the template is given; `hash` is over all of it, the parties included."""

    def way(entrusted: bool, amount: str) -> str:
        if amount == "0.00":
            return "—"
        return "委托机构购买" if entrusted else "家长自行购买"

    vendors = sorted({item.vendor_name for item in document.items if item.vendor_name})
    said = {
        "number": document.number,
        "edition": str(document.version),
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
            f"甲方（学校）：{document.school_name}",
            f"乙方（监护人）：{document.guardian_name}",
            *(f"丙方（授课机构）：{name}" for name in vendors),
        ],
    }
    digest = sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return json.dumps({**said, "hash": digest, "short": digest[:32]}, ensure_ascii=False)
