"""The Team tab of the settings: who works in this store, what each may approve, add one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from resources_app.approvals.queries import limits_on
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.foundations.money import pounds
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.actions import NewOfficer, add_officer, set_limit
from resources_app.team.model import ALLOWED, DelegatedLimit, Officer, Permission, Role
from resources_app.team.permissions import why_not
from resources_app.team.queries import officers
from ui.pages.asking import complain_in, form_panel
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.unlock import SHORTEST
from ui.shell.widgets.buttons import ActionButton, button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.editors import LineEditor
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

FIELDS = (
    Field("name", "Name", needed=Needed.ALWAYS, help="As colleagues know it."),
    Field("role", "Role", Kind.CHOICE, needed=Needed.ALWAYS, options=tuple(Role)),
    Field("initials", "Initials", help="Made from the name when they are left open."),
    Field("email", "Email"),
    Field("telephone", "Telephone"),
    Field(
        "passphrase",
        "A passphrase",
        needed=Needed.ALWAYS,
        help=f"Theirs to type, with you looking away: at least {SHORTEST} characters, several "
        "words are best. It opens the store and signs what they do; nobody can read it here.",
    ),
    Field("again", "The passphrase again", needed=Needed.ALWAYS),
)
LIMIT_FIELDS = (
    Field("role", "Whose limit", Kind.CHOICE, needed=Needed.ALWAYS),
    Field("weekly", "A week", Kind.POUNDS, needed=Needed.ALWAYS, help="Net, included."),
    Field(
        "annual",
        "In twelve months",
        Kind.POUNDS,
        needed=Needed.ALWAYS,
        help="Net, included; what is paid once counts here.",
    ),
    Field("from", "From", Kind.DATE, needed=Needed.ALWAYS),
)
_SECRET = ("passphrase", "again")


@dataclass(frozen=True)
class Member:
    """An officer with the limit of their role today."""

    officer: Officer
    limit: DelegatedLimit | None


def gather(tables: Tables, today: date) -> list[Member]:
    """Everyone in the team, by name."""
    limits = limits_on(tables, today)
    return [Member(one, limits.get(one.role)) for one in officers(tables)]


def _may_approve(one: Member) -> str:
    if one.limit is None:
        return "Nothing"
    return f"{pounds(one.limit.weekly_pence)} a week, {pounds(one.limit.annual_pence)} a year"


COLUMNS = (
    Column("Name", lambda one: one.officer.name, 180, stretch=True),
    Column("Initials", lambda one: one.officer.initials, 76),
    Column("Role", lambda one: sentence(one.officer.role), 220),
    Column(
        "May approve up to",
        _may_approve,
        312,
        sort=lambda one: one.limit.weekly_pence if one.limit else 0,
    ),
    Column(
        "Standing",
        lambda one: "In the team" if one.officer.active else "Has left",
        110,
        tone=lambda one: "good" if one.officer.active else "plain",
    ),
)


class TeamTab(QWidget):
    """The officers of this store. `wants_panel` carries a panel for the page to show."""

    wants_panel = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = Table(COLUMNS, "Officers of this store")
        self.add = ActionButton("Add an officer", self._ask, icon="add")
        self.limit = ActionButton("Set a limit", self._ask_limit, "")
        for one in (self.add, self.limit):
            one.let(why_not(desk.officer, Permission.MANAGE_TEAM))
        change = button("Change officer", desk.wants_lock.emit, icon="lock")
        about = words(
            "Each officer opens this store with a passphrase of their own, and what they do is "
            "signed with it.",
            "muted",
            wrap=True,
        )
        bar = row(about, change, self.limit, self.add, spacing=SPACE_S)
        bar.setStretch(0, 1)
        layout = column(holder(bar), self.table, spacing=SPACE_M)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def load(self) -> None:
        """Read who is in the team."""
        today = self._desk.today()
        self._desk.read(
            self, lambda tables: gather(tables, today), self.table.show_rows, key="team"
        )

    def _ask(self) -> None:
        form = Form(FIELDS)
        for name in _SECRET:
            editor = form.editor(name)
            assert isinstance(editor, LineEditor)
            editor.line.setEchoMode(QLineEdit.EchoMode.Password)
        panel = Panel(
            "Add an officer",
            form,
            "Add the officer",
            lambda: self._add(panel, form),
            text="They can then open this store on this computer. What each role may do is the "
            "same for everyone in it.",
        )
        self.wants_panel.emit(panel)

    def _ask_limit(self) -> None:
        """What a role may approve from a day on; never one's own role's."""
        own = self._desk.officer.role
        roles = [role for role in Role if Permission.APPROVE_FUNDING in ALLOWED[role]]
        panel = form_panel(
            self._desk,
            "Set a delegated limit",
            LIMIT_FIELDS,
            "Set the limit",
            _set_limit,
            told=lambda made: made.sentence,
            text="Both count, and both are inclusive. The limit before it ends on the day before; "
            "what was approved within it stays approved.",
            values={"from": self._desk.today()},
            options={"role": [(str(role), sentence(role)) for role in roles if role != own]},
        )
        self.wants_panel.emit(panel)

    def _add(self, panel: Panel, form: Form) -> None:
        record = form.read()
        if record is None:
            return
        problem = _problem_with_passphrase(record)
        if problem is not None:
            form.complain(problem)
            return

        def done(one: Officer) -> None:
            panel.close_panel()
            self.load()
            self._desk.say(
                f"{one.name} ({one.initials}) is in the team as a {one.role}. To let them work "
                "here now, change officer (Ctrl+L)."
            )

        panel.working(True)
        self._desk.write(
            panel,
            lambda session: _added(session, record),
            done,
            failed=partial(complain_in, panel, form),
        )


@dataclass(frozen=True)
class _LimitSet:
    """What was written, and what to say of it."""

    changes: Changes
    sentence: str


def _set_limit(session: Session, given: Any) -> _LimitSet:
    role, start = Role(given["role"]), given["from"]
    weekly, annual = given["weekly"], given["annual"]
    changes = set_limit(
        session, role, weekly_pence=weekly, annual_pence=annual, effective_from=start
    )
    return _LimitSet(
        changes,
        f"From {day_text(start)} a {role} approves up to {pounds(weekly)} a week and "
        f"{pounds(annual)} a year.",
    )


def _problem_with_passphrase(record: Record) -> BadInput | None:
    if len(str(record["passphrase"])) < SHORTEST:
        what = f"The passphrase has fewer than {SHORTEST} characters."
        return BadInput(what, where=Where(field="passphrase"))
    if record["passphrase"] != record["again"]:
        return BadInput("The two passphrases differ.", where=Where(field="again"))
    return None


def _added(session: Session, record: Record) -> Any:
    new = NewOfficer(
        str(record["name"]),
        Role(str(record["role"])),
        str(record["initials"]),
        str(record["email"]),
        str(record["telephone"]),
    )
    return add_officer(session, new, str(record["passphrase"]))
