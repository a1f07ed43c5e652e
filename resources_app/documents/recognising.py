"""Recognises a secret in a text however it is written: the hard half of the leak check.

Names are looked for without case, marks, hyphens, apostrophes and line breaks between their
letters, with a possessive s, spelt out, and nearly right. Names that are ordinary words (Will,
Grace, May) are looked for with a capital only: a false alarm costs an edit, but one in every
pack would teach people to edit without reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from resources_app.documents.finding import Secret, SecretKind, Thing
from resources_app.documents.folding import Stream, letters_and_digits_of, letters_of
from resources_app.documents.name_words import name_words
from resources_app.documents.patterns import (
    Span,
    births,
    emails,
    full_postcodes,
    nhs_numbers,
    telephones,
)

# Letters of a name from which it is also looked for misspelt: with a capital, and without.
_NEAR_FROM, _NEAR_SMALL_FROM = 5, 6
# From this length on two mistakes are still the same name.
_TWO_MISTAKES_FROM = 8
# A name of fewer letters is not looked for across a bare line break: “as if” is no Asif.
_BREAK_FROM = 5
# Within so many characters a day or a year makes a date of a month's name.
_DATE_NEAR = 12
# Scripts from here on join words or write no spaces between them.
_JOINED_SCRIPTS = "\u0530"

_BY_FORM: tuple[tuple[Callable[[str], Iterator[Span]], Secret], ...] = tuple(
    (finder, Secret(SecretKind.IDENTIFIER, "", what, thing))
    for finder, what, thing in (
        (full_postcodes, "a full postcode", Thing.POSTCODE),
        (emails, "an email address", Thing.EMAIL),
        (telephones, "a telephone number", Thing.TELEPHONE),
        (nhs_numbers, "an NHS number", Thing.NHS_NUMBER),
    )
)


@dataclass(frozen=True)
class Wanted:
    """A secret made ready to look for: whether all its words are ordinary, or it has several."""

    secret: Secret
    letters: Stream
    ordinary: bool
    several: bool


def wanted_from(secret: Secret) -> Wanted:
    """Make a secret ready; do it once for all texts."""
    digits = secret.kind is SecretKind.IDENTIFIER
    letters = (letters_and_digits_of if digits else letters_of)(secret.value)
    words = [word for _, word in letters.words()]
    ordinary = all(word in name_words().ordinary for word in words)
    return Wanted(
        secret=secret,
        letters=letters,
        # Two letters are a name (Jo, Bo) as often as they are a word.
        ordinary=ordinary or len(letters.letters) == 2,
        several=len(words) > 1,
    )


def recognised(text: str, wanted: Sequence[Wanted]) -> Iterator[tuple[Span, Secret]]:
    """Every stretch of the text that says one of the secrets, or gives away by its form."""
    letters, alphanumeric = letters_of(text), letters_and_digits_of(text)
    words = _by_initial(letters)
    for one in wanted:
        match one.secret.kind:
            case SecretKind.NAME:
                spans = [*_names(letters, one), *_near(letters, words, one)]
            case SecretKind.PHRASE:
                spans = list(_names(letters, one))
            case SecretKind.IDENTIFIER:
                spans = list(_numbers(alphanumeric, one.letters))
            case SecretKind.BIRTH:
                spans = list(births(text, date.fromisoformat(one.secret.value)))
            case SecretKind.INITIALS:
                spans = list(_initials(text, one.secret.value))
        yield from ((span, one.secret) for span in spans)
    for finder, secret in _BY_FORM:
        yield from ((span, secret) for span in finder(text))


def _names(stream: Stream, secret: Wanted) -> Iterator[Span]:
    """Where a name or a phrase stands.

    One of ordinary words only, such as Will or Marsh Lane, counts with a capital; a month's
    name does not count in a date.
    """
    for span in _in_a_row(stream, secret.letters):
        if secret.ordinary and not _capital(stream.text, span):
            continue
        if secret.letters.letters in name_words().months and _in_a_date(stream.text, span):
            continue
        yield span


def _capital(text: str, span: Span) -> bool:
    return text[span[0]].isupper() or not text[span[0]].islower()


def _in_a_date(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - _DATE_NEAR) : span[0]].rstrip(" ,")
    after = text[span[1] : span[1] + _DATE_NEAR].lstrip(" ,")
    return bool(re.search(r"\d(?:st|nd|rd|th)?(?: of)?$", before)) or after[:1].isdigit()


def _in_a_row(stream: Stream, wanted: Stream) -> Iterator[Span]:
    """Where these letters stand as words of their own, however they are parted."""
    count = len(wanted.letters)
    # Scripts beyond Latin, Greek and Cyrillic join words or write no spaces: there a name may
    # stand inside a longer word.
    bounded = wanted.letters < _JOINED_SCRIPTS
    for first in stream.find(wanted.letters):
        end = first + count
        possessive = stream.letters[end : end + 1] == "s" and stream.ends(end + 1)
        whole = stream.begins(first) and (stream.ends(end) or possessive)
        if (whole or not bounded) and _parted_like(stream, wanted, first):
            yield stream.span(first, count)


def _parted_like(stream: Stream, wanted: Stream, first: int) -> bool:
    """Whether what stands between the letters may stand there in one name."""
    count = len(wanted.letters)
    inner = [(wanted.gap(at), stream.gap(first + at)) for at in range(1, count)]
    if _spelt_out([gap for _, gap in inner]):
        return True
    return all(
        _may_part(
            given, gap, count, capitals=_capital_at(stream, first) and _capital_at(stream, at)
        )
        for at, (given, gap) in enumerate(inner, start=first + 1)
    )


def _capital_at(stream: Stream, at: int) -> bool:
    return stream.text[stream.places[at]].isupper()


def _may_part(given: str, gap: str, count: int, *, capitals: bool) -> bool:
    if not gap:
        return True
    if given:  # the name itself has words: whatever is short and no new sentence parts them
        return len(gap.strip()) <= 2 and not any(char.isdigit() for char in gap)
    if gap == " ":  # “Abdul Rahman” for Abdulrahman: two words with capitals
        return capitals and count >= _BREAK_FROM
    if re.fullmatch(r"['’‘`´]|[-‐‑‒–—_*.]\s*", gap):
        return not (gap == "." or gap.startswith(". "))
    return count >= _BREAK_FROM and re.fullmatch(r"\s*[\r\n]\s*", gap) is not None


def _spelt_out(gaps: list[str]) -> bool:
    """Whether the letters stand one by one: `J-a-y-d-e-n`, `J a y d e n`."""
    return len(gaps) > 2 and len(set(gaps)) == 1 and len(gaps[0]) == 1


_Words = dict[str, list[tuple[int, str]]]


def _by_initial(stream: Stream) -> _Words:
    found: _Words = {}
    for first, word in stream.words():
        found.setdefault(word[0], []).append((first, word))
    return found


def _near(stream: Stream, words: _Words, secret: Wanted) -> Iterator[Span]:
    """Words that are the name but for a slip of the keys; a row of names is not guessed at."""
    plain = secret.letters.letters
    if len(plain) < _NEAR_FROM or secret.ordinary or secret.several:
        return
    slips = 2 if len(plain) >= _TWO_MISTAKES_FROM else 1
    # A slip in the first letter is rare, and would make Ethan of every “than”.
    for first, word in words.get(plain[0], ()):
        bare = word.removesuffix("s") if len(word) > len(plain) else word
        if bare == plain or abs(len(bare) - len(plain)) > slips:
            continue
        span = stream.span(first, len(word))
        small = not _capital(stream.text, span)
        # An ordinary word is that word: “foster” is not Forster misspelt, nor “homes” Holmes.
        if {word, word.removesuffix("s")} & name_words().ordinary or (
            small and len(plain) < _NEAR_SMALL_FROM
        ):
            continue
        allowed = 1 if small else slips
        if OSA.distance(bare, plain, score_cutoff=allowed) <= allowed:
            yield span


def _numbers(stream: Stream, number: Stream) -> Iterator[Span]:
    wanted = number.letters
    count = len(wanted)
    for first in stream.find(wanted):
        if not _by_itself(stream, first, count):
            continue
        if all(len(stream.gap(at)) <= 2 for at in range(first + 1, first + count)):
            yield stream.span(first, count)


def _by_itself(stream: Stream, first: int, count: int) -> bool:
    """Whether no digit goes on from a number's end, nor a letter from a letter's: `LCS40517`."""
    row, end = stream.letters, first + count
    before, after = row[first - 1 : first], row[end : end + 1]
    return (stream.begins(first) or before.isdigit() != row[first].isdigit()) and (
        stream.ends(end) or after.isdigit() != row[end - 1].isdigit()
    )


def _initials(text: str, initials: str) -> Iterator[Span]:
    """Initials with points, or as capitals, close or spaced, that are no usual abbreviation."""
    pointed = r"\.\s?".join(map(re.escape, initials)) + r"\.?"
    close = " ?".join(map(re.escape, initials))
    close = "" if initials.lower() in name_words().abbreviations else f"|{close}"
    for match in re.finditer(rf"(?<![A-Za-z0-9])(?:{pointed}{close})(?![A-Za-z0-9])", text):
        yield match.span()
