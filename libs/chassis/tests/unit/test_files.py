"""A file that cannot be used says where and why, and never harms who reads it."""

import io
import zipfile

import pytest
import xlsxwriter

from chassis.files.faults import (
    FileNotText,
    FileTooBig,
    FileUnreadable,
    HeadingMissing,
    HeadingTwice,
    RowsFaulty,
    SheetMissing,
)
from chassis.files.rows import CellFault, read_csv, read_xlsx
from chassis.files.text import decode
from kernel.errors import Invalid

HEADINGS = ("学籍号", "姓名", "出生日期")
SHEET = "学生名册"


def workbook(rows: list[list[object]], *, sheet: str = SHEET) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.close()
    return content.getvalue()


def read(content: bytes, **options: object) -> list[object]:
    return read_xlsx(content, file="名册.xlsx", sheet=SHEET, headings=HEADINGS, **options)  # type: ignore[arg-type]


def test_reads_rows_below_headings_wherever_these_stand() -> None:
    rows = read(
        workbook(
            [
                ["2026年春季学生名册"],
                [],
                ["姓名", "备注", "学籍号", "出生日期"],
                ["\u3000张三 ", "x", "G340104", "2016-03-02"],
                [],
                ["李四", "", 12345, "2016/3/2"],
            ]
        )
    )
    assert [(row.number, row["姓名"], row["学籍号"]) for row in rows] == [(4, "张三", "G340104"), (6, "李四", "12345")]
    assert {row.date("出生日期").isoformat() for row in rows} == {"2016-03-02"}


def test_names_file_sheet_row_and_column_of_a_wrong_cell() -> None:
    (row,) = read(workbook([list(HEADINGS), ["1", "张三", "昨天"]]))
    with pytest.raises(CellFault) as caught:
        row.date("出生日期")
    fault = caught.value.fault
    assert fault.pointer == "名册.xlsx/学生名册/2/出生日期"
    assert fault.params == {"file": "名册.xlsx", "sheet": SHEET, "row": 2, "column": "出生日期"}
    assert "昨天" not in fault.detail


def test_refuses_a_number_that_lost_its_last_digits() -> None:
    with pytest.raises(RowsFaulty) as caught:
        read(workbook([list(HEADINGS), [340104201603021234, "张三", "2016-03-02"]]))
    assert caught.value.faults[0].pointer == "名册.xlsx/学生名册/2/学籍号"


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([["学籍号", "姓名"]], HeadingMissing),
        ([["学籍号", "姓名", "姓名", "出生日期"]], HeadingTwice),
        ([], HeadingMissing),
    ],
)
def test_refuses_other_headings(rows: list[list[object]], error: type[Invalid]) -> None:
    with pytest.raises(error):
        read(workbook(rows))


def test_names_the_sheet_that_is_missing() -> None:
    with pytest.raises(SheetMissing, match="Sheet9"):
        read(workbook([list(HEADINGS)], sheet="Sheet9"))


def test_reads_headings_and_cells_however_they_were_pasted() -> None:
    (row,) = read(workbook([["*学籍号", "姓　名", "出生\n日期"], ["Ｇ３４\u200b", "张\u3000三", "2016年3月2日"]]))
    assert (row["学籍号"], row["姓名"], row.date("出生日期").isoformat()) == ("G34", "张 三", "2016-03-02")


@pytest.mark.parametrize("written", ["2016312", "20161301", "2016-13-01", "201612", "2016-1/2", "１６-1-2"])
def test_guesses_no_date(written: str) -> None:
    (row,) = read(workbook([list(HEADINGS), ["1", "张三", written]]))
    with pytest.raises(CellFault):
        row.date("出生日期")


@pytest.mark.parametrize("character", ["\u202e", "\ue863", "\x07"])
def test_names_the_cell_that_holds_what_no_paper_may(character: str) -> None:
    content = workbook([list(HEADINGS), ["1", f"张{character}三", "2016-03-02"]])
    with pytest.raises((RowsFaulty, FileUnreadable)) as caught:
        read(content)
    if character != "\x07":
        [fault] = caught.value.faults
        assert (fault.pointer, fault.code) == ("名册.xlsx/学生名册/2/姓名", "kernel.character_not_usable")


