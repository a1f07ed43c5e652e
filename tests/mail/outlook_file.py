"""Writes small Outlook e-mails for tests: a compound file with the properties of a message.

[MS-CFB] for the file system in the file, [MS-OXMSG] for what stands in it. Every stream is
kept in 64-byte mini sectors, so none may have 4,096 bytes or more.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

SECTOR, MINI = 512, 64
FREE, END, FAT_SECTOR, NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_UNICODE, _BINARY, _LONG, _TIME = 0x001F, 0x0102, 0x0003, 0x0040
SUBJECT, BODY, SENDER, SENDER_EMAIL = 0x0037, 0x1000, 0x0C1A, 0x0C1F
SENT, HTML, CODEPAGE = 0x0039, 0x1013, 0x3FDE
NAME, ADDRESS = 0x3001, 0x39FE
FILE_NAME, FILE_BYTES, MIME, METHOD = 0x3707, 0x3701, 0x370E, 0x3705


@dataclass
class Folder:
    """A storage: its streams and storages by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


def message(
    properties: Mapping[int, object],
    *,
    recipients: tuple[tuple[str, str], ...] = (),
    files: tuple[tuple[str, str, bytes], ...] = (),
) -> bytes:
    """An .msg with these properties, recipients (name, address) and files (name, type, bytes)."""
    head = struct.pack("<8x4I8x", len(recipients), len(files), len(recipients), len(files))
    root = _with_properties(properties, head)
    for at, (name, address) in enumerate(recipients):
        made = _with_properties({NAME: name, ADDRESS: address}, bytes(8))
        root.folders[f"__recip_version1.0_#{at:08X}"] = made
    for at, (name, media_type, content) in enumerate(files):
        told = {FILE_NAME: name, MIME: media_type, FILE_BYTES: content, METHOD: 1}
        root.folders[f"__attach_version1.0_#{at:08X}"] = _with_properties(told, bytes(8))
    return _compound(root)


def _with_properties(properties: Mapping[int, object], head: bytes) -> Folder:
    made, table = Folder(), [head]
    for key, value in sorted(properties.items()):
        kind, fixed, stream = _encoded(value)
        table.append(struct.pack("<HHI", kind, key, 6) + fixed)
        if stream is not None:
            made.streams[f"__substg1.0_{key:04X}{kind:04X}"] = stream
    made.streams["__properties_version1.0"] = b"".join(table)
    return made


def _encoded(value: object) -> tuple[int, bytes, bytes | None]:
    if isinstance(value, datetime):
        ticks = int(value.timestamp() * 10_000_000) + 116_444_736_000_000_000
        return _TIME, struct.pack("<Q", ticks), None
    if isinstance(value, int):
        return _LONG, struct.pack("<I4x", value), None
    if isinstance(value, bytes):
        return _BINARY, struct.pack("<I4x", len(value)), value
    text = str(value).encode("utf-16-le")
    return _UNICODE, struct.pack("<I4x", len(text) + 2), text


def _compound(root: Folder) -> bytes:
    entries: list[list[object]] = []
    mini, mini_fat = bytearray(), list[int]()

    def keep(content: bytes) -> int:
        assert len(content) < 4096, "a test's streams are small"
        first = len(mini_fat)
        mini.extend(content + bytes(-len(content) % MINI))
        count = max(1, -(-len(content) // MINI))
        mini.extend(bytes(MINI if not content else 0))
        mini_fat.extend([*range(first + 1, first + count), END])
        return first

    def add(name: str, kind: int, start: int, size: int) -> int:
        entries.append([name, kind, NO_ENTRY, NO_ENTRY, start, size])
        return len(entries) - 1

    def fill(folder: Folder, at: int) -> None:
        children = [add(name, 2, keep(data), len(data)) for name, data in folder.streams.items()]
        for name, inner in folder.folders.items():
            children.append(add(name, 1, 0, 0))
            fill(inner, children[-1])
        # A chain to the right is a tree too, as long as its names are in order.
        children.sort(key=lambda one: (len(str(entries[one][0])), str(entries[one][0]).upper()))
        for one, following in zip(children, [*children[1:], NO_ENTRY], strict=True):
            entries[one][2] = following
        entries[at][3] = children[0] if children else NO_ENTRY

    fill(root, add("Root Entry", 5, 0, 0))
    return _laid_out(entries, bytes(mini), mini_fat)


def _laid_out(entries: list[list[object]], mini: bytes, mini_fat: list[int]) -> bytes:
    """Sectors: the table first, then the directory, the mini table, the mini sectors."""
    mini_table = _in_sectors(struct.pack(f"<{len(mini_fat)}I", *mini_fat), FREE)
    held = _in_sectors(mini)
    directory_sectors = -(-len(entries) // 4)
    counts = [directory_sectors, len(mini_table) // SECTOR, len(held) // SECTOR]
    fat_sectors = 1
    while fat_sectors * (SECTOR // 4) < fat_sectors + sum(counts):
        fat_sectors += 1
    starts, fat, at = [], [FAT_SECTOR] * fat_sectors, fat_sectors
    for count in counts:
        starts.append(at if count else END)
        fat += [*range(at + 1, at + count), END] if count else []
        at += count
    entries[0][4:] = [starts[2], len(mini)]
    directory = _in_sectors(b"".join(_entry(one) for one in entries))
    table = _in_sectors(struct.pack(f"<{len(fat)}I", *fat), FREE)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, starts[0], 0, 4096, starts[1], counts[1], END, 0, 0,
    )  # fmt: skip
    difat = [*range(1, fat_sectors), *[FREE] * (109 - fat_sectors)]
    return header + struct.pack("<108I", *difat[:108]) + table + directory + mini_table + held


def _entry(one: list[object]) -> bytes:
    name, kind, right, child, start, size = one
    encoded = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        encoded,
        len(encoded),
        kind,
        1,
        NO_ENTRY,
        right,
        child,
        0,
        start,
        size,
    )


def _in_sectors(data: bytes, filler: int = 0) -> bytes:
    missing = -len(data) % SECTOR
    return data + struct.pack("<I", filler) * (missing // 4) + bytes(missing % 4)
