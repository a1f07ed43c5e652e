"""What may be printed: makes hostile or broken text safe without losing what it says.

Text here is never markup: `<b>` and `&amp;` print as they were typed. What cannot be seen on
paper (control characters, marks that turn reading order round) is taken out; what no bundled
font draws is named in words, so that neither a child's own smiling face nor a name is silently
lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from resources_app.printing.fonts import Weight, companion_for, main_face

_SPACES = dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], " ")
_INVISIBLE = {
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0xAD,  # soft hyphen: would hide a name from a search
    0x200B,
    0x200E,  # the marks that turn reading order round could make a sentence say
    0x200F,  # something else on paper than it says to a checker
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0x1F3FB, 0x1F400),  # skin tones
    *range(0xE0000, 0xE0FFF),
}
# A joiner matters inside Persian and Indic words, and nowhere else.
_JOINERS = {0x200C, 0x200D}
_MISSING = "\ufffd"
_NAMED_FOR = re.compile(
    r" (?:LETTER|SUBJOINED|SYLLABLE|SYLLABICS|VOWEL|CONSONANT|CAPITAL|SMALL)\b.*"
    r"| (?:DIGIT|NUMBER|SIGN|MARK)\b.*|[ -]IDEOGRAPH.*| UNIFIED.*"
)
_IN_SCRIPT = re.compile(r"\[in ([^\]]+) script\]")
_REPEATED = re.compile(r"(\[in [^\]]+ script\])(?: \1)+")


@lru_cache(maxsize=4096)
def _printed_as(char: str) -> str:
    code = ord(char)
    if code in _SPACES or code in _INVISIBLE:
        return _SPACES.get(code, "")
    if code in _JOINERS or main_face(Weight.REGULAR).covers(char) or companion_for(char):
        return char
    return _described(char)


def _described(char: str) -> str:
    """What stands for a character that no bundled font draws."""
    match unicodedata.category(char)[0]:
        case "Z":
            return " "
        case "S":
            return f"[{unicodedata.name(char, 'symbol').lower()}]"
        case _:
            return _MISSING


@lru_cache(maxsize=4096)
def _undrawn_script(char: str) -> str:
    """The script of a character that no bundled font draws; empty for one that is drawn."""
    if _printed_as(char) != _MISSING:
        return ""
    # Unicode's names begin with the script: TIBETAN LETTER KA, TAI THAM VOWEL SIGN A.
    return _NAMED_FOR.split(unicodedata.name(char, ""))[0].title()


def _scripts_named(text: str) -> str:
    """The text, with each passage that no font draws named by its script."""
    shown = "".join(
        f"[in {script} script]" if script else "".join([_printed_as(char) for char in chars])
        for script, chars in groupby(text, key=_undrawn_script)
    )
    return _REPEATED.sub(r"\1", shown)


def scripts_named(texts: Iterable[str]) -> tuple[str, ...]:
    """The scripts that printable texts name in place of words that no bundled font draws."""
    found = {script for text in texts if "[in " in text for script in _IN_SCRIPT.findall(text)}
    return tuple(sorted(found))


def printable(text: str) -> str:
    """The text as it can be printed on one line: composed, without anything invisible."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    shown = "".join([_printed_as(char) for char in composed])
    if _MISSING in shown:
        shown = _scripts_named(composed)
    if "\u200d" in shown or "\u200c" in shown:
        shown = _without_stray_joiners(shown)
    return shown


def _without_stray_joiners(text: str) -> str:
    """Keep a joiner only between letters of one word of a joining script."""
    kept = []
    for at, char in enumerate(text):
        if ord(char) in _JOINERS:
            before = text[at - 1] if at else " "
            if ord(before) < 0x0600 or before == "]" or unicodedata.category(before)[0] not in "LM":
                continue
        kept.append(char)
    return "".join(kept)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of free text: its non-blank lines, each made printable."""
    lines = text.splitlines() if text else []
    return [line for line in (printable(one).strip() for one in lines) if line]


def is_mark(char: str) -> bool:
    """Whether a character attaches to the one before it, so that a line never breaks there."""
    return ord(char) in _JOINERS or unicodedata.category(char).startswith("M")
