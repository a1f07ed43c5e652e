"""The list of agreements."""

from __future__ import annotations

from typing import ClassVar

from resources_app.agreements.queries import agreements
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.making_agreement import ask_for_agreement
from ui.pages.page import Crumb, Page
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.table import Table

COLUMNS = (
    Column("Reference", lambda one: one.agreement.reference, 130),
    Column("Title", lambda one: one.agreement.title, 240, stretch=True),
    Column("Kind", lambda one: sentence(one.agreement.kind), 130),
    Column(
        "Led by",
        lambda one: authority_name(one.agreement.lead_authority_code) or "",
        150,
    ),
    Column("Lots", lambda one: str(one.lots), 60, number=True, sort=lambda one: one.lots),
    Column(
        "Services", lambda one: f"{one.members:,}", 84, number=True, sort=lambda one: one.members
    ),
    Column(
        "From",
        lambda one: day_text(one.agreement.period.start),
        110,
        number=True,
        sort=lambda one: one.agreement.period.start,
    ),
    Column(
        "To and including",
        lambda one: day_text(inclusive_end(one.agreement.period.end)) or "No end",
        134,
        number=True,
        sort=lambda one: str(one.agreement.period.end or "9999"),
    ),
)


class AgreementsPage(Page):
    """Frameworks, block contracts and the rest; Enter opens one."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"agreement", "lot", "membership"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        header = PageHeader("Agreements")
        header.add(button("What runs out", lambda: desk.go("expiring"), icon="clock"))
        make = button("Make an agreement", self._make, icon="add")
        let(make, why_not(desk.officer, Permission.KEEP_AGREEMENTS))
        header.add(make)
        header.add(button("Import a price schedule", self.primary, "primary", icon="import"))
        self.table = Table(COLUMNS, "Agreements")
        self.table.when_empty(
            "No agreements yet",
            "A framework comes with its tender’s price schedule.",
            "Import a price schedule",
            self.primary,
        )
        self.table.opened.connect(lambda one: desk.go("agreement", one.agreement.reference))
        self.first = self.table
        self.lay_out(header, self.table)

    def crumbs(self) -> list[Crumb]:
        return [("Agreements", None)]

    def load(self) -> None:
        self.desk.read(self, agreements, self.table.show_rows, key="load")

    def _make(self) -> None:
        ask_for_agreement(self, [one.agreement for one in self.table.rows])

    def primary(self) -> None:
        self.desk.go("price_import")
