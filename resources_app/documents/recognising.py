"""Recognises a secret in a text however it is written: the hard half of the leak check.

Names are looked for without case, marks, hyphens, apostrophes and line breaks between their
letters, with a possessive s, spelt out, and nearly right (`near`). Names that are ordinary words
(Will, Grace, May) are looked for with a capital only: a false alarm costs an edit, but one in
every pack would teach people to edit without reading. What gives away by its form alone is found
beside them (`patterns`, `numbers_by_form`, `unrecorded`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from resources_app.documents import near, unrecorded
from resources_app.documents.births import births
from resources_app.documents.finding_model import Secret, SecretKind, Span, Thing, Whose
from resources_app.documents.folding import (
    Stream,
    letters_and_digits_of,
    letters_of,
    plainly_typed,
)
from resources_app.documents.name_words import common_words, name_words, telling_words
from resources_app.documents.numbers_by_form import (
    insurance_numbers,
    nhs_numbers,
    pupil_numbers,
    said_numbers,
)
from resources_app.documents.patterns import emails, full_postcodes, handles, telephones
from resources_app.documents.wanting import Wanted, is_ordinary_word, is_plant

# A name of fewer letters is not looked for across a bare line break: “as if” is no Asif.
_BREAK_FROM = 5
# Scripts from here on join words or write no spaces between them.
_JOINED_SCRIPTS = "\u0530"
# Digits from which a number is found with letters before it: LCSN55907.
_TELLING_DIGITS = 4


class Recognised(NamedTuple):
    """Where something stands, what it is, and whether it is only nearly so or looks like it."""

    span: Span
    secret: Secret
    near: bool

    @property
    def looks_like(self) -> bool:
        """Whether only its form tells, and not for certain: “Ms Blount”, whom nobody recorded."""
        return self.near and self.secret.whose is Whose.ANYBODY


def _by_form(what: str, thing: Thing) -> Secret:
    return Secret(SecretKind.IDENTIFIER, "", what, thing)


_FORMS: tuple[tuple[Callable[[str], Iterator[Span]], Secret], ...] = (
    (full_postcodes, _by_form("a full postcode", Thing.POSTCODE)),
    (emails, _by_form("an email address", Thing.EMAIL)),
    (telephones, _by_form("a telephone number", Thing.TELEPHONE)),
    (nhs_numbers, _by_form("an NHS number", Thing.NHS_NUMBER)),
    (pupil_numbers, _by_form("a unique pupil number", Thing.PUPIL_NUMBER)),
    (insurance_numbers, _by_form("a National Insurance number", Thing.CASE_NUMBER)),
)
_LOOKS_LIKE: tuple[tuple[Callable[[str], Iterator[Span]], Secret], ...] = (
    (handles, _by_form("a name on social media", Thing.HANDLE)),
    (unrecorded.titled, _by_form("somebody’s name", Thing.NAME)),
    (unrecorded.places, _by_form("the name of a school, a surgery or a home", Thing.SCHOOL)),
    (unrecorded.addresses, _by_form("an address", Thing.ADDRESS)),
)
# The most letters that slips, or another alphabet (Щ for Shch), leave out of a name.
_SHORTER_BY = 6
_NAMED = (SecretKind.NAME, SecretKind.PHRASE, SecretKind.WORD, SecretKind.INITIALS)


def recognised(text: str, wanted: Sequence[Wanted]) -> Iterator[Recognised]:
    """Every stretch of the text that says one of the secrets, or gives away by its form."""
    known = [match.span() for match in telling_words().known.finditer(text)]
    for one in _of_record(text, wanted):
        if one.secret.kind not in _NAMED or not _is_known(one, known):
            yield one
    plain = plainly_typed(text)
    for finder, secret in _FORMS:
        yield from (Recognised(span, secret, False) for span in finder(plain))
    for span, what, thing in said_numbers(plain):
        yield Recognised(span, _by_form(what, Thing(thing)), True)
    for finder, secret in _LOOKS_LIKE:
        for span in finder(text):
            if not any(span[0] < end and start < span[1] for start, end in known):
                yield Recognised(span, secret, True)


def _is_known(one: Recognised, known: Sequence[Span]) -> bool:
    """Whether a name stands in something that everybody knows: James, in James Bond. A child whose
    own name that is in full is found nevertheless.
    """
    return any(
        start <= one.span[0] and one.span[1] <= end and one.span != (start, end)
        for start, end in known
    )


def _of_record(text: str, wanted: Sequence[Wanted]) -> Iterator[Recognised]:
    letters, alphanumeric = letters_of(text), letters_and_digits_of(text)
    words = near.words_of(letters)
    plain = plainly_typed(text)
    for one in wanted:
        if not _may_stand(one, words):
            continue
        for span, nearly in _places(one, text, plain, alphanumeric, words):
            yield Recognised(span, one.secret, nearly)
    if any(map(str.isdigit, plain)):
        numbered = near.words_of(alphanumeric)
        names = {
            one.letters.letters: one
            for one in wanted
            if one.secret.kind is SecretKind.NAME and not one.several and not one.ordinary
        }
        for span, one in (*near.with_digits(numbered, names), *near.near_numbers(numbered, wanted)):
            yield Recognised(span, one.secret, True)


def _may_stand(one: Wanted, words: near.Words) -> bool:
    """Whether a closer look is worth it: most texts of a pack are a few words."""
    spelt, row = one.letters.letters, words.stream.letters
    match one.secret.kind:
        case SecretKind.NAME | SecretKind.PHRASE:
            return len(spelt) <= len(row) + _SHORTER_BY
        case SecretKind.WORD:
            return spelt in words.by_word or f"{spelt}s" in words.by_word
        case SecretKind.INITIALS:
            return spelt in row
    return True


def _places(
    one: Wanted, text: str, plain: str, alphanumeric: Stream, words: near.Words
) -> Iterator[tuple[Span, bool]]:
    match one.secret.kind:
        case SecretKind.NAME:
            yield from ((span, False) for span in _names(words.stream, one))
            yield from ((span, True) for span in near.near_names(words, one))
        case SecretKind.PHRASE:
            yield from ((span, False) for span in _names(words.stream, one))
            yield from ((span, True) for span in near.near_phrases(words, one))
        case SecretKind.WORD:
            yield from ((span, True) for span in near.as_words(words, one))
        case SecretKind.IDENTIFIER:
            yield from ((span, False) for span in _numbers(alphanumeric, one.letters))
        case SecretKind.BIRTH:
            born = date.fromisoformat(one.secret.value)
            yield from ((span, False) for span in births(plain, born))
        case SecretKind.INITIALS:
            yield from ((span, False) for span in _initials(text, one.secret.value))


def _names(stream: Stream, secret: Wanted) -> Iterator[Span]:
    """Where a name or a phrase stands; one of ordinary words, where it is not that word."""
    for span in _in_a_row(stream, secret.letters):
        if secret.ordinary and is_ordinary_word(stream.text, span, secret):
            continue
        if secret.secret.thing is Thing.HOME and is_plant(stream.text, span):
            continue
        yield span


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
    if _spelt_out([gap for _, gap in inner]) or _in_two(stream, wanted, first, inner):
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
    """Whether the letters stand one by one: `J-a-y-d-e-n`, `J a y d e n`; or most of them, as a
    heading with room between its letters is read from a file: `Ja y d e n`.
    """
    apart = [gap for gap in gaps if gap]
    mostly = len(apart) > 2 and len(apart) * 2 > len(gaps)
    return mostly and len(set(apart)) == 1 and len(apart[0]) == 1


def _in_two(stream: Stream, wanted: Stream, first: int, inner: list[tuple[str, str]]) -> bool:
    """Whether a name of one word is broken by a space, into two that are no words: `Es ther`."""
    breaks = [at for at, (_, gap) in enumerate(inner, start=1) if gap]
    if len(breaks) != 1 or any(given for given, _ in inner) or inner[breaks[0] - 1][1] != " ":
        return False
    row, at = wanted.letters, breaks[0]
    pieces = (row[:at], row[at:])
    long_enough = len(row) >= _BREAK_FROM and min(map(len, pieces)) > 1
    return long_enough and _capital_at(stream, first) and not common_words() & {*pieces}


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
    telling = sum(map(str.isdigit, row[first:end])) >= _TELLING_DIGITS and not before.isdigit()
    return (stream.begins(first) or telling or before.isdigit() != row[first].isdigit()) and (
        stream.ends(end) or after.isdigit() != row[end - 1].isdigit()
    )


def _initials(text: str, initials: str) -> Iterator[Span]:
    """Initials with points, a stroke or nothing between them, as capitals, and small where they are
    no word; none that are a usual abbreviation, but with points.
    """
    small = initials.lower()
    forms = [r"\.\s?".join(initials) + r"\.?"]
    if small not in name_words().abbreviations:
        forms += [" ?".join(initials) + "s?", *(stroke.join(initials) for stroke in "-/_")]
        if small not in common_words():
            forms += [small, r"\.".join(small) + r"\."]
    for match in re.finditer(rf"(?<![A-Za-z0-9])(?:{'|'.join(forms)})(?![A-Za-z0-9])", text):
        yield match.span()
