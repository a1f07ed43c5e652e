"""What gives a child away by its form alone: full postcodes, telephone numbers, addresses of
electronic mail, pages and names on social media.

Each finder gives the stretches of a text (start, end excluded) that it recognises; the text is
as `folding.plainly_typed` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from resources_app.documents.finding_model import Span
from resources_app.foundations.postcodes import AREAS

# Word processors put longer strokes in the place of hyphens.
STROKES = r"\-_‐‑‒–—−"
# Spaces, line breaks, dots and hyphens are how a postcode is written by hand.
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])([A-Za-z]{{1,2}})[0-9][0-9A-Za-z]?(?:[\s.{STROKES}]{{0,6}}|\s?[,/:(]\s?)"
    r"([0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![A-Za-z0-9])"
)
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth")

_AT = r"(?:\s?(?:@|[(\[{]\s?at\s?[)\]}])\s?)"
_DOT = r"(?:\.|\s?[(\[{]\s?dot\s?[)\]}]\s?|\sdot\s)"
_ENDINGS = "com|org|net|uk|eu|info|edu|example|me|tv|gov|sch|ac|co|io|live"
# A run is taken whole and once: a page of letters without a gap is read in a moment. A bare “at”
# needs an ending that addresses have: “meet at school.He is there” is none.
_EMAIL = re.compile(
    r"(?<![\w.+'\-])[\w.+'\-]++(?:"
    rf"{_AT}[\w\-]++(?:\n[\w\-]++)?(?:{_DOT}[\w\-]++)+"
    rf"|\sat\s[\w\-]++(?:{_DOT}[\w\-]++)*?{_DOT}(?:{_ENDINGS})\b)",
    re.IGNORECASE,
)
_SITES = "facebook|instagram|tiktok|snapchat|twitter|youtube|linkedin|threads|discord|fb"
_PAGE = re.compile(
    rf"(?<![\w\-])(?:https?://)?(?:[\w\-]++\.)?(?:{_SITES})\.(?:com|me|gg|net)/[\w@./\-]+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z][\w.]{2,29}|(?<!\w)[A-Za-z][\w.]{1,31}#\d{4}(?!\d)")
_PLATFORMS = (
    "snap|snapchat|insta|instagram|tiktok|tik tok|discord|roblox|xbox|psn|gamertag|username|handle"
)
_CALLED = re.compile(
    rf"\b(?:{_PLATFORMS})(?:\s?:|\s+(?:is|name is|as|called|name))?\s+"
    r"((?=[\w.]*[a-z])(?=[\w.]*[\d_]|\w+\.\w)[A-Za-z][\w.]{2,29}\w)",
    re.IGNORECASE,
)

_DIGITS = re.compile(rf"(?<![\w£])(?:\+|00)?\(?\d(?:[\s().{STROKES}]{{0,3}}\d){{8,14}}(?!\w)")
_PARTED = re.compile(r"(?<![\w£/,])0\d{3,4}([/,_])\d{3}\1?\d{3,4}(?![\w,/]?\d)")
_ABROAD = re.compile(rf"(?<![\w+])\+[1-9](?:[\s().{STROKES}]{{0,3}}\d){{8,14}}(?!\w)")
_MOBILE_CUT = re.compile(r"(?<![\w£+./,\-])7\d{3}[\s\-]?\d{3}[\s\-]?\d{3}(?!\w)")


def full_postcodes(text: str) -> Iterator[Span]:
    """Every full United Kingdom postcode, wherever it is; outward codes alone are let be, and so
    are roads with an ordinal after them: “the M4 3rd exit”.
    """
    for match in _POSTCODE.finditer(text):
        if match[1].upper() in AREAS and not _ORDINAL.fullmatch(match[2]):
            yield match.span()


def emails(text: str) -> Iterator[Span]:
    """Every address of electronic mail, spelt out or broken over a line too."""
    for match in _EMAIL.finditer(text):
        yield match.span()


def handles(text: str) -> Iterator[Span]:
    """Every page and name on social media that looks like one, or is said to be one."""
    for pattern, signs in ((_PAGE, "/"), (_HANDLE, "@#")):
        if any(sign in text for sign in signs):
            yield from (match.span() for match in pattern.finditer(text))
    for match in _CALLED.finditer(text):
        yield match.span(1)


def telephones(text: str) -> Iterator[Span]:
    """Every telephone number: ten or eleven digits with a 0 or +44, or twelve by mistake; a mobile
    without its 0; and one abroad with its +.
    """
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        national = re.sub(r"^(?:00)?44", "0", digits) if digits[:1] != "0" else digits
        national = re.sub(r"^0044", "0", national)
        ten_or_more = len(re.sub(r"^00", "0", national)) in (10, 11, 12)
        if national.startswith("0") and ten_or_more and len(set(national)) > 1:
            yield match.span()
    for pattern in (_PARTED, _ABROAD, _MOBILE_CUT):
        for match in pattern.finditer(text):
            yield match.span()
