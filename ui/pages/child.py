"""A child's file: how it stands today, what is dated, what there has been, and the contact log."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from resources_app.casework.attaching import keep_on_file
from resources_app.casework.childs_file import ChildsFile, childs_file
from resources_app.casework.contacting import log_contact_about
from resources_app.casework.earlier import Before
from resources_app.children.contact_actions import ContactLogged
from resources_app.children.contacts import ABOUT, CONTACT_FIELDS, Contact
from resources_app.children.court_orders import CourtOrder
from resources_app.children.describing import child_words
from resources_app.children.fields import CHILD_FIELDS
from resources_app.children.model import Child
from resources_app.children.postcode_notes import postcode_notes
from resources_app.documents.model import Document
from resources_app.documents.queries import documents_of_child
from resources_app.documents.sent_model import SentSought
from resources_app.foundations.answers import facts_by_group
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.codes import CodeList, words, words_with_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Kind
from resources_app.session import Session
from resources_app.store.tables import Tables
from ui.pages.asking import ask
from ui.pages.court_panels import discharge_an_order, record_an_order, why_not_discharge
from ui.pages.document_table import COLUMNS as DOCUMENT_COLUMNS
from ui.pages.kept_files import FileKeeping, KeptFiles
from ui.pages.page import Crumb, Page
from ui.pages.record_opening import Opening
from ui.pages.sent_to_whom import SentToWhom
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L, SPACE_M
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled, surface
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.tabs import Tab, Tabs
from ui.shell.widgets.words import Facts
from ui.shell.widgets.words import words as label

_BEFORE = (
    Column("Reference", lambda one: one.reference, 150),
    Column("", lambda one: "Goes on" if one.goes_on else "Ended", 100,
           tone=lambda one: "good" if one.goes_on else "plain"),
    Column("In a sentence", lambda one: one.sentence, 500, stretch=True,
           hint=lambda one: one.sentence),
)  # fmt: skip
_CONTACTS = (
    Column("On", lambda one: day_text(one.on), 110, number=True, sort=lambda one: one.on),
    Column("With whom", lambda one: one.with_whom, 220, second=lambda one: one.entered_by),
    Column("About", lambda one: one.about, 140),
    Column("What was said", lambda one: one.what, 400, stretch=True, hint=lambda one: one.what),
)
_DATES = (
    Column("From", lambda one: day_text(one.period.start), 120, number=True,
           sort=lambda one: one.period.start),
    Column("Until", lambda one: day_text(one.period.end) or "Goes on", 120, number=True,
           sort=lambda one: str(one.period.end or "9999")),
)  # fmt: skip
_STATUSES = (
    *_DATES,
    Column("Legal status", lambda one: words(CodeList.LEGAL_STATUS, one.legal_status), 300,
           stretch=True),
)  # fmt: skip


def _court_and_case(one: CourtOrder) -> str:
    court = f"{one.court}, {one.case_reference}" if one.court else one.of.rule
    return f"{court}. No longer holds: {one.discharge_reason}" if one.discharged_on else court


_CARE = (
    *_DATES,
    Column("Why it ended", lambda one: words(CodeList.REASON_EPISODE_CEASED, one.reason_ended),
           300, stretch=True),
)  # fmt: skip


_EPISODES = (
    *_DATES,
    Column("Why it began", lambda one: words_with_code(CodeList.REASON_NEW_EPISODE, one.reason),
           250, stretch=True),
    Column("Legal status", lambda one: words(CodeList.LEGAL_STATUS, one.legal_status), 220,
           stretch=True),
    Column("Home", lambda one: one.where, 200, stretch=True),
)  # fmt: skip
_LOG = "log_contact"
_ORDERS = (
    Column("From", lambda one: day_text(one.period.start), 120, number=True,
           sort=lambda one: one.period.start),
    Column("Last day", lambda one: day_text(one.last_day), 120, number=True,
           sort=lambda one: one.last_day),
    Column("Order", lambda one: one.of.words, 300, stretch=True, second=_court_and_case),
)  # fmt: skip


class ChildPage(Page):
    """Opened by the council's own identifier, from a request, a placement or the search box."""

    KEEPS_TYPING: ClassVar[bool] = True
    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "child",
            "sibling",
            "legal_status_period",
            "period_of_care",
            "court_order",
            "placement_request",
            "placement",
            "placement_move",
            "document",
            "document_issue",
            "sending",
            "notification",
            "contact_log",
            "attachment",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opening = Opening(self)
        self._file: ChildsFile | None = None
        self._header = PageHeader("")
        self._header.add(button("Log a contact", self.primary, "primary", icon="add"))
        self._body = column()
        self._statuses = Table(_STATUSES, "Legal statuses")
        self._statuses.when_empty("No legal status is recorded", "It comes from the case system.")
        self._care = Table(_CARE, "Periods of care")
        self._care.when_empty("No period of care is recorded", "It comes from the case system.")
        self._orders = Table(_ORDERS, "Court orders", height=TWO_LINES)
        self._orders.when_empty(
            "No court order is recorded", "Secure accommodation, and deprivation of liberty."
        )
        self._episodes = Table(_EPISODES, "Episodes of care")
        self._episodes.when_empty(
            "No episode is known", "They follow from the dates in care, the statuses and homes."
        )
        self._placements = self._list("Placements", "placement", "No home was found here yet")
        self._requests = self._list("Requests", "request", "No request was made yet")
        self._documents = Table(DOCUMENT_COLUMNS, "Documents")
        self._documents.when_empty(
            "Nothing was printed about this child", "Packs and contracts are."
        )
        self._documents.opened.connect(lambda one: desk.go("document", one.reference))
        self.files = FileKeeping(
            self, lambda session, paths: keep_on_file(session, self.place.key, paths)
        )
        self._kept = KeptFiles(self, self.files, "Files kept")
        self.sent = SentToWhom(self, self._about_child)
        self._contacts = Table(_CONTACTS, "Contacts", height=TWO_LINES)
        self._contacts.when_empty(
            "No contact is logged yet",
            "Who was spoken to about the child, when, and what was said.",
            "Log a contact",
            self.primary,
        )
        self._contacts.opened.connect(self._open_about)
        self.tabs = Tabs(
            (
                Tab("child", "Child", self._facts),
                Tab("status", "Status and care", self._dates),
                Tab("orders", "Court orders", self._court_orders),
                Tab("placements", "Placements", lambda: self._placements),
                Tab("requests", "Requests", lambda: self._requests),
                Tab("documents", "Documents", self._paper),
                Tab("sent", "Sent to whom", self._sent),
                Tab("contacts", "Contacts", lambda: self._contacts),
            )
        )
        self.tabs.chosen.connect(lambda tab: desk.go("child", self.place.key, tab))
        self.lay_out(self._header, self.tabs)

    def _list(self, name: str, page: str, empty: str) -> Table:
        made = Table(_BEFORE, name)
        made.when_empty(empty)

        def go(one: Before) -> None:
            self.desk.go(page, one.reference)

        made.opened.connect(go)
        return made

    def _facts(self) -> QWidget:
        inside = QWidget()
        inside.setLayout(self._body)
        inside.setMaximumWidth(1100)
        return scrolled(inside)

    def _dates(self) -> QWidget:
        statuses = column(label("Legal status", "section"), self._statuses, spacing=SPACE_M)
        care = column(label("Looked after", "section"), self._care, spacing=SPACE_M)
        heading = label("Episodes, as the statutory return counts them", "section")
        return holder(
            column(row(statuses, care, spacing=SPACE_L), heading, self._episodes, spacing=SPACE_M)
        )

    def _court_orders(self) -> QWidget:
        discharge = button("It no longer holds", self._discharge)

        def chosen(one: CourtOrder | None) -> None:
            let(discharge, why_not_discharge(one))

        self._orders.selected.connect(chosen)
        chosen(None)
        record = button("Record an order", self._record_order, icon="add")
        return holder(column(row(record, discharge, 1), self._orders, spacing=SPACE_M))

    def _record_order(self) -> None:
        if self._file is not None:
            record_an_order(self, self._file.child)

    def _discharge(self) -> None:
        order = self._orders.current()
        if order is not None:
            discharge_an_order(self, order)

    def _open_about(self, one: Contact) -> None:
        """Go to what a contact points at."""
        if one.about:
            self.desk.go("file" if one.about.startswith("FIL-") else "request", one.about)

    def _about_child(self) -> SentSought:
        return SentSought(child_id=self._file.child.id if self._file else "nobody")

    def _sent(self) -> QWidget:
        """Read when it is first looked at, and from then on with the page."""
        if self._file is not None:
            self.sent.load()
        return self.sent

    def _paper(self) -> QWidget:
        both = column(self._documents, self._kept, spacing=SPACE_M)
        for one in (self._documents, self._kept):
            both.setStretchFactor(one, 1)
        return holder(both)

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), (f"Child {self.place.key}", None)]

    def load(self) -> None:
        identifier, today = self.place.key, self.desk.today()

        def read(tables: Tables) -> tuple[ChildsFile, list[Document]]:
            found = childs_file(tables, identifier, today)
            return found, documents_of_child(tables, found.child.id)

        self.desk.read(self, read, self._open, key="load")

    def _open(self, answer: tuple[ChildsFile, list[Document]]) -> None:
        found = answer[0]
        people = (found.child, *found.siblings)
        self._opening.show(people, found.child.local_identifier, lambda: self._show(*answer))

    def _show(self, found: ChildsFile, documents: list[Document]) -> None:
        self._file = found
        child, today = found.child, self.desk.today()
        who = child_words(child.sex, child.age_on(today))
        self._header.say(child.full_name, f"{who.capitalize()} · {found.standing}")
        self._header.show_chips(("Restricted record" if child.restricted else "", "warning"))
        self._show_facts(found)
        self.desk.read(self, lambda _: postcode_notes(child), self._show_notes, key="notes")
        self._statuses.show_rows(found.legal_statuses)
        self._care.show_rows(found.care)
        self._episodes.show_rows(found.episodes)
        self._orders.show_rows(found.orders)
        if self.tabs.built("sent"):
            self.sent.load()
        self._placements.show_rows(found.earlier.placements)
        self._requests.show_rows(found.earlier.requests)
        self._documents.show_rows(documents)
        self._kept.show_files(found.files)
        self.files.keep_with(f"the file of {child.full_name}")
        self._contacts.show_rows(found.contacts)
        self.show_tab(self.place.tab)
        if self.take_action() == _LOG:
            self.primary()

    def _show_facts(self, found: ChildsFile) -> None:
        clear(self._body)
        for group, facts in facts_by_group(CHILD_FIELDS, _answers(found.child)).items():
            told = [(name, text) for name, text in facts if text]
            if told:
                shown = Facts(2)
                shown.show_facts(told)
                self._body.addWidget(
                    surface(column(label(group, "section"), shown, spacing=SPACE_M))
                )
        if found.siblings:
            links = [self._sibling(one) for one in found.siblings]
            head = label("Brothers and sisters", "section")
            self._body.addWidget(surface(column(head, *links, spacing=SPACE_M)))
        self._body.addStretch(1)
        self._body.setSpacing(SPACE_L)

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        """What is not certain about the child's postcodes; read last, since it takes a moment."""
        for at, text in enumerate(notes):
            self._body.insertWidget(at, label(text, "muted", wrap=True))

    def _sibling(self, one: Child) -> QWidget:
        open_it = button(one.full_name, lambda: self.desk.go("child", one.local_identifier), "link")
        born = label(f"born {day_text(one.date_of_birth)}", "muted")
        return holder(row(open_it, born, 1, spacing=SPACE_M))

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)

    def primary(self) -> None:
        if self._file is None:
            return
        child_id = self._file.child.id

        def log(session: Session, given: Any) -> ContactLogged:
            contact = Contact(given["on"], given["with_whom"], given["what"], about=given["about"])
            return log_contact_about(session, child_id, contact)

        ask(
            self,
            f"A contact about {self._file.child.given_name}",
            (*CONTACT_FIELDS, replace(ABOUT, kind=Kind.CHOICE)),
            "Log it",
            log,
            told="The contact is logged.",
            values={"on": self.desk.today()},
            options={ABOUT.name: _may_be_about(self._file)},
            deed=_LOG,
        )


def _may_be_about(found: ChildsFile) -> list[tuple[str, str]]:
    """The child's requests and kept files, by reference, in words."""
    asked = [(one.reference, f"{one.reference}: {one.sentence}") for one in found.earlier.requests]
    kept = [(one.reference, f"{one.reference}: {one.title}") for one in found.files]
    return [*asked, *kept]


def _answers(child: Child) -> dict[str, Any]:
    """A child's answers by field; a plain no of the record is left out."""
    values = {
        one.name: getattr(child, one.name) for one in CHILD_FIELDS if hasattr(child, one.name)
    }
    values["authority_code"] = authority_name(child.authority_code) or child.authority_code
    values["family_names"] = tuple(
        f"{one.relation}: {one.name}" if one.relation else one.name for one in child.family
    )
    no = {one.name for one in CHILD_FIELDS if one.kind is Kind.YES_NO and not values[one.name]}
    return {name: value for name, value in values.items() if name not in no}
