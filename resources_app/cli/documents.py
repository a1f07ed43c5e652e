"""`print`: packs, schedules, papers for panels, statements; more of it is in `print_commands`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import (
    DATE,
    FILE,
    Invocation,
    example,
    read_passphrase,
    with_invocation,
)
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.cli.print_commands import LATER
from resources_app.documents.actions import (
    print_agreement_summary,
    print_block_statement,
    print_contract_schedule,
    print_offer_comparison,
    print_referral_pack,
)
from resources_app.documents.delivering import check_password, check_place
from resources_app.documents.finding_model import LeakFinding
from resources_app.documents.issuing import open_document, save_copy
from resources_app.documents.model import Kind
from resources_app.documents.panel_papers import print_panel
from resources_app.documents.registering import DocumentMade
from resources_app.documents.warning import (
    warning_text,
    warnings_of_comparison,
    warnings_of_panel,
)
from resources_app.foundations.counting import counted
from resources_app.printing.manner import Manner
from resources_app.session import Session


@dataclass(frozen=True)
class Printed:
    """A document as it is registered, and where its copy is. `version` counts from 1.

    `copy_sha256` is that of the copy, its own where the copy is marked with whom it is for.
    """

    reference: str
    version: int
    pages: int
    sha256: str
    out: Path
    copy_sha256: str = ""


@dataclass(frozen=True)
class Reprinted:
    """A copy of a registered document, the same to the byte unless it is encrypted or marked."""

    reference: str
    sha256: str
    out: Path
    encrypted: bool
    superseded_by: str


PRINTS = {
    "print referral-pack": Printed,
    "print contract-schedule": Printed,
    "print comparison": Printed,
    "print panel": Printed,
    "print block-statement": Printed,
    "print agreement-summary": Printed,
    "print again": Reprinted,
}


@click.group("print", cls=RoomGroup, later=LATER)
def print_group() -> None:
    """Print documents; each is registered with its SHA-256 and reprints byte for byte."""


_PLACE = click.option("--out", type=FILE, required=True, help="Where to write the PDF.")
_LOCK = click.option(
    "--password-file", type=FILE, help="Encrypt the copy; the file's first line opens it."
)
_PASSWORD = "password of the copy"  # noqa: S105  (where it is kept while the command runs)


def OUT(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802  (a decorator as the others)
    """The options of a command that hands a copy over (`hand_over`): where, and under what
    password. A password that is too short is refused before anything is printed.
    """

    @wraps(command)
    def run(*given: Any, password_file: Path | None, **more: Any) -> Any:
        if password_file is not None:
            password = read_passphrase(password_file)
            check_password(password)
            click.get_current_context().meta[_PASSWORD] = password
        return command(*given, **more)

    return _PLACE(_LOCK(run))


_FOR = click.option("--for", "for_whom", default="", help="Whom it is printed for.")


@print_group.command(
    "referral-pack", epilog=example("print referral-pack REQ-26-A7-0042 --out pack.pdf")
)
@click.argument("reference")
@click.option("--full", is_flag=True, help="With the child's identity; else anonymised.")
@_FOR
@in_manner(Kind.REFERRAL_PACK, Kind.FULL_REFERRAL_PACK)
@OUT
@with_invocation
def referral_pack(
    here: Invocation, reference: str, full: bool, for_whom: str, manner: Manner, out: Path
) -> None:
    """Print a request's referral pack. An anonymised one that gives the child away is refused."""
    with at_work(here) as session:
        check_place(out)
        made = print_referral_pack(session, reference, full=full, for_whom=for_whom, manner=manner)
        hand_over(here, session, made, out, for_whom)


@print_group.command(
    "contract-schedule", epilog=example("print contract-schedule PLC-26-A7-0042 --out schedule.pdf")
)
@click.argument("reference")
@_FOR
@in_manner(Kind.CONTRACT_SCHEDULE)
@OUT
@with_invocation
def contract_schedule(
    here: Invocation, reference: str, for_whom: str, manner: Manner, out: Path
) -> None:
    """Print the contract schedule of a placement or its IPA."""
    with at_work(here) as session:
        check_place(out)
        made = print_contract_schedule(session, reference, for_whom=for_whom, manner=manner)
        hand_over(here, session, made, out)


def _warn(found: Sequence[LeakFinding]) -> None:
    """Say on standard error what may name somebody; it is printed all the same."""
    if text := warning_text(found):
        said = "It is printed as it was typed. Read it before it is handed out."
        click.echo(f"{text}\n{said}", err=True)


