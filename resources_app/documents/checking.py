"""Checks a pack before it is printed, and what was printed before it is registered.

Every text that goes into the pack is checked under the heading where it would print. The
printing room then gives back each string that it set on a page or wrote into the file, and
those are checked too: not the text extracted from the PDF, which reading order, subset fonts
and shaped scripts make less sure than the strings it was set from. What is the same in every
pack (the wording that came with the application, labels, the council's and the printing
officer's name) is let be; wording of the team's own is checked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, NamedTuple

from resources_app.documents.checking_files import leaks_in_files
from resources_app.documents.clearing import still_open
from resources_app.documents.finding_model import LeakFinding, Secret
from resources_app.documents.leaks import LeakFound, find_leaks
from resources_app.documents.pack_attachment_model import FileGoing
from resources_app.documents.pack_review_model import Mark
from resources_app.documents.words_beside import words_beside_pages
from resources_app.printing.divider import Attached
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint, Printed
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.printing.response_form import ResponseForm
from resources_app.printing.signature import SIGNATURE_LINES
from resources_app.printing.wording import texts_of as worded
from resources_app.printing.wording import wording
from resources_app.requests.fields import BY_NAME, REQUEST_FIELDS


def check_pack(
    pack: ReferralPack,
    secrets: Sequence[Secret],
    files: Sequence[FileGoing] = (),
    marks: Sequence[Mark] = (),
) -> frozenset[str]:
    """Raise LeakFound, listing every place, when a text of the pack, or a file that goes with it,
    gives the child away, and no mark says that it does not.

    Gives what was looked at and found clean: every text, and every line of one.
    """
    if findings := still_open(leaks_in_pack(pack, secrets, files), marks):
        raise LeakFound(findings)
    texts = [one.text for one in _all_texts(pack)]
    return frozenset({line.strip() for text in texts for line in text.splitlines()} | {*texts})


def leaks_in_pack(
    pack: ReferralPack, secrets: Sequence[Secret], files: Sequence[FileGoing] = ()
) -> tuple[LeakFinding, ...]:
    """Every place in the pack's texts that gives the child away, free texts first, files last."""
    return (*_leaks_in(pack, secrets), *leaks_in_files(files, secrets, _allowed(pack)))


def leaks_in_form(form: ResponseForm, secrets: Sequence[Secret]) -> tuple[LeakFinding, ...]:
    """Every place in a response form that gives the child away: what it took from its pack, and
    the team's wording.
    """
    needs = [_need(line) for line in form.needs]
    facts = (*form.summary, *(one for one in needs if isinstance(one, Fact)))
    free = tuple(one for one in needs if isinstance(one, str))
    return _leaks_in(replace(form, summary=facts, needs=free, reasons=(), elements=()), secrets)


def _need(line: str) -> Fact | str:
    """A line of what is sought as it stood in the pack: a fact or a risk, or an outcome."""
    label, _, value = line.partition(": ")
    known = re.sub(r" \([^()]*\)$", "", label) in {*_by_label(), *_HELD_BY}
    return Fact(label, value) if known else line


def _leaks_in(
    content: ReferralPack | ResponseForm, secrets: Sequence[Secret]
) -> tuple[LeakFinding, ...]:
    said = list(_all_texts(content))
    free = [(one.heading, one.text, one.key) for one in said if not one.listed]
    listed = [(one.heading, one.text, one.key) for one in said if one.listed]
    return (
        *find_leaks(free, secrets, _allowed(content)),
        *find_leaks(listed, secrets, (*_allowed(content), *_listed_words())),
    )


def check_printed(
    pack: ReferralPack,
    printed: Printed,
    secrets: Sequence[Secret],
    clean: frozenset[str],
    marks: Sequence[Mark] = (),
) -> None:
    """The same for every string that was set, and for every one that the file holds unseen.

    `clean` is what `check_pack` looked at; a string set exactly so need not be read again.
    """
    same_in_all = _our_words() | set(_own_texts(pack)) | clean
    set_texts = [text for text in dict.fromkeys(printed.texts) if text not in same_in_all]
    known = same_in_all.union(set_texts)
    beside = [text for text in words_beside_pages(printed.bytes) if _title(text) not in known]
    texts = [
        *(("On the page", one) for one in set_texts),
        *(("In the file", one) for one in beside),
    ]
    found = find_leaks(texts, secrets, _allowed(pack))
    if findings := still_open(found, marks, on_page=True):
        raise LeakFound(findings)


