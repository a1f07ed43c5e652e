"""`commitments` and `saving`: what a year is expected to cost, and what was kept from it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import (
    DATE,
    Invocation,
    example,
    one_code,
    one_of,
    with_invocation,
)
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.finance.actions import add_saving, agree_saving, withdraw_saving
from resources_app.finance.commitment_model import Commitments, Grouping
from resources_app.finance.commitment_queries import accruals, commitments
from resources_app.finance.saving_model import NewSaving, Saving
from resources_app.finance.saving_queries import find_saving, savings, savings_in_year
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, financial_year
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pence_from, pounds

PRINTS = {
    "commitments": Commitments,
    "saving add": Saving,
    "saving list": list[Saving],
    "saving agree": Saving,
    "saving withdraw": Saving,
}

_YEAR = re.compile(r"((?:19|20|21)\d{2})-(\d{2})", re.ASCII)


def year_from(text: str) -> str:
    """A financial year as people write it, `2026-27` or `2026/27`. Raises BadInput."""
    match = _YEAR.fullmatch(text.strip().replace("/", "-"))
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise BadInput(
            f"“{text}” is not a financial year.",
            where=Where(field="--year"),
            remedy="Give one such as 2026-27, 1 April 2026 to 31 March 2027.",
        )
    return match[0]


@click.command(
    "commitments",
    epilog=example(
        "commitments --year 2026-27 --by provider",
        "commitments --by 'cost centre' --accruals-at 2026-11-30",
    ),
)
@click.option("--year", default="", help="Such as 2026-27; left out, the present one.")
@one_of("--by", Grouping, "Added up by.", default=str(Grouping.PROVIDER), show_default=True)
@click.option("--accruals-at", type=DATE, help="And what is owed at the end of this day.")
@with_invocation
def commitments_command(here: Invocation, year: str, by: str, accruals_at: date | None) -> None:
    """Say what a financial year is expected to cost, and what is owed at a date."""
    with at_work(here, read_only=True) as session:
        wanted = year_from(year) if year else financial_year(session.today())
        found = commitments(session.tables, wanted, today=session.today(), by=Grouping(by))
        if accruals_at is not None:
            owed = accruals(session.tables, accruals_at, by=Grouping(by))
            found = replace(found, accruals=owed)
    report(here.json, found, _commitments_text(found))


def _commitments_text(found: Commitments) -> str:
    rows = [["", "Placements", "Net"]]
    rows += [
        [one.name, f"{one.placements:,}", pounds(one.net_pence)]
        for one in found.groups
        if one.net_pence or found.by is Grouping.MONTH
    ]
    rows.append(["All", f"{found.placements:,}", pounds(found.net_pence)])
    said = [
        f"Expected for {found.year}, by {found.by}, as at {day_text(found.as_at)}",
        columns(rows, right=frozenset({1, 2}), elastic=0),
        f"Charged to date {pounds(found.to_date_pence)}, to come {pounds(found.to_come_pence)}.",
    ]
    if found.lost_vat_pence:
        said.append(f"VAT that does not come back: {pounds(found.lost_vat_pence)} on top.")
    said += [
        f"{counted(one.placements, 'placement')} end at the {one.why}, which takes "
        f"{pounds(one.net_pence)} off."
        for one in found.endings
    ]
    said += [
        f"{one} is paid for its beds as a whole, which is not counted here; `recharge {one}` says "
        "what a quarter costs."
        for one in found.block_contracts
    ]
    return "\n".join([*said, *_accruals_text(found)])


def _accruals_text(found: Commitments) -> list[str]:
    owed = found.accruals
    if owed is None:
        return []
    rows = [["", "Charged", "Approved", "Owed"]]
    rows += [
        [one.name, *map(pounds, (one.charged_pence, one.invoiced_pence, one.accrued_pence))]
        for one in owed.groups
    ]
    total = (owed.charged_pence, owed.invoiced_pence, owed.accrued_pence)
    rows.append(["All", *map(pounds, total)])
    return [
        "",
        f"Owed at the end of {day_text(owed.at)} for nights since {day_text(owed.since)}",
        columns(rows, right=frozenset({1, 2, 3}), elastic=0),
    ]


@click.group("saving", cls=RoomGroup)
def saving_group() -> None:
    """What the team's work kept from being spent."""


