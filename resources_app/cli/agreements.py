"""`agreement`: what the council has agreed, its terms, and what runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.agreements import agreement_queries, terms_queries
from resources_app.agreements.actions import Made, NewAgreement, create_agreement
from resources_app.agreements.extensions import Extension
from resources_app.agreements.model import Agreement, AgreementKind, Lot
from resources_app.agreements.procurement import ProcurementStanding
from resources_app.agreements.queries import (
    AgreementSummary,
    agreements,
    find_agreement,
    lots_of,
)
from resources_app.agreements.renewal_queries import expiring
from resources_app.agreements.renewals import Expiry
from resources_app.agreements.terms import AgreementTerms, terms_words
from resources_app.agreements.terms_actions import change_terms
from resources_app.agreements.uplift_model import Uplift
from resources_app.agreements.uplift_queries import uplifts
from resources_app.cli import agreement_keeping
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_after, day_text, inclusive_end
from resources_app.foundations.json_files import read_json_object
from resources_app.session import Session


@dataclass(frozen=True)
class AgreementShown:
    """An agreement with all that hangs on it. Dates of a period: the end is exclusive."""

    agreement: Agreement
    terms: AgreementTerms
    lots: tuple[Lot, ...]
    extensions: tuple[Extension, ...]
    call_offs: tuple[Agreement, ...]
    procurement: ProcurementStanding
    uplifts: tuple[Uplift, ...]
    expiring: tuple[Expiry, ...]


PRINTS = {
    "agreement list": list[AgreementSummary],
    "agreement show": AgreementShown,
    "agreement add": Made,
    "agreement terms": AgreementTerms,
    "agreement expiring": list[Expiry],
    **agreement_keeping.PRINTS,
}


@click.group("agreement", cls=RoomGroup)
def agreement_group() -> None:
    """What the council has agreed, on which terms, and what runs out."""


@agreement_group.command("list")
@with_invocation
def agreement_list(here: Invocation) -> None:
    """Every agreement, by reference."""
    with at_work(here, read_only=True) as session:
        found = agreements(session.tables)
    rows = [
        [
            one.agreement.reference,
            one.agreement.title,
            str(one.agreement.kind),
            _days(one.agreement),
            counted(one.lots, "lot"),
            counted(one.members, "service"),
        ]
        for one in found
    ]
    text = columns(rows, right=frozenset({4, 5}), elastic=1)
    report(here.json, found, text or "No agreement is in the store yet.")


def _days(one: Agreement) -> str:
    return f"{day_text(one.period.start)} to {day_text(inclusive_end(one.period.end)) or 'no end'}"


@agreement_group.command("show", epilog=example("agreement show FW-26 --json"))
@click.argument("agreement")
@with_invocation
def agreement_show(here: Invocation, agreement: str) -> None:
    """An agreement with its terms, lots, options, notices and what runs out."""
    with at_work(here, read_only=True) as session:
        shown = _shown(session, find_agreement(session.tables, agreement))
    report(here.json, shown, "\n".join(_lines(shown)))


def _shown(session: Session, one: Agreement) -> AgreementShown:
    tables, today = session.tables, session.today()
    return AgreementShown(
        agreement=one,
        terms=terms_queries.terms_of(tables, one.id),
        lots=tuple(lots_of(tables, one.id)),
        extensions=tuple(agreement_queries.extensions_of(tables, one.id)),
        call_offs=tuple(agreement_queries.call_offs_under(tables, one.id)),
        procurement=agreement_queries.procurement_of(tables, one, today),
        uplifts=tuple(uplifts(tables, agreement_id=one.id)),
        expiring=expiring(tables, today, within=365, agreement_id=one.id),
    )


def _lines(shown: AgreementShown) -> list[str]:
    one = shown.agreement
    partners = [authority_name(code) or code for code in one.authorities]
    lines = [
        f"{one.reference} {one.title}",
        f"  {str(one.kind).capitalize()} agreement, {_days(one)}",
        wrapped(f"For {', '.join(partners)}", indent=2),
        *(f"  Lot {lot.code} {lot.title}" for lot in shown.lots),
        "Terms:",
        *(wrapped(line, indent=2) for line in terms_words(shown.terms)),
        "How it was bought:",
        *(wrapped(line, indent=2) for line in shown.procurement.why),
        *(
            f"  {one.notice} ({one.code}): {one.state}, due {day_text(one.due)}"
            for one in shown.procurement.notices
        ),
    ]
    if shown.extensions:
        lines.append("Options to extend:")
        lines += [
            f"  {option.number}. {counted(option.months, 'month')}, decide by"
            f" {day_text(option.decide_by) or 'its last day'}"
            for option in shown.extensions
        ]
    return [*lines, *_expiry_lines("Runs out within a year:", shown.expiring)]


@agreement_group.command(
    "add",
    epilog=example(
        'agreement add SLA-1 --title "In-house fostering" --kind "service level" --from 2026-04-01',
        "agreement add CO-7 --title Beds --kind spot --from 2026-09-01 --call-off-of FW-26",
    ),
)
@click.argument("reference")
@click.option("--title", required=True, help="What it is called.")
@one_of("--kind", AgreementKind, "What kind of agreement.", required=True)
@click.option("--from", "start", type=DATE, required=True, help="Its first day.")
@click.option("--until", type=DATE, help="Its last day; left out, it has no end.")
@click.option("--lead", default="", metavar="CODE", help="Lead authority’s ONS code; else ours.")
@click.option("--authority", "authorities", multiple=True, metavar="CODE", help="Takes part, too.")
@click.option("--call-off-of", default="", metavar="REFERENCE", help="The framework it is under.")
@with_invocation
def agreement_add(
    here: Invocation,
    reference: str,
    title: str,
    kind: str,
    start: date,
    until: date | None,
    lead: str,
    authorities: Sequence[str],
    call_off_of: str,
) -> None:
    """Make an agreement; its terms are changed afterwards."""
    new = NewAgreement(
        reference,
        title,
        Period(start, day_after(until)),
        AgreementKind(kind),
        lead_authority_code=lead,
        authorities=tuple(authorities),
        call_off_of=call_off_of,
    )
    with at_work(here) as session:
        made = create_agreement(session, new)
    report(here.json, made, f"Agreement {made.reference} is made.")


@agreement_group.command(
    "terms",
    epilog=example("agreement terms FW-26", "agreement terms FW-26 terms.json --reason Signed"),
)
@click.argument("agreement")
@click.argument("file", type=FILE, required=False)
@click.option("--reason", default="", help="Why they change; needed with FILE.")
@with_invocation
def agreement_terms(here: Invocation, agreement: str, file: Path | None, reason: str) -> None:
    """Show an agreement's terms, or change those that a JSON FILE names."""
    with at_work(here, read_only=file is None) as session:
        if file is not None:
            given = read_json_object(file)
            change_terms(session, agreement, given, reason=reason, file=file.name)
        terms = terms_queries.terms_of(session.tables, find_agreement(session.tables, agreement).id)
    report(here.json, terms, "\n".join(terms_words(terms)))


