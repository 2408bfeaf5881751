"""Looking into a workbook's archive before anything is unpacked: a small file can hold a very large one."""

import io
import re
import zipfile
import zlib

from chassis.files.faults import FileTooBig, FileUnreadable, at

ENTRIES_MAX = 2_000
UNPACKED_BYTES_MAX = 256 * 2**20
# XML of a sheet packs some 10 to 20 times; nothing honest packs 200 times and is large.
RATIO_MAX = 200
RATIO_COUNTS_FROM_BYTES = 8 * 2**20
# The reader lays a sheet out as a full rectangle: two cells in far corners would take all memory.
CELLS_MAX = 2_000_000
_BLOCK_BYTES = 2**18
# Where a cell says that it stands. What is written otherwise is bounded by the memory its reader may take.
_REFERENCE = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
_REFERENCE_BYTES_MAX = 16
_CELLS = (b"<c ", b"<c>", b"<c/")


def check_archive(content: bytes, *, file: str) -> None:
    """Raise FileUnreadable for what is no whole workbook, FileTooBig for what would unpack beyond all reason."""
    if not content.startswith(b"PK\x03\x04"):
        detail = f"{file} is no Excel workbook (.xlsx); open it in Excel or WPS and save it as .xlsx"
        raise at(FileUnreadable, detail, file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            _check_declared(entries, len(content), file=file)
            if "[Content_Types].xml" not in names:
                raise at(
                    FileUnreadable, f"{file} is an archive, but no Excel workbook; send the .xlsx itself", file=file
                )
            _check_unpacked(archive, entries, file=file)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ):
        detail = f"{file} is damaged or was cut off on its way; send it again"
        raise at(FileUnreadable, detail, file=file) from None


def _check_declared(entries: list[zipfile.ZipInfo], packed_bytes: int, *, file: str) -> None:
    unpacked_bytes = sum(entry.file_size for entry in entries)
    bomb = unpacked_bytes > RATIO_COUNTS_FROM_BYTES and unpacked_bytes > RATIO_MAX * packed_bytes
    if len(entries) > ENTRIES_MAX or unpacked_bytes > UNPACKED_BYTES_MAX or bomb:
        raise _too_big(file)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise at(FileUnreadable, f"{file} is protected by a password; remove it and send it again", file=file)


def _check_unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], *, file: str) -> None:
    # The declared sizes are the sender's word. zipfile never reads past them and compares the checksum, so an
    # entry that lies about its size ends here and not in the reader.
    for entry in entries:
        rows = columns = 1
        cells = 0
        tail = b""
        with archive.open(entry) as unpacked:
            left = entry.file_size
            while block := unpacked.read(_BLOCK_BYTES):
                left -= len(block)
                if left < 0:
                    raise _too_big(file)
                for letters, digits in _REFERENCE.findall(tail + block):
                    rows = max(rows, int(digits))
                    columns = max(columns, _column_number(letters))
                # A cell need not say where it stands; it is one all the same.
                cells += sum(map(block.count, _CELLS))
                if entry.filename.endswith(".xml") and max(rows * columns, cells) > CELLS_MAX:
                    raise _too_wide(file)
                tail = block[-_REFERENCE_BYTES_MAX:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(number, 1)


def _too_wide(file: str) -> Exception:
    detail = f"{file} spans more than {CELLS_MAX:,} cells; remove what stands far outside the table"
    return at(FileTooBig, detail, file=file)


def _too_big(file: str) -> Exception:
    detail = f"{file} would unpack to more than {UNPACKED_BYTES_MAX // 2**20} MiB; split it or remove what is not data"
    return at(FileTooBig, detail, file=file)
