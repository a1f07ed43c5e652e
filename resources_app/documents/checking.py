"""Checks a pack before it is printed, and what was printed before it is registered.

Every text that goes into the pack is checked under the heading where it would print. The
printing room then gives back each string that it set on a page or wrote into the file, and
those are checked too: not the text extracted from the PDF, which reading order, subset fonts
and shaped scripts make less sure than the strings it was set from. What is the same in every
pack (our own wording, labels, the council's and the printing officer's name) is let be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from resources_app.documents.leaks import LeakFound, find_leaks
from resources_app.documents.model import LeakFinding, Secret
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Printed
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.printing.wording import wording
from resources_app.requests.fields import REQUEST_FIELDS


def check_pack(pack: ReferralPack, secrets: Sequence[Secret]) -> frozenset[str]:
    """Raise LeakFound, listing every place, when any text of the pack gives the child away.

    Gives what was looked at and found clean: every text, and every line of one.
    """
    if findings := leaks_in_pack(pack, secrets):
        raise LeakFound(findings)
    texts = [text for _, text, _ in _all_texts(pack)]
    return frozenset({line.strip() for text in texts for line in text.splitlines()} | {*texts})


def leaks_in_pack(pack: ReferralPack, secrets: Sequence[Secret]) -> tuple[LeakFinding, ...]:
    """Every place in the pack's texts that gives the child away, free texts first."""
    free = [(heading, text) for heading, text, listed in _all_texts(pack) if not listed]
    listed = [(heading, text) for heading, text, listed in _all_texts(pack) if listed]
    return (
        *find_leaks(free, secrets, _allowed(pack)),
        *find_leaks(listed, secrets, (*_allowed(pack), *_listed_words())),
    )


def check_printed(
    pack: ReferralPack, printed: Printed, secrets: Sequence[Secret], clean: frozenset[str]
) -> None:
    """The same for every string that was set, and for what the file says of itself.

    `clean` is what `check_pack` looked at; a string set exactly so need not be read again.
    """
    same_in_all = _our_words() | set(_own_texts(pack)) | clean
    set_texts = (text for text in dict.fromkeys(printed.texts) if text not in same_in_all)
    findings = find_leaks((("On the page", one) for one in set_texts), secrets, _allowed(pack))
    if findings:
        raise LeakFound(findings)


def texts_of(pack: ReferralPack) -> list[tuple[str, str]]:
    """Every text of a pack that comes from the store, with the heading it prints under."""
    return [(heading, text) for heading, text, _ in _all_texts(pack)]


def _all_texts(pack: ReferralPack) -> list[tuple[str, str, bool]]:
    """The same, and whether a text may be made of words from lists: facts and risks are."""
    headings = {one["field"]: one["heading"] for one in _sections() if "field" in one}
    found: list[tuple[str, str, bool]] = []
    for field in fields(pack):
        if field.name != "imprint":
            heading = headings.get(field.name, field.name.replace("_", " ").capitalize())
            found.extend(_texts(heading, getattr(pack, field.name)))
    return found


def _texts(heading: str, value: object) -> Iterator[tuple[str, str, bool]]:
    match value:
        case str():
            yield heading, value, False
        case Fact():
            yield f"{heading}, {value.label}", value.value, True
        case Risk():
            yield f"{heading}, {value.label}", value.finding, True
        case tuple():
            for one in value:
                yield from _texts(heading, one)
        case bool():
            return
        case other:
            # A field of a new kind must not slip past the check.
            raise TypeError(f"a pack cannot be checked with {type(other).__name__} in it")


@lru_cache(maxsize=1)
def _listed_words() -> tuple[str, ...]:
    """Words that facts take from lists, the longest first. Nobody could edit “Foster home” when
    the social worker is called Foster, and it says nothing of her.
    """
    words = wording("referral_pack")
    listed = {*_strings(words["homes"]), *_strings(words["answers"])}
    listed |= {option for field in REQUEST_FIELDS for option in field.options}
    return tuple(sorted(listed, key=lambda one: (-len(one), one)))


def _sections() -> Sequence[dict[str, Any]]:
    sections: Sequence[dict[str, Any]] = wording("referral_pack")["sections"]
    return sections


def _allowed(pack: ReferralPack) -> tuple[str, ...]:
    return (pack.reply_to,)


@lru_cache(maxsize=1)
def _our_words() -> frozenset[str]:
    return frozenset(_strings(wording("referral_pack")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _strings(one))


def _own_texts(pack: ReferralPack) -> Iterable[str]:
    """What the frame says on every page, and the labels of facts and risks."""
    imprint = pack.imprint
    yield from (imprint.council, imprint.document_name, imprint.subject, imprint.marking)
    yield imprint.printed_line
    for field in fields(pack):
        for one in getattr(pack, field.name) if field.name in _LISTS else ():
            yield from (one.label, getattr(one, "group", ""))


_LISTS = ("summary", "sought", "risks", "requirements")