@agreement_group.command("expiring", epilog=example("agreement expiring --within 180 --json"))
@click.option(
    "--within",
    type=click.IntRange(0, 3_660),
    metavar="DAYS",
    help="What runs out in so many days; left out, what is to be acted on by now.",
)
@click.option("--agreement", default="", help="Only of the agreement with this reference.")
@with_invocation
def agreement_expiring(here: Invocation, within: int | None, agreement: str) -> None:
    """What runs out: agreements, options, members, prices, documents."""
    with at_work(here, read_only=True) as session:
        key = find_agreement(session.tables, agreement).id if agreement else ""
        found = expiring(session.tables, session.today(), within=within, agreement_id=key)
    report(here.json, found, "\n".join(_expiry_lines("", found)) or "Nothing runs out by then.")


def _expiry_lines(heading: str, found: Sequence[Expiry]) -> list[str]:
    rows = [
        [
            day_text(one.last_day),
            str(one.standing),
            f"{one.whose}: {one.what}",
            one.agreement,
            f"by {day_text(one.act_by)}",
        ]
        for one in found
    ]
    table = columns(rows, right=frozenset({0}), elastic=2)
    return [line for line in (heading if rows else "", table) if line]


for _command in agreement_keeping.COMMANDS:
    agreement_group.add_command(_command)
