"""Checks a pack before it is printed, and what was printed before it is registered.

Every text that goes into the pack is checked under the heading where it would print. The
printing room then gives back each string that it set on a page or wrote into the file, and
those are checked too: not the text extracted from the PDF, which reading order, subset fonts
and shaped scripts make less sure than the strings it was set from. What is the same in every
pack (our own wording, labels, the council's and the printing officer's name) is let be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from functools import lru_cache
from typing import Any

from resources_app.documents.leaks import LeakFound, find_leaks
from resources_app.documents.model import Secret
from resources_app.foundations.clock import local_text
from resources_app.printing.contract_schedule import ContractSchedule
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Printed
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.printing.wording import wording


def check_pack(pack: ReferralPack, secrets: Sequence[Secret]) -> frozenset[str]:
    """Raise LeakFound, listing every place, when any text of the pack gives the child away.

    Gives what was looked at and found clean: every text, and every line of one.
    """
    texts = texts_of(pack)
    findings = find_leaks(texts, secrets, _allowed(pack))
    if findings:
        raise LeakFound(findings)
    lines = {line.strip() for _, text in texts for line in text.splitlines()}
    return frozenset(lines | {text for _, text in texts})


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
    headings = {one["field"]: one["heading"] for one in _sections() if "field" in one}
    found: list[tuple[str, str]] = []
    for field in fields(pack):
        if field.name != "imprint":
            heading = headings.get(field.name, field.name.replace("_", " ").capitalize())
            found.extend(_texts(heading, getattr(pack, field.name)))
    return found


def _texts(heading: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield heading, value
        case Fact():
            yield f"{heading}, {value.label}", value.value
        case Risk():
            yield f"{heading}, {value.label}", value.finding
        case tuple():
            for one in value:
                yield from _texts(heading, one)
        case bool():
            return
        case other:
            # A field of a new kind must not slip past the check.
            raise TypeError(f"a pack cannot be checked with {type(other).__name__} in it")


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
    yield f"Printed by {imprint.printed_by}, {local_text(imprint.printed_at)}"
    for field in fields(pack):
        for one in getattr(pack, field.name) if field.name in _LISTS else ():
            yield from (one.label, getattr(one, "group", ""))


_LISTS = ("summary", "sought", "risks", "requirements")


def content_of(content: ReferralPack | ContractSchedule, template_version: str) -> str:
    """SHA-256 of what a document says, without its reference, version, and who printed it when."""
    said = asdict(replace(content, imprint=None))  # type: ignore[arg-type]
    council, large = content.imprint.council, content.imprint.large_print
    text = json.dumps([template_version, council, large, said], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
