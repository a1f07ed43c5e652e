"""Every command: its place in `--help`, the module it is written in, and one sentence.

A module is imported when one of its commands is called, and not before: most of a command's
time would otherwise go to what the other commands need. To add a command: write it in the
module of its room, and add a row to `SECTIONS` whose sentence is the first of its help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import click
from click.exceptions import NoSuchCommand


@dataclass(frozen=True)
class Row:
    """A command or a group of them: `function` in the module of that name in this room."""

    name: str
    module: str
    function: str
    help: str


SECTIONS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "The store and who works in it",
        (
            Row("init", "team", "init", "Make a new, empty store."),
            Row("officer", "team", "officer_group", "Officers who may open this store."),
            Row("store", "keeping", "store_group", "Copy the store; change your passphrase."),
            Row("limit", "team", "limit_group", "What each role may approve, a week and a year."),
            Row("office-hours", "office_hours", "office_hours_group", "When the team is at work."),
            Row("council", "council", "council_group", "What paper says of the council."),
            Row("wording", "worded", "wording_group", "The words of documents and e-mails."),
            Row("delegation", "approving", "delegation_group", "Limits lent for an absence."),
            Row("demo", "demo", "demo", "Make a demo store: fictional people, real postcodes."),
        ),
    ),
    (
        "Homes, prices, and finding things",
        (
            Row("import", "imports", "import_group", "Take in workbooks."),
            Row("agreement", "agreements", "agreement_group", "What is agreed, and runs out."),
            Row("price", "pricing", "price", "What a service costs on a day, and why."),
            Row("uplift", "uplifts", "uplift_group", "Raise the rates of an agreement together."),
            Row("provider", "providers", "provider_group", "A provider’s documents, and chasers."),
            Row("service", "services", "service_group", "What the team knows of a service."),
            Row(
                "core-business", "core_business", "core_business_group", "Whom ours come first for."
            ),
            Row("alert", "alerts", "alert_group", "Bad news of homes where a child lives."),
            Row("search", "finding", "search", "Find any record by TEXT."),
        ),
    ),
    (
        "A child's request, in the order of the work",
        (
            Row("today", "today", "today", "What waits for you, what is due and runs out."),
            Row("child", "children", "child_group", "A child’s file, and contacts about them."),
            Row("considered", "considering", "considered_group", "Family and friends first."),
            Row("order", "orders", "order_group", "Court orders about a child."),
            Row("request", "requests", "request_group", "Take requests in, list and show them."),
            Row("file", "files", "file_group", "Files and e-mails kept with a request."),
            Row(
                "pack",
                "pack_attachments",
                "pack_group",
                "A referral pack’s files and review.",
            ),
            Row("submit", "submitting", "submit", "Submit a draft for authority to search."),
            Row("authorise", "requests", "authorise", "Give authority to search."),
            Row("match", "matching", "match", "Search every service for a home."),
            Row("release", "releasing", "release", "Send it to the next rung of services."),
            Row("respond", "replying", "respond", "Record a decline or a question."),
            Row("question", "questions", "question_group", "What services ask, answered for all."),
            Row("offer", "deciding", "offer_group", "Record offers of homes, and list them."),
            Row("unregistered", "excepting", "unregistered_group", "The Director’s exceptions."),
            Row("decide", "deciding", "decide", "Choose between the offers."),
            Row("approve", "deciding", "approve", "Approve the funding, never of your own."),
            Row("recommend", "approving", "recommend", "Put it to whoever may approve it."),
            Row("panel", "panels", "panel_group", "Panels: agenda, minutes, recommendations."),
            Row("spoken", "approving", "spoken_group", "Approvals given by word."),
            Row("place", "deciding", "place", "Make the placement and its agreement."),
        ),
    ),
    (
        "A placement, and what it costs",
        (
            Row("charges", "charging", "charges", "What a placement costs, and why."),
            Row("connected", "connecting", "connected_group", "Relatives and friends approved."),
            Row("duty", "duties", "duty_group", "What the law wants done about a placement."),
            Row("tell", "telling", "tell_group", "Who is told of a placement, one by one."),
            Row("breaches", "duties", "breaches", "Time limits missed, and those to come."),
            Row("vary", "varying", "vary_group", "Numbered variations of an agreement."),
            Row("end", "varying", "end", "End a placement, and what its last month costs."),
            Row("placement", "placement_life", "placement_group", "What happened since it began."),
            Row("review", "placement_life", "review_group", "Reviews that were held."),
            Row("notice", "placement_life", "notice_group", "Notice given before the end."),
            Row("breakdown", "placement_life", "breakdown_group", "How a placement broke down."),
            Row("respite", "respite", "respite_group", "Some nights somewhere else."),
            Row("staying", "staying", "staying_group", "Staying Put, Staying Close, at 18."),
            Row("move", "moving", "move_group", "Moves of a child within the service."),
            Row("absence", "charging", "absence_group", "Nights away from where a child lives."),
            Row(
                "delivery", "charging", "delivery_group", "Hours, sessions, miles that were given."
            ),
        ),
    ),
    (
        "Invoices, payments and savings",
        (
            Row("commitments", "committing", "commitments_command", "What a year will cost."),
            Row("invoice", "invoicing", "invoice_group", "What providers claim, against the due."),
            Row("finance", "payments", "finance_group", "The codes that payments carry."),
            Row("saving", "committing", "saving_group", "What was kept from being spent."),
        ),
    ),
    (
        "Block contracts",
        (
            Row("beds", "beds", "beds_group", "Beds bought whole and shared with partners."),
            Row("recharge", "recharging", "recharge", "What each authority owes for a quarter."),
        ),
    ),
    (
        "Paper and proof",
        (
            Row("print", "documents", "print_group", "Print documents; each is registered."),
            Row("document", "document_register", "document_group", "The register of all printed."),
            Row("journal", "journal", "journal", "What happened: who, when, what, and why."),
        ),
    ),
)
ROWS = {row.name: row for _, rows in SECTIONS for row in rows}


def _imported(row: Row) -> click.Command:
    module = import_module(f"resources_app.cli.{row.module}")
    return cast(click.Command, getattr(module, row.function))


def modules() -> list[str]:
    """The module of every command, those that a group imports later with them, each once."""
    found = [row.module for row in ROWS.values()]
    for row in ROWS.values():
        found += [one.module for one in getattr(_imported(row), "later", {}).values()]
    return list(dict.fromkeys(found))


class _Suggesting(click.Group):
    """A group some of whose commands are not imported yet, and are suggested all the same."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for a name that is none, suggest those like it."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from error


class LazyGroup(_Suggesting):
    """The commands of `SECTIONS`, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own form)
        """All names, in the order of the table."""
        return list(ROWS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """Import the command, or None when there is no such row."""
        row = ROWS.get(cmd_name)
        return None if row is None else _imported(row)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """The table, section by section, without importing a command."""
        for title, rows in SECTIONS:
            with formatter.section(title):
                formatter.write_dl([(row.name, row.help) for row in rows])


class RoomGroup(_Suggesting):
    """The commands of one room, in the order they are written, each with its whole sentence.

    Those `later` stand first, and are imported only when they are called.
    """

    def __init__(self, *args: Any, later: Sequence[Row] = (), **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.later = {row.name: row for row in later}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own form)
        """All names, as written."""
        return [*self.later, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is no such one."""
        row = self.later.get(cmd_name)
        return _imported(row) if row else super().get_command(ctx, cmd_name)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """Every command and the first sentence of its help."""
        told = [(name, row.help) for name, row in self.later.items()]
        told += [(name, one.get_short_help_str(limit=200)) for name, one in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(told)
