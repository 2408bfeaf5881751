"""Bytes to text: the encodings that offices and banks here really send."""

from chassis.files.faults import FileNotText, at

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = (
    (b"PK\x03\x04", "an Excel workbook or archive"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
)


def decode(content: bytes, *, file: str) -> str:
    """The text of `content` in UTF-8 (with or without mark), UTF-16 with mark, or GB 18030 (which holds GBK).

    Raises FileNotText, naming the line where the file stops being text.
    """
    for start, kind in _BINARY:
        if content.startswith(start):
            raise at(FileNotText, f"{file} is {kind}, not a text file; export it as CSV (UTF-8 or GBK)", file=file)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    # UTF-8 first: text in GB 18030 is hardly ever valid UTF-8, but UTF-8 is often valid GB 18030.
    furthest = 0
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
            continue
        if (zero := text.find("\x00")) >= 0:
            furthest = max(furthest, zero)
            break
        return text
    line = content.count(b"\n", 0, furthest) + 1
    detail = f"{file} is neither UTF-8 nor GBK text: line {line} cannot be read; save it again as CSV UTF-8"
    raise at(FileNotText, detail, file=file)
