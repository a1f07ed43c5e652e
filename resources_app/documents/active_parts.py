"""Counts what in a PDF acts, leads elsewhere or is not seen on its pages, to say what stays behind.

What is found here decides nothing: none of it is taken over, known or not. A person is told, since
a form whose sums a script made, or a link that mattered, is worth a look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from resources_app.foundations.counting import counted
from resources_app.foundations.phrases import joined

_SCRIPT, _START, _FILE, _SEND = (
    "script",
    "command that starts something",
    "file",
    "button that sends",
)
_LINK, _FILM, _COMMENT, _FIELD = "link", "film or sound", "comment", "form field"
# What an action does, by its type. To add one: its name in the PDF standard, and what to call it.
_ACTIONS: Mapping[str, str] = {
    "/JavaScript": _SCRIPT,
    "/Launch": _START,
    "/SubmitForm": _SEND,
    "/ImportData": _SEND,
    "/URI": _LINK,
    "/GoToR": _LINK,
    "/GoToE": _LINK,
    "/Rendition": _FILM,
    "/Movie": _FILM,
    "/Sound": _FILM,
    "/RichMediaExecute": _FILM,
}
# What stands on a page without being part of it, by its type.
_ANNOTATIONS: Mapping[str, str] = {
    "/RichMedia": _FILM,
    "/Screen": _FILM,
    "/3D": _FILM,
    "/Text": _COMMENT,
    "/FreeText": _COMMENT,
    "/Widget": _FIELD,
}
_PLURALS = {_START: "commands that start something", _FILM: "films or sounds",
            _SEND: "buttons that send"}  # fmt: skip
# Things that a PDF has once, by where they hang.
_ONCE: tuple[tuple[str, str], ...] = (
    ("/Outlines", "its bookmarks"),
    ("/OCProperties", "its layers"),
)
_DEEPEST = 40


@dataclass(frozen=True)
class ActiveParts:
    """How many of each there are; `once` are those that a PDF has one of at most."""

    counts: Mapping[str, int]
    once: tuple[str, ...]
    signed: bool
    unapplied_redactions: bool

    @staticmethod
    def of(pdf: pikepdf.Pdf) -> ActiveParts:
        """What there is in a PDF."""
        found = Counter[str]()
        for one in pdf.objects:
            for inner in _dictionaries(one):
                found[_kind_of(inner)] += 1
        once = [name for key, name in _ONCE if key in pdf.Root]
        if "/Metadata" in pdf.Root or len(pdf.trailer.get("/Info", {})):
            once.append("what it says of itself (its author and dates)")
        del found[""]
        signed, redact = found.pop(_SIGNATURE, 0), found.pop(_REDACTION, 0)
        return ActiveParts(found, tuple(once), bool(signed), bool(redact))

    def notes(self) -> tuple[str, ...]:
        """What an officer is told, a sentence each."""
        order = dict.fromkeys((*_ACTIONS.values(), _FILE, *_ANNOTATIONS.values()))
        parts = [
            counted(self.counts[kind], kind, _PLURALS.get(kind, ""))
            for kind in order
            if self.counts.get(kind)
        ]
        told = []
        if parts or self.once:
            told.append(f"Left out: {joined([*parts, *self.once])}.")
        if self.counts.get(_FIELD):
            told.append("What was filled in is printed as part of the page.")
        if self.signed:
            told.append("Its digital signature does not hold for the printed copy.")
        return tuple(told)


_SIGNATURE, _REDACTION = "signature", "redaction"


def _kind_of(one: pikepdf.Object) -> str:
    """What a dictionary is of the things above; empty for what only draws."""
    if "/EF" in one:
        return _FILE
    if one.get("/FT") == "/Sig" and "/V" in one:
        return _SIGNATURE
    subtype = str(one.get("/Subtype", ""))
    if subtype == "/Redact":
        return _REDACTION
    if subtype in _ANNOTATIONS and "/Rect" in one:
        return _ANNOTATIONS[subtype]
    action = str(one.get("/S", ""))
    if action in _ACTIONS and not isinstance(one, pikepdf.Stream):
        return _ACTIONS[action]
    return _SCRIPT if "/JS" in one else ""


def _dictionaries(one: object, deep: int = 0) -> Iterator[pikepdf.Object]:
    """A dictionary, or a stream's, and those that are written inside it."""
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        inner: Iterator[object] = (value for _, value in one.items())
    elif isinstance(one, pikepdf.Array):
        inner = iter(one)
    else:
        return
    if deep < _DEEPEST:
        for value in inner:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _dictionaries(value, deep + 1)