@pytest.mark.parametrize("kept", [4, 30, 200, 0.5, 0.9, 0.99])
def test_refuses_a_file_cut_off_on_its_way(kept: float) -> None:
    whole = workbook([list(HEADINGS), ["1", "张三", "2016-03-02"]])
    cut = whole[: int(kept if kept > 1 else len(whole) * kept)]
    with pytest.raises(FileUnreadable):
        read(cut)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + bytes(600), b"PK\x03\x04" + bytes(50)]
)
def test_refuses_what_is_no_workbook(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read(content)


def test_refuses_a_changed_byte() -> None:
    whole = bytearray(workbook([list(HEADINGS), *[[str(n), "张三", "2016-03-02"] for n in range(500)]]))
    place = whole.index(b"xl/worksheets/sheet1.xml") + 200
    whole[place] ^= 0xFF
    with pytest.raises(FileUnreadable):
        read(bytes(whole))


def test_refuses_a_zip_bomb_without_unpacking_it() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100 * 2**20))
    with pytest.raises(FileTooBig):
        read(content.getvalue())


def test_refuses_a_bomb_that_lies_about_its_size() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(64 * 2**20))
    honest = (64 * 2**20).to_bytes(4, "little")
    with pytest.raises((FileUnreadable, FileTooBig)):
        read(content.getvalue().replace(honest, (1000).to_bytes(4, "little")))


def test_refuses_two_cells_in_far_corners() -> None:
    book = workbook([list(HEADINGS), ["1", "张三", "2016-03-02"]])
    source, content = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b'r="C2"', b'r="XFD1048576"'))
    with pytest.raises(FileTooBig):
        read(content.getvalue())


def test_refuses_more_rows_than_allowed() -> None:
    with pytest.raises(FileTooBig):
        read(workbook([list(HEADINGS), *[[str(n), "张三", "2016-03-02"] for n in range(6)]]), rows_max=5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_reads_the_encodings_offices_send(encoding: str) -> None:
    text = "交易时间,金额\n2026-03-02,12.50\n"
    assert decode(text.encode(encoding), file="流水.csv") == text


@pytest.mark.parametrize(
    "content",
    [b"\xff\xff\xff", "张三".encode("gbk") + b"\n\xff\xff", b"\xff\xfea", b"a\x00b\x00", b"PK\x03\x04", b"%PDF"],
)
def test_refuses_what_is_no_text(content: bytes) -> None:
    with pytest.raises(FileNotText):
        decode(content, file="流水.csv")


def test_reads_csv_in_gbk() -> None:
    content = "账单\n学籍号,姓名,出生日期\nG1,张三,2016-03-02\n".encode("gbk")
    (row,) = read_csv(content, file="名册.csv", headings=HEADINGS)
    assert (row.number, row["姓名"]) == (3, "张三")


def test_points_at_each_row_of_another_length() -> None:
    content = "学籍号,姓名,出生日期\nG1,张三,2016-03-02\nG2,李,四,2016-03-02\nG3,王五\n".encode()
    with pytest.raises(RowsFaulty) as caught:
        read_csv(content, file="名册.csv", headings=HEADINGS)
    assert [fault.params["row"] for fault in caught.value.faults] == [3, 4]


def test_refuses_a_quotation_mark_left_open() -> None:
    with pytest.raises(FileUnreadable):
        read_csv('学籍号,姓名,出生日期\n"G1,张三,2016-03-02\n'.encode(), file="名册.csv", headings=HEADINGS)


def test_tells_error_cells_and_numbers_from_empty_cells_and_text() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("说明").write_formula(1, 0, "=NA()", None, "#N/A")
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ["1", "张三", "2016-03-02"])
        for column in range(3):
            page.write_formula(2, column, "=NA()", None, "#N/A")
        page.write_row(3, 0, [3.1, "李四", "2016-03-02"])
    with pytest.raises(RowsFaulty) as refused:
        read(buffer.getvalue(), as_text=[HEADINGS[0]])
    found = [(fault.params["row"], fault.params["column"], fault.code) for fault in refused.value.faults]
    errors = [(3, heading, "chassis.cell_error") for heading in HEADINGS]
    assert found == [*errors, (4, HEADINGS[0], "chassis.cell_not_text")]
