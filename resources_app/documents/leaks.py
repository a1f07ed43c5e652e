"""Finds in a text whatever would give a child away. Pure: texts and secrets in, findings out.

Names are looked for without case, marks, hyphens, apostrophes and line breaks between their
letters, with a possessive s, spelt out, and nearly right. Names that are ordinary words (Will,
Grace, May) are looked for with a capital only: a false alarm costs an edit, but one in every
pack would teach people to edit without reading. Nothing is cleared by a switch: a finding is
cleared by editing the text, or the record where the record is wrong.

Limits, which is why a person reads the pack as well: an ordinary word that is a name, written
small, is missed; so is a person nobody recorded, and a story that only one child has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from resources_app.documents.folding import Stream, letters_and_digits_of, letters_of
from resources_app.documents.model import LeakFinding, Secret, SecretKind
from resources_app.documents.name_words import name_words
from resources_app.documents.patterns import (
    Span,
    births,
    emails,
    full_postcodes,
    nhs_numbers,
    telephones,
)
from resources_app.foundations.errors import Refused

# Letters of a name from which it is also looked for misspelt: with a capital, and without.
_NEAR_FROM, _NEAR_SMALL_FROM = 5, 6
# From this length on two mistakes are still the same name.
_TWO_MISTAKES_FROM = 8
# A name of fewer letters is not looked for across a bare line break: “as if” is no Asif.
_BREAK_FROM = 5
_JOINED_SCRIPTS = "\u0530"
_AROUND = 28  # characters shown on each side of a finding

_BY_FORM: tuple[tuple[Callable[[str], Iterator[Span]], str], ...] = (
    (full_postcodes, "a full postcode"),
    (emails, "an email address"),
    (telephones, "a telephone number"),
    (nhs_numbers, "an NHS number"),
)


class LeakFound(Refused):
    """An anonymised pack that would give the child away. Nothing was printed or registered."""

    def __init__(self, findings: tuple[LeakFinding, ...]) -> None:
        self.findings = findings
        places = "one place" if len(findings) == 1 else f"{len(findings)} places"
        listed = "\n".join(f"  {number}. {one}." for number, one in enumerate(findings, start=1))
        super().__init__(
            f"The pack was not printed: {places} in it would give the child away.\n{listed}\n",
            remedy="Edit the text so that it says who people are to the child, not their names "
            "(“his aunt”, “her school”), and print again.",
        )


def find_leaks(
    texts: Iterable[tuple[str, str]],
    secrets: Sequence[Secret],
    allowed: Iterable[str] = (),
) -> tuple[LeakFinding, ...]:
    """Everything in `texts` (heading, text) that says a secret, in the order it stands.

    `allowed` are things that look like secrets and are not: the team's own address for replies.
    """
    findings: list[LeakFinding] = []
    wanted = [_wanted(secret) for secret in secrets]
    for field, text in texts:
        spans = _settled(_spans(_without(text, allowed), wanted))
        masked = _masked(text, [span for span, _ in spans])
        findings.extend(LeakFinding(field, _around(masked, span), what) for span, what in spans)
    return tuple(dict.fromkeys(findings))


def _without(text: str, allowed: Iterable[str]) -> str:
    """The text with what is allowed blanked out, of the same length."""
    for one in allowed:
        if one:
            blank = " " * len(one)
            text = re.sub(re.escape(one), blank, text, flags=re.IGNORECASE)
    return text


@dataclass(frozen=True)
class _Wanted:
    """A secret made ready to look for. `ordinary`: all its words are ordinary ones."""

    kind: SecretKind
    value: str
    what: str
    letters: Stream
    ordinary: bool


def _wanted(secret: Secret) -> _Wanted:
    digits = secret.kind is SecretKind.IDENTIFIER
    letters = (letters_and_digits_of if digits else letters_of)(secret.value)
    words = [word for _, word in letters.words()]
    ordinary = all(word in name_words().ordinary for word in words)
    # Two letters are a name (Jo, Bo) as often as they are a word.
    return _Wanted(
        secret.kind, secret.value, secret.what, letters, ordinary or len(letters.letters) == 2
    )


def _spans(text: str, secrets: Sequence[_Wanted]) -> Iterator[tuple[Span, str]]:
    letters, alphanumeric = letters_of(text), letters_and_digits_of(text)
    for secret in secrets:
        match secret.kind:
            case SecretKind.NAME:
                spans = [*_names(letters, secret), *_near(letters, secret)]
            case SecretKind.PHRASE:
                spans = list(_names(letters, secret))
            case SecretKind.IDENTIFIER:
                spans = list(_numbers(alphanumeric, secret.letters))
            case SecretKind.BIRTH:
                spans = list(births(text, date.fromisoformat(secret.value)))
            case SecretKind.INITIALS:
                spans = list(_initials(text, secret.value))
        yield from ((span, secret.what) for span in spans)
    for finder, what in _BY_FORM:
        yield from ((span, what) for span in finder(text))


def _names(stream: Stream, secret: _Wanted) -> Iterator[Span]:
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
    before, after = text[: span[0]].rstrip(" ,"), text[span[1] :].lstrip(" ,")
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
    inner = [(wanted.gaps[at], stream.gaps[first + at]) for at in range(1, count)]
    if _spelt_out([gap for _, gap in inner]):
        return True
    return all(_may_part(given, gap, count) for given, gap in inner)


def _may_part(given: str, gap: str, count: int) -> bool:
    if not gap:
        return True
    if given:  # the name itself has words: whatever is short and no new sentence parts them
        return len(gap.strip()) <= 2 and not any(char.isdigit() for char in gap)
    if re.fullmatch(r"['’‘`´]|[-‐‑‒–—_*.]\s*", gap):
        return not (gap == "." or gap.startswith(". "))
    return count >= _BREAK_FROM and re.fullmatch(r"\s*[\r\n]\s*", gap) is not None


def _spelt_out(gaps: list[str]) -> bool:
    """Whether the letters stand one by one: `J-a-y-d-e-n`, `J a y d e n`."""
    return len(gaps) > 2 and len(set(gaps)) == 1 and len(gaps[0]) == 1


def _near(stream: Stream, secret: _Wanted) -> Iterator[Span]:
    """Words that are the name but for a slip of the keys; a row of names is not guessed at."""
    plain = secret.letters.letters
    if len(plain) < _NEAR_FROM or secret.ordinary or any(secret.letters.gaps):
        return
    slips = 2 if len(plain) >= _TWO_MISTAKES_FROM else 1
    for first, word in stream.words():
        bare = word.removesuffix("s") if len(word) > len(plain) else word
        if bare == plain or abs(len(bare) - len(plain)) > slips or bare[0] != plain[0]:
            continue
        span = stream.span(first, len(word))
        small = not _capital(stream.text, span)
        if small and (len(plain) < _NEAR_SMALL_FROM or word in name_words().ordinary):
            continue
        allowed = 1 if small else slips
        if OSA.distance(bare, plain, score_cutoff=allowed) <= allowed:
            yield span


def _numbers(stream: Stream, number: Stream) -> Iterator[Span]:
    wanted = number.letters
    count = len(wanted)
    for first in stream.find(wanted):
        if not stream.begins(first) or not stream.ends(first + count):
            continue
        if all(len(gap) <= 2 for gap in stream.gaps[first + 1 : first + count]):
            yield stream.span(first, count)


def _initials(text: str, initials: str) -> Iterator[Span]:
    """Initials with points, or as capitals that are no usual abbreviation."""
    pointed = r"\.\s?".join(map(re.escape, initials)) + r"\.?"
    close = "" if initials.lower() in name_words().abbreviations else f"|{re.escape(initials)}"
    for match in re.finditer(rf"(?<![A-Za-z])(?:{pointed}{close})(?![A-Za-z])", text):
        yield match.span()


def _settled(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """One finding for each place: of those that overlap, the longest."""
    kept: list[tuple[Span, str]] = []
    for span, what in sorted(found, key=lambda one: (one[0][0] - one[0][1], one[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other, _ in kept):
            kept.append((span, what))
    return sorted(kept)


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with every found place reduced to its first character."""
    chars = list(text)
    for start, end in spans:
        for at in range(start + 1, end):
            if chars[at].isalnum():
                chars[at] = "•"
    return "".join(chars)


def _around(masked: str, span: Span) -> str:
    start, end = max(0, span[0] - _AROUND), min(len(masked), span[1] + _AROUND)
    words = " ".join(masked[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(masked) else ''}"
