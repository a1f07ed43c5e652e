"""Finds what is nearly a secret: a name with a slip of the keys, broken in two, with digits for
letters, declined; a street or a school misspelt; a number with one digit wrong.

A word that is itself (`common_words`) is never taken for a name misspelt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from resources_app.documents.finding_model import SecretKind, Span, Thing
from resources_app.documents.folding import Stream
from resources_app.documents.name_words import common_words, telling_words
from resources_app.documents.wanting import Wanted, starts_capital

# Letters of a name from which it is also looked for misspelt: with a capital, and without.
_NEAR_FROM, _NEAR_SMALL_FROM = 5, 6
# From this length on two mistakes are still the same name.
_TWO_MISTAKES_FROM = 8
# A phrase misspelt: its letters from which it is looked for, and from which two may be wrong.
_PHRASE_FROM, _PHRASE_TWO_FROM = 7, 12
_NUMBER_FROM = 6  # characters of a number from which one may be wrong
_NUMBERS = (Thing.NHS_NUMBER, Thing.PUPIL_NUMBER, Thing.CASE_NUMBER, Thing.POSTCODE)
_LONGEST_NUMBER, _PIECES = 14, 6
# Keys beside each other on the keyboard, row by row.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LEET = str.maketrans("301457", "eoiast")
_BLURRED = str.maketrans("oilsbz", "011582")
_CYRILLIC = ("\u0400", "\u052f")
_ENDING_VOWELS = "аяоеьйиыу"


@dataclass(frozen=True)
class Words:
    """A text's words in a row, each with where it begins. `at_initial` has the places in the row of
    those with a first letter, `by_word` where a whole word begins.
    """

    stream: Stream
    row: Sequence[tuple[int, str]]
    at_initial: dict[str, list[int]]
    by_word: dict[str, list[int]]

    def from_initial(self, letter: str) -> Iterator[tuple[int, str]]:
        """The words that begin with a letter."""
        return (self.row[at] for at in self.at_initial.get(letter, ()))


def words_of(stream: Stream) -> Words:
    """Index a text's words; do it once for all secrets."""
    row = stream.words
    at_initial: dict[str, list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for at, (first, word) in enumerate(row):
        at_initial.setdefault(word[0], []).append(at)
        by_word.setdefault(word, []).append(first)
    return Words(stream, row, at_initial, by_word)


def as_words(words: Words, secret: Wanted) -> Iterator[Span]:
    """Where a word stands by itself, with or without a possessive s; a short one with a capital."""
    plain = secret.letters.letters
    for word in (plain, f"{plain}s"):
        for first in words.by_word.get(word, ()):
            span = words.stream.span(first, len(plain))
            small_too = len(plain) >= _NEAR_FROM and not secret.secret.by_capital
            if small_too or starts_capital(words.stream.text, span):
                yield span


def near_names(words: Words, secret: Wanted) -> Iterator[Span]:
    """Words that are the name but for a slip of the keys; a row of names is not guessed at."""
    if secret.several:
        return
    if secret.cyrillic:
        yield from _declined(words, secret)
    if len(secret.letters.letters) < _NEAR_FROM:
        return
    yield from _same_initial(words, secret)
    if not secret.ordinary:
        yield from _other_initial(words, secret)


def _same_initial(words: Words, secret: Wanted) -> Iterator[Span]:
    plain = secret.letters.letters
    slips = 2 if len(plain) >= _TWO_MISTAKES_FROM else 1
    for first, word in words.from_initial(plain[0]):
        bare = word.removesuffix("s") if len(word) > len(plain) else word
        if bare == plain or abs(len(bare) - len(plain)) > slips or _is_itself(word):
            continue
        span = words.stream.span(first, len(bare))
        small = not starts_capital(words.stream.text, span)
        if small and (len(plain) < _NEAR_SMALL_FROM or secret.ordinary):
            continue
        allowed = 1 if small else slips
        if OSA.distance(bare, plain, score_cutoff=allowed) <= allowed:
            yield span


def _other_initial(words: Words, secret: Wanted) -> Iterator[Span]:
    """A slip in the first letter is rare, and would make Ethan of every “than”: the key beside it,
    the first two letters swapped, one left out or put before, and only with a capital.
    """
    plain = secret.letters.letters
    beside = {f"{key}{plain[1:]}" for key in _keys_beside(plain[0])}
    forms = beside | {plain[1] + plain[0] + plain[2:], f"h{plain}", plain[1:]}
    for form in forms - common_words():
        for word in (form, f"{form}s"):
            for first in words.by_word.get(word, ()) if len(form) >= _NEAR_FROM else ():
                span = words.stream.span(first, len(form))
                if starts_capital(words.stream.text, span):
                    yield span


def _keys_beside(key: str) -> str:
    for at, keys in enumerate(_ROWS):
        if key in keys:
            place = keys.index(key)
            rows = _ROWS[max(0, at - 1) : at + 2]
            return "".join(one[max(0, place - 1) : place + 2] for one in rows).replace(key, "")
    return ""


def _is_itself(word: str) -> bool:
    """Whether an ordinary word is that word: “foster” is not Forster, nor “homes” Holmes."""
    return word in common_words() or word.removesuffix("s") in common_words()


def _declined(words: Words, secret: Wanted) -> Iterator[Span]:
    """A Slavic name with another ending: Олега, Шевченком."""
    plain = secret.letters.letters
    stem = plain[:-1] if secret.secret.value[-1:].casefold() in _ENDING_VOWELS else plain
    for first, word in words.from_initial(plain[0]):
        declined = word.startswith(stem) and word[len(stem) :] in telling_words().endings
        if declined and word != plain and len(stem) > 2:
            yield words.stream.span(first, len(word))


def with_digits(alphanumeric: Words, names: dict[str, Wanted]) -> Iterator[tuple[Span, Wanted]]:
    """Names in which digits stand for letters: Esth3r."""
    for first, word in alphanumeric.row:
        if word.isascii() and not word.isalpha() and not word.isdigit():
            plain = word.translate(_LEET)
            secret = names.get(plain) or names.get(plain.removesuffix("s"))
            if secret is not None:
                yield alphanumeric.stream.span(first, len(word)), secret


def near_phrases(words: Words, secret: Wanted) -> Iterator[Span]:
    """A school or a street with a slip in it: as many words, or one broken in two."""
    plain, count = secret.letters.letters, len(secret.letters.words)
    if len(plain) < _PHRASE_FROM:
        return
    slips = 2 if len(plain) >= _PHRASE_TWO_FROM else 1
    row = words.row
    for at in words.at_initial.get(plain[0], ()):
        first, word = row[at]
        joined = word if count == 1 else "".join(one for _, one in row[at : at + count])
        if joined == plain or abs(len(joined) - len(plain)) > slips:
            continue
        if count == 1 and _is_itself(word):
            continue
        span = words.stream.span(first, len(joined))
        if not starts_capital(words.stream.text, span) and secret.ordinary:
            continue
        if all(_is_itself(one) for _, one in row[at : at + count]):
            continue
        if OSA.distance(joined, plain, score_cutoff=slips) <= slips:
            yield span


def near_numbers(alphanumeric: Words, secrets: Sequence[Wanted]) -> Iterator[tuple[Span, Wanted]]:
    """A number on record with a character wrong, left out or swapped, or typed as one like it."""
    numbers = [(one, _blurred(one.letters.letters)) for one in secrets if _is_number(one)]
    if not numbers:
        return
    for span, joined in _pieces(alphanumeric):
        for secret, number in numbers:
            as_long = abs(len(joined) - len(number)) <= 1 and joined != secret.letters.letters
            if as_long and OSA.distance(_blurred(joined), number, score_cutoff=1) <= 1:
                yield span, secret


def _is_number(one: Wanted) -> bool:
    of_number = one.secret.kind is SecretKind.IDENTIFIER and one.secret.thing in _NUMBERS
    return of_number and len(one.letters.letters) >= _NUMBER_FROM


def _blurred(row: str) -> str:
    return row.translate(_BLURRED)


def _pieces(alphanumeric: Words) -> Iterator[tuple[Span, str]]:
    """Rows of up to six words with digits among them, close together."""
    row, stream = alphanumeric.row, alphanumeric.stream
    for at, (first, _) in enumerate(row):
        joined = ""
        for number, (begins, word) in enumerate(row[at : at + _PIECES]):
            if number and len(stream.gap(begins)) > 2:
                break
            joined += word
            if len(joined) > _LONGEST_NUMBER:
                break
            if len(joined) >= _NUMBER_FROM - 1 and sum(map(str.isdigit, joined)) >= 2:
                yield stream.span(first, len(joined)), joined
            elif not number and not any(map(str.isdigit, "".join(w for _, w in row[at : at + 3]))):
                break
