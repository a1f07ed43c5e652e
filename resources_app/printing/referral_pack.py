"""The referral pack: what a provider reads to decide whether it can offer a child a home.

Plain data in, PDF bytes out. Whether an anonymised pack gives the child away is checked by the
documents room, on this data and again on every string that was printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.divider import Attached, Attachments
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same pack would print differently: the register keeps it with each print.
TEMPLATE_VERSION = "referral-pack 2"


@dataclass(frozen=True)
class Risk:
    """One of the standard's risk fields, in words."""

    group: str
    label: str
    finding: str


@dataclass(frozen=True)
class ReferralPack:
    """Everything a referral pack says. Free text keeps its lines; facts are ready to print.

    `reply_by` is the last day on which a reply counts, in words. The five fields from
    `identity` are empty in an anonymised pack. What is in `attachments` is set in afterwards.
    """

    imprint: Imprint
    full: bool
    reference: str
    headline: str  # “Boy, 13, with his sister, 9”
    summary: tuple[Fact, ...]
    strengths: str
    child_views: str
    sought: tuple[Fact, ...]
    about: str
    care_needs: str
    education_needs: str
    health_needs: str
    family_time: str
    family_views: str
    risks: tuple[Risk, ...]
    risk_summary: str
    requirements: tuple[Fact, ...]
    outcomes: tuple[str, ...]
    reply_by: str
    reply_to: str
    made_for: str = ""
    identity: tuple[Fact, ...] = ()
    legal: tuple[Fact, ...] = ()
    family_members: tuple[Fact, ...] = ()
    professionals: tuple[Fact, ...] = ()
    school: tuple[Fact, ...] = ()
    attachments: tuple[Attached, ...] = ()


def render(pack: ReferralPack) -> Printed:
    """Print a referral pack. The same pack gives the same bytes."""
    return compose(_blocks(pack), pack.imprint)


def _blocks(pack: ReferralPack) -> list[Block]:
    values = {
        "council": pack.imprint.council,
        "reply_by": pack.reply_by or "the date you were given",
        "reply_to": pack.reply_to or "the team that sent this pack",
        "reference": pack.reference,
        "made_for": pack.made_for or "the provider it was sent to",
    }
    words = pack.imprint.words("referral_pack", values)
    standfirst = words["standfirst"]["full" if pack.full else "anonymised"]
    blocks: list[Block] = [
        Heading(pack.imprint.document_name, 1),
        Text(pack.headline, Kind.STRAP, keep=True),
        Facts(pack.summary, boxed=True),
        Text(standfirst, Kind.NOTE),
    ]
    for section in words["sections"]:
        if not section.get("anonymised_only" if pack.full else "full_only"):
            blocks.extend(_section(pack, section))
    return [*blocks, Attachments(pack.attachments, pack.imprint.words("divider"))]


def _section(pack: ReferralPack, section: Mapping[str, Any]) -> list[Block]:
    heading = Heading(section["heading"])
    if section["kind"] == "fixed":
        text = Text(section["text"], keep=True)
        return [heading, text, Bullets(section["points"])]
    recorded = getattr(pack, section["field"])
    if not recorded or (isinstance(recorded, str) and not recorded.strip()):
        empty = section.get("empty")
        return [heading, Text(empty)] if empty else []
    match section["kind"]:
        case "text":
            return [heading, Text(recorded)]
        case "points":
            return [heading, Bullets(recorded)]
        case "facts":
            return [heading, Facts(recorded)]
        case "risks":
            note = Text(section["note"], Kind.NOTE, keep=True)
            return [heading, note, _risk_table(recorded)]
        case other:
            raise ValueError(f"the wording names a kind of section that does not exist: {other}")


def _risk_table(risks: tuple[Risk, ...]) -> Table:
    columns = (Column("Risk", 35), Column("To whom", 25), Column("What is known", 40))
    return Table(columns, [(risk.label, risk.group, risk.finding) for risk in risks])
