"""`print preview`: what would be printed, as a PDF that says it is none; nothing is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.documents.actions import (
    print_contract_schedule,
    print_offer_comparison,
    print_referral_pack,
)
from resources_app.documents.delivering import check_place, deliver
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.model import Kind
from resources_app.documents.panel_papers import print_panel
from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.registering import Preview
from resources_app.documents.response_forms import print_response_form
from resources_app.foundations.counting import counted
from resources_app.printing.manner import Manner


@dataclass(frozen=True)
class Previewed:
    """What would be printed: the version it would have, and, where it is registered already and
    says just this, by which reference.
    """

    document: str
    version: int
    pages: int
    registered: str
    out: Path


PRINTS = {"print preview": Previewed}

# What can be looked at before it is printed, by the name of its command. To add one: a row.
_PREVIEWS: Mapping[str, Callable[..., Preview]] = {
    "referral-pack": print_referral_pack.preview,
    "full-referral-pack": partial(print_referral_pack.preview, full=True),
    "response-form": print_response_form.preview,
    "comparison": print_offer_comparison.preview,
    "funding-record": print_funding_record.preview,
    "panel": print_panel.preview,
    "contract-schedule": print_contract_schedule.preview,
    "notice-letter": print_notice_letter.preview,
    "ending-letter": print_ending_letter.preview,
}


@click.command(
    "preview",
    epilog=example(
        "print preview contract-schedule PLC-26-A7-0042 --out preview.pdf",
        "print preview referral-pack REQ-26-A7-0042 --out preview.pdf",
    ),
)
@click.argument("document", type=click.Choice(sorted(_PREVIEWS)), metavar="DOCUMENT")
@click.argument("reference")
@in_manner(Kind.FULL_REFERRAL_PACK, Kind.CONTRACT_SCHEDULE)
@click.option("--out", type=FILE, required=True, help="Where to write the PDF.")
@with_invocation
def preview(here: Invocation, document: str, reference: str, manner: Manner, out: Path) -> None:
    """Write what a DOCUMENT would say, marked on every page as not registered."""
    with at_work(here) as session:
        check_place(out)
        seen = _PREVIEWS[document](session, reference, manner=manner)
        deliver(seen.bytes, out)
    known = seen.registered.reference if seen.registered else ""
    data = Previewed(seen.name, seen.version, seen.pages, known, out)
    told = (
        f"{known} says just this: “print again {known}” gives a copy of it."
        if known
        else "Nothing is registered."
    )
    text = f"{seen.name}, version {seen.version}, {counted(seen.pages, 'page')}: {out}\n{told}"
    report(here.json, data, text)


preview.help = f"{preview.help}\n\nDOCUMENT is one of: {', '.join(sorted(_PREVIEWS))}."
