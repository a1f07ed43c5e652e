"""What looks like a person, a school, a home or an address that nobody recorded.

These are softer findings than what is on record: a title before a name, a name before “Academy”,
a number before “Avenue”. Whoever reviews the pack decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from resources_app.documents.finding_model import Span
from resources_app.documents.folding import folded
from resources_app.documents.name_words import common_words, name_words
from resources_app.documents.wanting import starts_sentence

_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻ][\w’'\-]+"
_TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|PC|DC|Sgt|Rev|Cllr|Judge"
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLES})\.?\s({_NAME})(?:\s{_NAME})?")
_KINDS = (
    "School|Academy|College|Nursery|Preschool|Primary|Infants|Juniors|Surgery|Medical Centre|"
    "Health Centre|Children’s Home|Children's Home|Lodge|House|Grange|Manor"
)
_PLACE = re.compile(
    rf"(?<![\w’'])((?:(?:{_NAME}|St\.?|of|the|and|C of E|CE|RC)\s){{1,6}})(?:{_KINDS})\b"
)
# Words with a capital that say of what kind a school is, not which it is.
_GENERIC = frozenset(
    """special sunday saturday summer night old new local boarding independent royal police
    military art sixth form his her their my our this any every no next last first third british
    english virtual alternative free pupil referral unit full open public opera state forest
    children’s children's residential respite safe half way halfway""".split()
)
_NUMBERED = "Avenue|Ave|Close|Court|Crescent|Drive|Gardens|Grove|Hill|Lane|Mews|Parade|Park|Place"
_NUMBERED += "|Rise|Road|Rd|Row|Square|Street|Terrace|View|Walk|Way|Yard|Cottages|Green|End"
_BARE = "Avenue|Close|Crescent|Drive|Grove|Lane|Mews|Road|Street|Terrace"
_ADDRESS = re.compile(
    rf"(?:(?:Flat|Unit|Apartment)\s\w+,\s?)?(?<![\w£/.:])\d{{1,4}}[A-Za-z]?,?\s(?:{_NAME}\s){{1,3}}"
    rf"(?:{_NUMBERED})\b"
)
_STREET = re.compile(rf"(?<![\w’'])((?:{_NAME}\s){{1,2}})(?:{_BARE})\b(?!\s?[’'])")
_EVERYWHERE = frozenset("main high long country side dual back front family busy".split())


def titled(text: str) -> Iterator[Span]:
    """Every title with a name after it."""
    for match in _TITLED.finditer(text):
        if folded(match[1]) not in name_words().titles:
            yield match.span()


def places(text: str) -> Iterator[Span]:
    """Every school, surgery or home that is called by a name of its own."""
    for match in _PLACE.finditer(text):
        words = list(re.finditer(r"\S+", match[1]))
        at_start = starts_sentence(text, match.start())
        while words and _says_nothing(words[0][0], at_start=at_start):
            words.pop(0)
            at_start = False
        if words:
            yield match.start(1) + words[0].start(), match.end()


def _says_nothing(word: str, *, at_start: bool) -> bool:
    plain = folded(word).strip(".’'")
    if plain in _GENERIC or (plain in name_words().places and plain != "st"):
        return True
    return at_start and plain in common_words()


def addresses(text: str) -> Iterator[Span]:
    """Every number with a street, and every street by its name."""
    for match in _ADDRESS.finditer(text):
        yield match.span()
    for match in _STREET.finditer(text):
        words = [folded(word) for word in match[1].split()]
        if starts_sentence(text, match.start()) and words[0] in common_words():
            words = words[1:]
        if any(word not in _EVERYWHERE and word not in _GENERIC for word in words):
            yield match.span()
