"""A secret made ready to look for, and how its words are told from ordinary ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from resources_app.documents.finding_model import Secret, SecretKind, Span
from resources_app.documents.folding import Stream, letters_and_digits_of, letters_of
from resources_app.documents.name_words import name_words, telling_words

# Within so many characters a day or a year makes a date of a month's name.
_DATE_NEAR = 12
_NEXT_WORD = re.compile(r"\W*([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_SENTENCE = 80  # characters on each side that belong to what is said of a place
_INTRODUCED = re.compile(r"\b(?:named|called|known as|name is|name’s|name's)\s$", re.IGNORECASE)
_SAID_OF = re.compile(r"\s(?:is|was|has|had|said|says|lives|lived|and)\b")


@dataclass(frozen=True)
class Wanted:
    """A secret made ready to look for: whether all its words are ordinary, it has several, it is
    written in Cyrillic.
    """

    secret: Secret
    letters: Stream
    ordinary: bool
    several: bool
    cyrillic: bool


@lru_cache(maxsize=512)  # a pack is looked at again and again while it is written
def wanted_from(secret: Secret) -> Wanted:
    """Make a secret ready; it is done once for all texts."""
    digits = secret.kind is SecretKind.IDENTIFIER
    letters = (letters_and_digits_of if digits else letters_of)(secret.value)
    words = [word for _, word in letters.words]
    ordinary = all(word in name_words().ordinary for word in words)
    return Wanted(
        secret=secret,
        letters=letters,
        # Two letters are a name (Jo, Bo) as often as they are a word.
        ordinary=ordinary or len(letters.letters) == 2 or secret.by_capital,
        several=len(words) > 1,
        cyrillic=any("\u0400" <= char <= "\u052f" for char in secret.value),
    )


def starts_capital(text: str, span: Span) -> bool:
    """Whether a place begins with a capital, or with a letter of a script without them."""
    return text[span[0]].isupper() or not text[span[0]].islower()


def is_ordinary_word(text: str, span: Span, secret: Wanted) -> bool:
    """Whether an ordinary word stands here, and no name that is spelt like it.

    A name of several ordinary words (“grace hill”) is that name in any case. One word counts with
    a capital, or small where somebody is introduced by it; “Will need waking”, “In May” and a
    month's name in a date do not.
    """
    if secret.several and secret.secret.kind is SecretKind.NAME:
        return False
    plain = secret.letters.letters
    if not starts_capital(text, span):
        return not _introduced(text, span)
    if plain in ("will", "may") and starts_sentence(text, span[0]):
        following = _NEXT_WORD.match(text, span[1])
        if following and following[1].casefold() in telling_words().after_will:
            return True
    return plain in name_words().months and (_in_a_date(text, span) or _in_a_month(text, span))


def is_plant(text: str, span: Span) -> bool:
    """Whether a small word stands among trees and gardens: larches in a forest are no home."""
    if starts_capital(text, span) and text[span[0] :][:4].casefold() != "the ":
        return False
    around = text[max(0, span[0] - _SENTENCE) : span[1] + _SENTENCE].casefold()
    small = not any(char.isupper() for char in text[span[0] + 1 : span[1]])
    return small and bool(set(re.findall(r"[^\W\d_]+", around)) & telling_words().nature)


def starts_sentence(text: str, at: int) -> bool:
    """Whether a sentence starts here, so that a capital says nothing."""
    before = text[max(0, at - 4) : at]
    bare = before.rstrip(" “\"'(")
    return not bare or bare[-1] in ".!?:;•\n" or before.endswith("\n")


def _introduced(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - _DATE_NEAR) : span[0]]
    if _INTRODUCED.search(before):
        return True
    last = _LAST_WORD.search(before)
    of_relation = last is not None and last[1].casefold() in telling_words().relations
    return of_relation and _SAID_OF.match(text, span[1]) is not None


def _in_a_date(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - _DATE_NEAR) : span[0]].rstrip(" ,")
    after = text[span[1] : span[1] + _DATE_NEAR].lstrip(" ,")
    return bool(re.search(r"\d(?:st|nd|rd|th)?(?: of)?$", before)) or after[:1].isdigit()


def _in_a_month(text: str, span: Span) -> bool:
    last = _LAST_WORD.search(text[max(0, span[0] - _DATE_NEAR) : span[0]])
    return last is not None and last[1].casefold() in telling_words().in_month
