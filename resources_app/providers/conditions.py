"""Reads the limits in Ofsted's free-text registration conditions: ages and sex.

A sentence counts as understood only when *every* word of it is accounted for by the tables
of phrases; one odd word ("named", "unless", "ground floor") and the sentence is left to a person,
limits and all. Reading a limit that is not there would hide a home; missing one that is
there only asks a person to check.

The phrases, and how to add one, are in `condition_phrases.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from resources_app.providers.condition_phrases import phrases

OLDEST = 25  # no children's service admits anyone older; a larger number is not an age


@dataclass(frozen=True)
class Conditions:
    """What the conditions limit. Ages are whole years at admission, both inclusive."""

    genders: str = ""  # '' takes any, 'M' boys only, 'F' girls only
    age_from: int | None = None
    age_to: int | None = None
    unread: bool = False  # a sentence was not understood: a person must check


_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_WORDS)}
_NOTHING = {"", "none", "n a", "na", "-", "no conditions", "not applicable", "nil", "no"}


@dataclass
class _Sentence:
    """What has been read of one sentence so far."""

    ages: list[dict[str, int]] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)
    numbers: int = 0
    needs: bool = False
    denials: int = 0
    late_denial: bool = False
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Limits:
    """What one understood sentence limits."""

    sex: str = ""  # '', 'any', 'M' or 'F'
    age_from: int | None = None
    age_to: int | None = None
    check: bool = False


def read_conditions(text: str) -> Conditions:
    """Read the limits a person would agree are written there; never raises.

    A sentence that is not wholly understood, or that contradicts another, sets `unread`
    and limits nothing. Source of the rule: matching must read clear patterns only and flag
    everything else.
    """
    if _plain(text) in _NOTHING:
        return Conditions()
    read = [_read_sentence(sentence) for sentence in _sentences(text)]
    limits = [one for one in read if one is not None]
    unread = len(limits) < len(read) or any(one.check for one in limits) or not read
    sexes = {one.sex for one in limits if one.sex}
    first = max((one.age_from for one in limits if one.age_from is not None), default=None)
    last = min((one.age_to for one in limits if one.age_to is not None), default=None)
    if len(sexes) > 1:
        sexes, unread = set(), True
    if first is not None and last is not None and first > last:
        first, last, unread = None, None, True
    sex = next(iter(sexes), "")
    return Conditions("" if sex == "any" else sex, first, last, unread)


def _sentences(text: str) -> list[str]:
    """The sentences, in plain lower-case words; list numbers and bullets are dropped."""
    found = []
    # A line that goes on in lower case is the same sentence, wrapped in its cell: read apart,
    # "may not accommodate / boys" would say the opposite.
    text = re.sub(r"[\r\n\v\f\u2028\u2029]+ *(?=[a-z](?![.)])|[0-9]{1,2}(?![0-9.)]))", " ", text)
    for line in re.split(r"[\r\n\v\f\u2028\u2029•·]+", text):
        body = re.sub(r"^\s*(?:\(?[0-9]{1,2}[.)]|\(?[a-z][.)]|[-*o])\s+", "", line.lower())
        found += [_plain(part) for part in re.split(r"[.;!?](?:\s|$|(?=[a-z]))", body)]
    return [sentence for sentence in found if sentence]


def _plain(text: str) -> str:
    """Lower-case words and digits, one space between them; number words as digits."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = text.replace("&", " and ")
    text = re.sub(r"[‐‑‒–—―−]", "-", text)
    text = re.sub(r"['’‘`]", "", text)
    text = re.sub(r"[,():\"“”\[\]/]", " ", text).strip(" .;\t\r\n")
    text = re.sub(r"(?<=[0-9])\s*-\s*(?=[0-9])", " - ", text)
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)
    text = text.replace("no one ", "nobody ")
    text = re.sub(r"[a-z]+", lambda word: _NUMBER_WORDS.get(word[0], word[0]), text)
    return " ".join(text.split())


def _read_sentence(sentence: str) -> _Limits | None:
    """What the sentence limits, or None when any word of it was not understood."""
    read = _Sentence()
    at = 0
    while at < len(sentence):
        step = _read_phrase(sentence, at, read)
        if not step:
            return None
        at += step
        while at < len(sentence) and sentence[at] == " ":
            at += 1
    return _limits_of(read)


