"""Everything that runs out, with the day by which somebody must act."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from resources_app.agreements.renewal_queries import expiring
from resources_app.agreements.renewals import Expiry, Renewal, Standing
from resources_app.documents.delivering import plain_name
from resources_app.documents.due_diligence import save_chaser_mail
from resources_app.documents.issue_model import CopySaved
from resources_app.documents.model import Kind as Paper
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.due_diligence_actions import KINDS, record_document
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.delivery import open_outside
from ui.pages.expiring_table import columns_of, place_of
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.printing import OF_PROVIDER, print_now
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.editors import ChoiceEditor
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

# How far ahead can be looked; the first is what is due by now.
REACHES: dict[str, tuple[str, int | None]] = {
    "now": ("What is to be acted on by now", None),
    "quarter": ("Within three months", 92),
    "half": ("Within half a year", 183),
    "year": ("Within a year", 366),
    "two": ("Within two years", 731),
}


_DOCUMENT = (
    Field("provider", "Provider", needed=Needed.ALWAYS, help="Its name as it is registered."),
    Field("kind", "Document", Kind.CHOICE, needed=Needed.ALWAYS, options=KINDS),
    Field("issued_on", "Issued on", Kind.DATE),
    Field("expires_on", "Last good day", Kind.DATE, help="Left open, it does not run out."),
)


class ExpiringPage(Page):
    """A calendar of renewals; Enter goes to where something is done about one."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "agreement",
            "agreement_extension",
            "membership",
            "rate",
            "due_diligence_document",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("Expiring")
        self._header.say(
            "Expiring",
            "Agreements, options to extend, members, prices and providers’ documents that run out.",
        )
        self.reach = ChoiceEditor(Field("reach", "How far ahead", Kind.CHOICE), none="")
        self.reach.set_options([(key, label) for key, (label, _) in REACHES.items()])
        self.reach.combo.removeItem(0)
        self.reach.combo.setCurrentIndex(list(REACHES).index("half"))
        self.reach.edited.connect(self.load)
        label = words("Show", "strong")
        label.setBuddy(self.reach)
        self.table = Table(columns_of(desk.today), "What runs out", height=TWO_LINES)
        self.table.when_empty("Nothing runs out by then", "Look farther ahead to see what comes.")
        self.table.opened.connect(self._open)
        self.record = button("Record a document", self._ask_document, icon="add")
        let(self.record, why_not(desk.officer, Permission.KEEP_PROVIDERS))
        self.chase = button(OF_PROVIDER.label, self._print_chaser, icon="print")
        self.mail = button("Write the e-mail…", self._ask_mail)
        self.manner = MannerChoice(Paper.DOCUMENT_CHASER)
        self._header.add(self.mail, self.manner, self.chase, self.record)
        self.table.selected.connect(lambda _: self._offer())
        self.first = self.table
        self._offer()
        bar = holder(row(label, self.reach, 1, spacing=SPACE_S))
        self.lay_out(self._header, bar, self.table)

    def crumbs(self) -> list[Crumb]:
        return [("Agreements", Place("agreements")), ("Expiring", None)]

    def load(self) -> None:
        today = self.desk.today()
        _, within = REACHES[self.reach.given()]
        self.desk.read(
            self, lambda tables: expiring(tables, today, within=within), self._show, key="load"
        )

    def _show(self, found: tuple[Expiry, ...]) -> None:
        self.table.show_rows(found)
        count = {one: sum(each.standing is one for each in found) for one in Standing}
        self._header.show_chips(
            (f"{count[Standing.EXPIRED]:,} expired" if count[Standing.EXPIRED] else "", "bad"),
            (
                f"{count[Standing.ACT_NOW]:,} to act on now" if count[Standing.ACT_NOW] else "",
                "warning",
            ),
        )

    def _offer(self) -> None:
        """A provider is asked for its documents where the row is about one of them."""
        one = self.table.current()
        about = one is not None and one.kind is Renewal.DOCUMENT
        why = why_not(self.desk.officer, Permission.PRINT)
        for deed in (self.chase, self.mail):
            let(deed, why or ("" if about else "Choose a provider’s document in the list."))

    def _print_chaser(self) -> None:
        provider = self.table.current().whose
        print_now(self.desk, self, OF_PROVIDER, provider, manner=self.manner.chosen)

    def _ask_mail(self) -> None:
        provider = self.table.current().whose
        start = str(Path.home() / f"{plain_name(provider)} documents.eml")
        name, _ = QFileDialog.getSaveFileName(self, "Write the e-mail", start, "E-mails (*.eml)")
        if name:
            self.save_mail(provider, Path(name))

    def save_mail(self, provider: str, path: Path) -> None:
        """Write the e-mail that asks a provider for its documents, the letter attached."""

        def saved(made: CopySaved) -> None:
            open_outside([made.file.path], made.file.path.parent)
            self.desk.say(f"{made.file.path.name} opens in the mail program, to be sent.")

        self.desk.write(self, lambda session: save_chaser_mail(session, provider, path), saved)

    def _open(self, one: Expiry) -> None:
        there = place_of(one)
        if there is not None:
            self.desk.wants_to_go.emit(there)
        else:
            self._ask_document(one)

    def _ask_document(self, about: Expiry | None = None) -> None:
        """Ask for a provider's document; the one that runs out says whose and which it is."""
        kinds = {one.casefold(): one for one in KINDS}
        ask(
            self,
            "Record a provider’s document",
            _DOCUMENT,
            "Record it",
            lambda session, record: record_document(
                session,
                str(record["provider"]),
                str(record["kind"]),
                expires_on=record["expires_on"],
                issued_on=record["issued_on"],
            ),
            told="The document is recorded. It stands here again when its time comes.",
            values={"provider": about.whose, "kind": kinds.get(about.what.casefold(), "")}
            if about
            else None,
        )
