"""Refuses hostile or broken files before anything that trusts them opens them.

A workbook is a zip. Its directory may lie about sizes, so every part is unpacked here once,
in pieces and under a cap, from the same bytes that are read afterwards. What the parts
say is read in sheet_xml.py and reading.py.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from resources_app.foundations.errors import BadInput, Where
from resources_app.workbooks.model import ReadingLimits

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# [MS-OFFCRYPTO] keeps a password-protected workbook in a stream of this name, in UTF-16.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER_BYTES = 30
_PIECE = 1 << 18
_UNDAMAGED = "Get the file again, or open it in Excel and save it as a new .xlsx."
_MILLION = 1_000_000


def is_other_file(data: bytes) -> bool:
    """Whether the bytes begin as a PDF, a web page, a picture or another archive does."""
    return any(_begins(data, signature) for signature, _ in _OTHER_FILES)


def check_signature(data: bytes, where: Where) -> None:
    """Raise BadInput unless the bytes begin as a zip does, saying what they are instead."""
    if data.startswith(ZIP_SIGNATURES):
        return
    if not data:
        raise BadInput("The file is empty.", where=where, remedy="Get the file again.")
    if data.startswith(OLE_SIGNATURE):
        raise _old_or_protected(data, where)
    for signature, said in _OTHER_FILES:
        if _begins(data, signature):
            raise BadInput(
                f"This is {said}, not a workbook.",
                where=where,
                remedy="Give an Excel workbook (.xlsx) or a CSV file.",
            )
    raise BadInput(
        "This is not an Excel workbook, whatever its name says.",
        where=where,
        remedy="Give an .xlsx file; if it is plain text with separators, name it .csv.",
    )


def _begins(data: bytes, signature: bytes) -> bool:
    return data[:256].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(signature)


# To add a kind of file: its first bytes in lower case, and what to call it.
_OTHER_FILES = (
    (b"%pdf", "a PDF"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"rar!", "a RAR archive"),
)


def unpack(data: bytes, limits: ReadingLimits, where: Where) -> dict[str, bytes]:
    """Every part of the zip by its name, unpacked within the limits.

    Raises BadInput for a truncated, protected, lying or swelling file.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BadInput(
            "The workbook is cut short or damaged.", where=where, remedy=_UNDAMAGED
        ) from error
    _check_directory(members, limits, where)
    parts: dict[str, bytes] = {}
    allowed = limits.unpacked_bytes
    for member in members:
        parts[member.filename] = _unpack_part(data, member, limits, allowed, where)
        allowed -= len(parts[member.filename])
    return parts


def _check_directory(members: list[zipfile.ZipInfo], limits: ReadingLimits, where: Where) -> None:
    names = {member.filename.casefold() for member in members}
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise _other_zip(names, where)
    if len(members) > limits.parts:
        raise _hostile(f"holds {len(members):,} parts; at most {limits.parts:,} are read", where)
    if len(names) < len(members):
        raise _hostile("holds two parts of the same name", where)
    if any(member.flag_bits & 0x1 for member in members):
        raise _protected(where)
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes:
        raise _swells(declared, limits, where)


def _unpack_part(
    data: bytes, member: zipfile.ZipInfo, limits: ReadingLimits, allowed: int, where: Where
) -> bytes:
    """One part, by its actual stream: declared sizes are not believed."""
    packed = _packed_bytes(data, member, where)
    if member.compress_type == zipfile.ZIP_STORED:
        return packed
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise _hostile("is packed in a way no spreadsheet program uses", where)
    pieces: list[bytes] = []
    size = 0
    most_by_ratio = max(limits.part_ratio_from_bytes, len(packed) * limits.part_ratio)
    try:
        for piece in _inflate(packed):
            pieces.append(piece)
            size += len(piece)
            if size > allowed or size > most_by_ratio:
                raise _swells(size, limits, where)
    except zlib.error as error:
        raise BadInput("The workbook is damaged.", where=where, remedy=_UNDAMAGED) from error
    unpacked = b"".join(pieces)
    if size != member.file_size or zlib.crc32(unpacked) != member.CRC:
        raise BadInput(
            f"The workbook is damaged: its part “{member.filename}” is not what it declares.",
            where=where,
            remedy=_UNDAMAGED,
        )
    return unpacked


def _packed_bytes(data: bytes, member: zipfile.ZipInfo, where: Where) -> bytes:
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER_BYTES]
    if len(header) < _LOCAL_HEADER_BYTES or not header.startswith(ZIP_SIGNATURES[0]):
        raise BadInput("The workbook is cut short or damaged.", where=where, remedy=_UNDAMAGED)
    name_bytes = int.from_bytes(header[26:28], "little")
    extra_bytes = int.from_bytes(header[28:30], "little")
    start = member.header_offset + _LOCAL_HEADER_BYTES + name_bytes + extra_bytes
    packed = data[start : start + member.compress_size]
    if len(packed) < member.compress_size:
        raise BadInput("The workbook is cut short.", where=where, remedy=_UNDAMAGED)
    return packed


def _inflate(packed: bytes) -> Iterator[bytes]:
    """Deflate's output in pieces that grow, so that a bomb is noticed early.

    Raises zlib.error when the stream is broken or ends too early.
    """
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    pending = packed
    piece_bytes = _PIECE
    while not stream.eof:
        piece = stream.decompress(pending, piece_bytes)
        pending = stream.unconsumed_tail
        if not piece and not pending and not stream.eof:
            raise zlib.error("the stream ends too early")
        piece_bytes = min(piece_bytes * 2, 16 * _PIECE)
        yield piece


def _old_or_protected(data: bytes, where: Where) -> BadInput:
    if _ENCRYPTED_STREAM in data:
        return _protected(where)
    return BadInput(
        "This is a workbook of Excel 97 to 2003, or another old Office file.",
        where=where,
        remedy="Open it and save it as an Excel workbook (.xlsx), or as CSV.",
    )


def _protected(where: Where) -> BadInput:
    return BadInput(
        "The workbook is protected by a password.",
        where=where,
        remedy="Open it in Excel, remove the password, and save it again.",
    )


def _other_zip(names: set[str], where: Where) -> BadInput:
    if "xl/workbook.bin" in names:
        said = "This is a binary workbook (.xlsb)."
    elif "content.xml" in names and "mimetype" in names:
        said = "This is an OpenDocument file."
    elif "word/document.xml" in names:
        said = "This is a Word document, not a workbook."
    else:
        said = "This is a zip archive, not an Excel workbook."
    return BadInput(said, where=where, remedy="Save it as an Excel workbook (.xlsx), or as CSV.")


def _hostile(what: str, where: Where) -> BadInput:
    return BadInput(
        f"The workbook {what}, so it was not opened.",
        where=where,
        remedy="Ask whoever sent it for an ordinary .xlsx saved by Excel.",
    )


def _swells(size: int, limits: ReadingLimits, where: Where) -> BadInput:
    return _hostile(
        f"swells to more than {size // _MILLION:,} MB when unpacked, out of proportion to its"
        f" size or beyond the {limits.unpacked_bytes // _MILLION:,} MB that are read",
        where,
    )