def _read_phrase(sentence: str, at: int, read: _Sentence) -> int:
    """Read the phrase at `at` into `read`; how many characters it took, 0 when unknown."""
    for kind, meaning, pattern in phrases():
        match = pattern.match(sentence, at)
        if match is None or not match[0].strip():
            continue
        if kind == "age":
            read.ages.append({name: int(value) for name, value in match.groupdict().items()})
        elif kind == "sex":
            read.sexes.append(meaning)
        elif kind == "number":
            read.numbers += 1
        elif kind == "need":
            read.needs = True
        elif kind == "not":
            read.denials += 1
            read.late_denial = read.late_denial or bool(read.ages or read.sexes)
        else:
            read.words.update(match[0].split())
        return len(match[0])
    return 0


def _limits_of(read: _Sentence) -> _Limits | None:
    """Turn what was read into limits; None when the whole does not make clear sense."""
    if len(read.sexes) > 1 or len(read.ages) > 2 or read.numbers > 1:
        return None
    if read.denials:
        return _denied(read)
    bounds = _bounds(read)
    if bounds is None or "or" in read.words:  # "or" between limits: either may hold
        return None
    if not (read.sexes or read.ages or read.numbers):
        return None
    if read.numbers and _may_be_a_share(read, bounds):
        return None
    sex = read.sexes[0] if read.sexes else ""
    return _Limits(sex, bounds[0], bounds[1], check=read.needs)


def _may_be_a_share(read: _Sentence, bounds: tuple[int | None, int | None]) -> bool:
    """Whether "up to 2 children over 16" may speak of some of the places only."""
    one_sided = (bounds[0] is None) != (bounds[1] is None)
    one_sex = bool(read.sexes) and read.sexes[0] != "any" and "only" not in read.words
    return one_sided or one_sex


def _bounds(read: _Sentence) -> tuple[int | None, int | None] | None:
    """The ages a sentence allows; None when it gives one end twice or ends that cross."""
    sides = [_side(one) for one in read.ages]
    lows = [low for low, _ in sides if low is not None]
    highs = [high for _, high in sides if high is not None]
    if len(lows) > 1 or len(highs) > 1:
        return None
    low = lows[0] if lows else None
    high = highs[0] if highs else None
    return (low, high) if _sensible(low, high) else None


def _side(ages: dict[str, int]) -> tuple[int | None, int | None]:
    """First and last age admitted, from the numbers' names."""
    low = ages.get("first", ages["above"] + 1 if "above" in ages else None)
    high = ages.get("last", ages["below"] - 1 if "below" in ages else None)
    return low, high


def _denied(read: _Sentence) -> _Limits | None:
    """A sentence with one "not": what is left when what it names is taken away."""
    unclear = read.denials > 1 or read.late_denial or read.needs or "only" in read.words
    if unclear or read.numbers or bool(read.sexes) == bool(read.ages):
        return None
    if read.sexes:
        other = {"M": "F", "F": "M"}.get(read.sexes[0])
        return _Limits(other) if other else None
    # "Not under 8 or over 16" takes both away; "not over 8 and under 16" takes the middle.
    if len(read.ages) > 1 and "or" not in read.words:
        return None
    return _remaining([_side(one) for one in read.ages])


def _remaining(taken: list[tuple[int | None, int | None]]) -> _Limits | None:
    """The ages left when one-sided ranges are taken away; None when it is not one range."""
    lows = [last + 1 for first, last in taken if first is None and last is not None]
    highs = [first - 1 for first, last in taken if last is None and first is not None]
    if len(lows) > 1 or len(highs) > 1 or len(lows) + len(highs) != len(taken):
        return None
    low, high = lows[0] if lows else None, highs[0] if highs else None
    return _Limits("", low, high) if _sensible(low, high) else None


def _sensible(low: int | None, high: int | None) -> bool:
    """Whether both are ages of children and in order."""
    if any(age is not None and not 0 <= age <= OLDEST for age in (low, high)):
        return False
    return low is None or high is None or low <= high