@print_group.command("panel", epilog=example("print panel PNL-26-A7-0003 --out agenda.pdf"))
@click.argument("panel_reference", metavar="PANEL")
@in_manner(Kind.PANEL_AGENDA, Kind.PANEL_MINUTES)
@OUT
@with_invocation
def panel_paper(here: Invocation, panel_reference: str, manner: Manner, out: Path) -> None:
    """Print a panel's agenda, or its minutes once they are written; no child is named."""
    with at_work(here) as session:
        check_place(out)
        _warn(warnings_of_panel(session, panel_reference))
        made = print_panel(session, panel_reference, manner=manner)
        hand_over(here, session, made, out)


@print_group.command(
    "comparison", epilog=example("print comparison REQ-26-A7-0042 --out offers.pdf")
)
@click.argument("reference")
@in_manner(Kind.OFFER_COMPARISON)
@OUT
@with_invocation
def comparison(here: Invocation, reference: str, manner: Manner, out: Path) -> None:
    """Print a request's offers side by side, for a panel; it says who the child is."""
    with at_work(here) as session:
        check_place(out)
        _warn(warnings_of_comparison(session, reference))
        made = print_offer_comparison(session, reference, manner=manner)
        hand_over(here, session, made, out)


@print_group.command(
    "block-statement",
    epilog=example(
        "print block-statement CRP-BLOCK --quarter 2026-Q1 --out statement.pdf",
        "print block-statement CRP-BLOCK --quarter 2026-Q1 --authority Reading --out reading.pdf",
    ),
)
@click.argument("agreement")
@click.option("--quarter", required=True, help="A quarter of the financial year: 2026-Q1.")
@click.option("--authority", default="", help="Make it out to one authority.")
@in_manner(Kind.BLOCK_STATEMENT)
@OUT
@with_invocation
def statement(
    here: Invocation, agreement: str, quarter: str, authority: str, manner: Manner, out: Path
) -> None:
    """Print a block contract's statement for a quarter."""
    with at_work(here) as session:
        check_place(out)
        made = print_block_statement(
            session, agreement, quarter, authority=authority, manner=manner
        )
        hand_over(here, session, made, out)


@print_group.command(
    "agreement-summary",
    epilog=example('print agreement-summary FW-26 --provider "Abbot Care" --out summary.pdf'),
)
@click.argument("agreement")
@click.option("--provider", required=True, help="The provider, by its whole name.")
@click.option("--on", "day", type=DATE, help="Prices as at this day; else today.")
@in_manner(Kind.AGREEMENT_SUMMARY)
@OUT
@with_invocation
def summary(
    here: Invocation, agreement: str, provider: str, day: date | None, manner: Manner, out: Path
) -> None:
    """Print an agreement's terms and a provider's prices in it."""
    with at_work(here) as session:
        check_place(out)
        made = print_agreement_summary(session, agreement, provider, on=day, manner=manner)
        hand_over(here, session, made, out)


@print_group.command(
    "again",
    epilog=example(
        "print again DOC-26-A7-0007 --out copy.pdf",
        'print again DOC-26-A7-0007 --for "Hearth Ltd" --password-file word.txt --out copy.pdf',
    ),
)
@click.argument("document")
@click.option("--for", "for_whom", default="", help="Whom the copy is for; the register keeps it.")
@_LOCK
@_PLACE
@with_invocation
def again(
    here: Invocation, document: str, for_whom: str, password_file: Path | None, out: Path
) -> None:
    """Print a registered DOCUMENT again, byte for byte; a pack for somebody says for whom."""
    password = read_passphrase(password_file) if password_file else ""
    # Not read only: each copy is written down, and the opening of a restricted child's record.
    with at_work(here) as session:
        check_place(out)
        one, _ = open_document(session, document)
        saved = save_copy(session, one.reference, out, password=password, recipient=for_whom)
    later = one.superseded_by
    data = Reprinted(one.reference, saved.file.sha256, out, saved.file.encrypted, later)
    text = f"{one.reference} again, {saved.how}: {out}\nSHA-256 {saved.file.sha256}"
    report(here.json, data, f"{text}\nIt is superseded by {later}." if later else text)


def hand_over(
    here: Invocation, session: Session, made: DocumentMade, out: Path, recipient: str = ""
) -> None:
    """Write a copy of what was printed, which the register keeps; say what and where it is."""
    password = str(click.get_current_context().meta.get(_PASSWORD, ""))
    saved = save_copy(session, made.reference, out, recipient=recipient, password=password)
    copy = saved.file.sha256
    data = Printed(made.reference, made.version, made.pages, made.sha256, out, copy)
    said = [
        f"{made.reference}, version {made.version}, {counted(made.pages, 'page')}: {out}",
        f"SHA-256 {made.sha256}",
    ]
    if saved.marked_for or saved.file.encrypted:
        said.append(f"The copy is {saved.how}: SHA-256 {copy}")
    if made.by_hand:
        said.append(made.to_write_in)
    report(here.json, data, "\n".join(said))
