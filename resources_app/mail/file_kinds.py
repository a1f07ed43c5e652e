"""What kind of file something is, by its name and first bytes, and a name that is safe to keep."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

EMAIL_INTERNET = "message/rfc822"
EMAIL_OUTLOOK = "application/vnd.ms-outlook"
UNKNOWN = "application/octet-stream"

# By the ending of a file's name. Not the machine's own table, which differs between machines.
# To add a kind: its ending in lower case, and its media type.
_BY_ENDING = {
    "bmp": "image/bmp",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": EMAIL_INTERNET,
    "gif": "image/gif",
    "heic": "image/heic",
    "htm": "text/html",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "msg": EMAIL_OUTLOOK,
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_LONGEST_NAME = 150
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


def media_type_of(file_name: str, content: bytes) -> str:
    """The media type by the name's ending; a PDF is known by its first bytes too."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    ending = file_name.rpartition(".")[2].casefold()
    return _BY_ENDING.get(ending, UNKNOWN)


def is_mail(media_type: str) -> bool:
    """Whether it is an e-mail that can be read."""
    return media_type in (EMAIL_INTERNET, EMAIL_OUTLOOK)


def safe_name(given: str, otherwise: str = "file") -> str:
    """A file's name that every system takes: no folders, nothing unprintable, not too long.

    Marks that turn the direction of writing are left out: they make `fdp.exe` read `exe.pdf`.
    """
    # A name from Windows holds its folders behind backslashes, which mean nothing elsewhere.
    last = PureWindowsPath(given.replace("\0", "")).name or given
    name = " ".join(_NOT_IN_A_NAME.sub(" ", last).split()).strip(". ")
    if not name:
        return otherwise
    stem, dot, ending = name.rpartition(".")
    if len(name) <= _LONGEST_NAME or not dot or len(ending) > 10:
        return name[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
