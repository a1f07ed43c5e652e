"""The contract schedule: the printed form of an individual placement agreement, ready to sign.

Sections and clauses follow the national contracts' individual placement agreement and are kept
as data (assets/wording/contract_schedule.json). What is missing prints as a line to complete by
hand, and is listed on the first page, so that nobody signs round a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resources_app.foundations.phrases import joined
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.characters import printable, scripts_named
from resources_app.printing.contract_prices import (
    Fee,
    Share,
    funding_table,
    price_tables,
)
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.signature import Signatory, Signatures
from resources_app.printing.styles import Kind

# Raise it whenever the same schedule would print differently.
TEMPLATE_VERSION = "contract-schedule 2"


@dataclass(frozen=True)
class ContractSchedule:
    """Everything a contract schedule says."""

    imprint: Imprint
    headline: str
    summary: tuple[Fact, ...]
    parties: tuple[Fact, ...]
    child: tuple[Fact, ...]
    placement: tuple[Fact, ...]
    legal: tuple[Fact, ...]
    service: tuple[Fact, ...]
    outcomes: tuple[str, ...]
    education: tuple[Fact, ...]
    education_text: str
    health: tuple[Fact, ...]
    health_text: str
    family_text: str
    fees: tuple[Fee, ...]
    funding: tuple[Share, ...]
    payment: tuple[Fact, ...]
    review: tuple[Fact, ...]
    notice: tuple[Fact, ...]
    special_terms: str
    signatories: tuple[Signatory, ...]
    under: str  # “under Framework X (FW-1)”, or “as a spot purchase …”
    notice_words: str  # “28 days’ notice”
    leaving_day: str  # the rule for the day of leaving, as a sentence
    provider: str = ""
    paid_for: str = ""  # what pays for it where no price line does: a block contract


def render(schedule: ContractSchedule) -> Printed:
    """Print a contract schedule. The same schedule gives the same bytes."""
    return compose(_blocks(schedule), schedule.imprint)


def to_complete(schedule: ContractSchedule) -> list[str]:
    """What is missing, as `Section: what`, in the order of the sections."""
    found = []
    for number, section in enumerate(_words(schedule)["sections"], start=1):
        for what in _missing(schedule, section):
            found.append(f"{number}. {section['heading']}: {what}")
    return found


def _missing(schedule: ContractSchedule, section: Mapping[str, Any]) -> Iterator[str]:
    for part in section["parts"]:
        if "facts" in part:
            facts = getattr(schedule, part["facts"])
            yield from (fact.label for fact in facts if fact.missing)
            for fact in facts:
                if scripts := scripts_named([printable(fact.value)]):
                    yield f"{fact.label}, in {joined(scripts)} script"
        elif "label" in part and _blank(getattr(schedule, part.get("free") or part["points"])):
            yield part["label"]
        elif schedule.paid_for and part.keys() & {"fees", "funding"}:
            continue
        elif "fees" in part and not schedule.fees:
            yield "price lines"
        elif "funding" in part and not schedule.funding:
            yield "who pays which share"


def _blank(recorded: str | tuple[str, ...]) -> bool:
    return not (recorded.strip() if isinstance(recorded, str) else recorded)


def _blocks(schedule: ContractSchedule) -> list[Block]:
    words = _words(schedule)
    missing = to_complete(schedule)
    complete = words["to_complete"]
    blocks: list[Block] = [
        Heading(schedule.imprint.document_name, 1),
        Text(schedule.headline, Kind.STRAP, keep=True),
        Facts(schedule.summary, boxed=True),
        Heading(complete["heading"]),
        Text(complete["some" if missing else "none"], keep=bool(missing)),
        Bullets(missing),
    ]
    for number, section in enumerate(words["sections"], start=1):
        blocks.append(Heading(f"{number}. {section['heading']}"))
        for part in section["parts"]:
            blocks.extend(_part(schedule, part))
    return blocks


def _words(schedule: ContractSchedule) -> Mapping[str, Any]:
    values = {
        "under": schedule.under,
        "notice": schedule.notice_words,
        "leaving_day": schedule.leaving_day,
        "council": schedule.imprint.council,
        "provider": schedule.provider or "the provider",
    }
    return schedule.imprint.words("contract_schedule", values)


def _part(schedule: ContractSchedule, part: Mapping[str, Any]) -> list[Block]:
    [kind] = [name for name in part if name not in ("label", "empty")]
    if schedule.paid_for and kind in ("fees", "funding"):
        return [Text(schedule.paid_for)] if kind == "fees" else []
    match kind:
        case "text":
            blocks: list[Block] = [Text(part["text"], keep=True)]
        case "clauses":
            blocks = [Bullets(part["clauses"])]
        case "facts":
            blocks = [Facts(getattr(schedule, part["facts"]))]
        case "free" | "points":
            blocks = [_recorded(getattr(schedule, part[kind]), part)]
        case "fees":
            blocks = price_tables(schedule.fees)
        case "funding":
            blocks = funding_table(schedule.funding)
        case "signatures":
            # The copy in plain language is to be read; one text alone is signed.
            blocks = [] if schedule.imprint.manner.plain else [Signatures(schedule.signatories)]
        case other:
            raise ValueError(f"the wording names a part that does not exist: {other}")
    return blocks


def _recorded(recorded: str | tuple[str, ...], part: Mapping[str, Any]) -> Block:
    """Free text or points; a line to complete by hand when it is needed and missing."""
    if not _blank(recorded):
        return Text(recorded) if isinstance(recorded, str) else Bullets(recorded)
    if "empty" in part:
        return Text(part["empty"])
    return Facts((Fact(part["label"], "", needed=True, lines=3),))