@saving_group.command(
    "add",
    epilog=example(
        "saving add --kind negotiated-reduction --placement PLC-26-A7-0042 --weekly 200"
        " --from 2026-07-01 --what 'Second child for less' --evidence 'Letter of 20 June'"
    ),
)
@one_code("--kind", CodeList.SAVING_KINDS, "What kind of saving.", required=True)
@click.option("--placement", default="", help="The placement or IPA it is on.")
@click.option("--agreement", default="", help="Or the agreement it is under.")
@click.option("--weekly", default="0", help="Pounds a week.")
@click.option("--once", default="0", help="Pounds saved once.")
@click.option("--from", "start", type=DATE, required=True, help="The first night.")
@click.option("--until", type=DATE, help="The first night it no longer counts.")
@click.option("--what", required=True, help="What was done.")
@click.option("--evidence", required=True, help="What shows it.")
@with_invocation
def saving_add(
    here: Invocation,
    kind: str,
    placement: str,
    agreement: str,
    weekly: str,
    once: str,
    start: date,
    until: date | None,
    what: str,
    evidence: str,
) -> None:
    """Record a saving with its evidence; it counts once somebody else agrees it."""
    new = NewSaving(
        kind=kind,
        description=what,
        evidence=evidence,
        start=start,
        end=until,
        weekly_pence=pence_from(weekly),
        one_off_pence=pence_from(once),
        placement=placement,
        agreement=agreement,
    )
    with at_work(here) as session:
        made = add_saving(session, new)
        data = find_saving(session.tables, made.reference)
    report(here.json, data, _saving_text(data))


@saving_group.command("list", epilog=example("saving list --year 2026-27"))
@click.option("--year", default="", help="Only those worth something in it, such as 2026-27.")
@with_invocation
def saving_list(here: Invocation, year: str) -> None:
    """List savings, the latest start first."""
    with at_work(here, read_only=True) as session:
        if year:
            in_year = savings_in_year(session.tables, year_from(year))
            found = [one.saving for one in in_year]
            told = [
                f"{_saving_text(one.saving)}\n    {pounds(one.in_year_pence)} in {one.year}"
                for one in in_year
            ]
        else:
            found = savings(session.tables)
            told = [_saving_text(one) for one in found]
    report(here.json, found, "\n".join(told) or "No saving is recorded.")


@saving_group.command("agree", epilog=example("saving agree SAV-26-A7-0004"))
@click.argument("reference")
@with_invocation
def saving_agree(here: Invocation, reference: str) -> None:
    """Agree that a saving is real; never one that you recorded."""
    with at_work(here) as session:
        agree_saving(session, reference)
        data = find_saving(session.tables, reference)
    report(here.json, data, _saving_text(data))


@saving_group.command("withdraw")
@click.argument("reference")
@click.option("--reason", required=True, help="Why.")
@with_invocation
def saving_withdraw(here: Invocation, reference: str, reason: str) -> None:
    """Withdraw a saving; it no longer counts."""
    with at_work(here) as session:
        withdraw_saving(session, reference, reason=reason)
        data = find_saving(session.tables, reference)
    report(here.json, data, _saving_text(data))


def _saving_text(one: Saving) -> str:
    on = one.placement_reference or one.agreement_reference
    head = (
        f"{one.reference}  {words(CodeList.SAVING_KINDS, one.kind)}, {on}: "
        f"{pounds(one.full_year_pence)} a full year from {day_text(one.period.start)} ({one.state})"
    )
    return f"{head}\n{wrapped(f'{one.description}. {one.evidence}', indent=4)}"