def without_furniture(page: str, imprint: Imprint) -> str:
    """What a page says, without our own words and without what stands round its text."""
    around = (imprint.printed_line, imprint.relied_line, imprint.reference_line, imprint.council)
    for one in filter(None, around):
        page = page.replace(one, "")
    return "\n".join(line for line in page.splitlines() if line.strip() not in _our_words())


def _title(text: str) -> str:
    """A text without the page number that a line of the contents ends in."""
    return re.sub(r", \d+$", "", text)


def texts_of(pack: ReferralPack) -> list[tuple[str, str]]:
    """Every text of a pack that comes from the store, with the heading it prints under."""
    return [(one.heading, one.text) for one in _all_texts(pack)]


class _Said(NamedTuple):
    """A text under its heading, and the request's field that holds it; empty where none does.

    `listed`: it may be made of words from lists, as facts and risks are.
    """

    heading: str
    text: str
    key: str
    listed: bool


def _all_texts(pack: ReferralPack | ResponseForm) -> Iterator[_Said]:
    headings = {one["field"]: one["heading"] for one in _sections() if "field" in one}
    for field in fields(pack):
        if field.name != "imprint":
            heading = headings.get(field.name, field.name.replace("_", " ").capitalize())
            key = _HELD_BY.get(field.name, field.name if field.name in BY_NAME else "")
            yield from _texts(heading, key, getattr(pack, field.name))
    for name, key, words in pack.imprint.changed:
        # What the team wrote itself is no more known to be clean than what was typed.
        known = worded(name).get(key)
        yield _Said(f"Wording, {known.where if known else key}", words, "", False)


def _texts(heading: str, key: str, value: object) -> Iterator[_Said]:
    match value:
        case str():
            yield _Said(heading, value, key, False)
        case Fact():
            yield _Said(f"{heading}, {value.label}", value.value, _held(value.label), True)
        case Risk():
            yield _Said(f"{heading}, {value.label}", value.finding, _held(value.label), True)
        case Attached():
            for text in (value.title, value.topic, value.dated, value.received):
                yield _Said(f"{heading}, “{value.title}”", text, "", False)
        case tuple():
            for one in value:
                yield from _texts(heading, key, one)
        case bool():
            return
        case other:
            # A field of a new kind must not slip past the check.
            raise TypeError(f"a pack cannot be checked with {type(other).__name__} in it")


# Where a pack's text and the request's field that holds it go by different names.
_HELD_BY = {"outcomes": "outcomes_sought", "Preferred place": "preferred_location"}


def _held(label: str) -> str:
    """The request's field behind a fact or a risk; empty for what no field holds as it stands."""
    return _HELD_BY.get(label, _by_label().get(label, ""))


@lru_cache(maxsize=1)
def _by_label() -> dict[str, str]:
    return {one.label: one.name for one in REQUEST_FIELDS}


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


def _allowed(pack: ReferralPack | ResponseForm) -> tuple[str, ...]:
    return (pack.reply_to,)


@lru_cache(maxsize=1)
def _our_words() -> frozenset[str]:
    """What is ours in the pack, in its dividers and in the form that goes with it."""
    printed = map(wording, ("referral_pack", "divider", "response_form"))
    return frozenset(text for words in printed for text in _strings(words)) | {*SIGNATURE_LINES}


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
    yield from (imprint.printed_line, imprint.relied_line)
    for field in fields(pack):
        for one in getattr(pack, field.name) if field.name in _LISTS else ():
            yield from (one.label, getattr(one, "group", ""))


_LISTS = ("summary", "sought", "risks", "requirements")
