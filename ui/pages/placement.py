"""One placement: where a child lives, under which agreement, at what price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from resources_app.casework.history import HistoryLine, history
from resources_app.children.describing import child_words
from resources_app.documents.model import Document, Kind
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import small
from resources_app.placements.duties import OwedDuty
from resources_app.placements.staying_on import eighteenth
from resources_app.placements.variation_model import VariationState
from resources_app.store.tables import Tables
from ui.pages.absence_panels import ask_absence, ask_return, ask_to_retain, why_not_retained
from ui.pages.document_table import COLUMNS
from ui.pages.life_panels import ask_at_18, ask_review, ask_to_approve_18
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.placement_charges import PlacementCharges, gather_charges
from ui.pages.placement_connected import ConnectedPerson
from ui.pages.placement_duties import PlacementDuties, ask_done, ask_waived
from ui.pages.placement_life import PlacementLife
from ui.pages.placement_variations import PlacementVariations
from ui.pages.placement_view import PlacementFacts, PlacementView, gather, period_text
from ui.pages.printing import (
    OF_ENDING,
    OF_PLACEMENT,
    Printable,
    preview_now,
    print_now,
    variation_paper,
)
from ui.pages.record_opening import Opening
from ui.pages.request_log import COLUMNS as LOG_COLUMNS
from ui.pages.respite_panels import ask_to_approve_respite
from ui.pages.variation_panels import (
    ask_ending,
    ask_other_day,
    ask_to_approve,
    ask_to_refuse,
    ask_to_withdraw,
    ask_variation,
)
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, put_words, tool
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.tabs import Tab, Tabs


class PlacementPage(Page):
    """Facts and fees, documents, and what was done."""

    KEEPS_TYPING: ClassVar[bool] = True
    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "placement",
            "ipa",
            "fee_line",
            "ipa_funding",
            "document",
            "signature_party",
            "child",
            "service",
            "absence",
            "placement_move",
            "review",
            "notice",
            "breakdown",
            "staying_on",
            "respite",
            "variation",
            "duty",
            "temporary_approval",
            "notification",
            "delivery",
            "rate",
            "retainer_rule",
            "discount_rule",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("")
        self._home = button("The home", self._open_home, "link")
        self.print = button(OF_PLACEMENT[0].label, self.primary, "primary", icon="print")
        # In words there would be no room for the placement’s own in a small window.
        self.preview = tool("eye", "Preview the contract schedule", self._preview)
        self._end = button("End the placement", self._ask_ending)
        self.letter = button(OF_ENDING.label, self._print_ending, icon="print")
        self._child = button("The child’s file", self._open_child, "link")
        self.manner = MannerChoice(
            Kind.CONTRACT_SCHEDULE, Kind.VARIATION, Kind.ENDING_LETTER, Kind.NOTICE_LETTER
        )
        self._header.add_links(self._child, self._home)
        self._header.add(self._end, self.manner, self.preview, self.print)
        self._view: PlacementView | None = None
        self._opening = Opening(self)
        self._facts = PlacementFacts()
        self.life = PlacementLife(self)
        self.charges: PlacementCharges | None = None
        self.variations = self._make_variations()
        self.duties = PlacementDuties(self)
        self.duties.doing.connect(self._ask_done)
        self.duties.waiving.connect(lambda one: ask_waived(self, one))
        self.connected = ConnectedPerson(self)
        # Together at once: the card is shown when there is something on it, opened tab or not,
        # and what has no place yet would open as a window of its own.
        self._owed = holder(column(self.connected, self.duties))
        self.documents = Table(COLUMNS, "Documents of this placement")
        self.documents.when_empty(
            "Nothing was printed yet",
            "The contract schedule is what both sides sign.",
            OF_PLACEMENT[0].label,
            self.primary,
        )
        self.documents.opened.connect(lambda one: desk.go("document", one.reference))
        self._paper = holder(column(holder(row(1, self.letter)), self.documents, spacing=SPACE_S))
        self._log = Table(LOG_COLUMNS, "What was done")
        self.tabs = Tabs(
            (
                Tab("placement", "Placement", lambda: self._facts),
                Tab("life", "Living there", lambda: self.life),
                Tab("charges", "Charges", self._make_charges),
                Tab("variations", "Variations", lambda: self.variations),
                Tab("duties", "Duties", lambda: self._owed),
                Tab("documents", "Documents", lambda: self._paper),
                Tab("log", "Log", lambda: self._log),
            )
        )
        self.tabs.chosen.connect(lambda tab: desk.go("placement", self.place.key, tab))
        self.lay_out(self._header, self.tabs)

    def crumbs(self) -> list[Crumb]:
        return [("Placements", Place("placements")), (self.place.key, None)]

    def load(self) -> None:
        reference, today = self.place.key, self.desk.today()

        def read(tables: Tables) -> tuple[PlacementView, list[HistoryLine]]:
            view = gather(tables, reference, today)
            return view, history(tables, reference=view.placement.reference)

        self.desk.read(self, read, self._open, key="load")

    def _open(self, answer: tuple[PlacementView, list[HistoryLine]]) -> None:
        view = answer[0]
        self._opening.show([view.child], view.placement.reference, lambda: self._show(answer))

    def _show(self, answer: tuple[PlacementView, list[HistoryLine]]) -> None:
        view, log = answer
        self._view = view
        one, today = view.placement, self.desk.today()
        child = child_words(view.child.sex, view.child.age_on(today))
        self._header.say(
            one.reference,
            f"{view.child.full_name}: {child} · {view.service.name} · {period_text(one.period)}",
        )
        live = today in one.period
        coming = one.period.start > today
        self._header.show_chips(
            (
                "To start" if coming else "Living there" if live else "Ended",
                "good" if live else "plain",
            ),
            _schedule_chip(view.documents),
        )
        self.print.setVisible(view.ipa is not None)
        gone = one.period.end is not None and one.period.end <= today
        self.letter.setVisible(gone and bool(view.life.placement.end_code))
        ended = one.period.end
        put_words(self._end, "End the placement" if ended is None else "Correct the day of leaving")
        self._end.setVisible(ended is None or view.ipa is not None)
        self._facts.show_placement(view, today)
        self.life.show_life(view.life, view.child.date_of_birth, self.desk.officer.id, today)
        self.variations.show_variations(
            list(view.variations), self.desk.officer.id, _why_not_varied(view, today)
        )
        self.connected.show_approvals(one, view.connected, today)
        self.duties.show_duties(list(view.duties), list(view.told), today)
        self.documents.show_rows(view.documents)
        self._log.show_rows(log)
        self._load_charges()
        self._begin(view, self.take_action())

    def _begin(self, view: PlacementView, action: str) -> None:
        """Begin what the page was opened for: the first of its kind that waits."""
        waiting = [one for one in view.variations if one.state is VariationState.PROPOSED]
        owed = [one for one in view.duties if one.open]
        reference = self.place.key
        begin: dict[str, Callable[[], object]] = {
            "propose_variation": self._ask_variation,
            "end_placement": self._ask_ending,
            "record_review": lambda: ask_review(self, reference),
            "propose_staying": self._ask_at_18,
        }
        if waiting:
            begin["approve_variation"] = lambda: ask_to_approve(self, reference, waiting[0])
        to_approve = [one for one in view.life.at_18 if one.state == "proposed"]
        if to_approve:
            begin["approve_staying"] = lambda: ask_to_approve_18(self, to_approve[0])
        respites = [one for one in view.life.respites if one.state == "proposed"]
        if respites:
            begin["approve_respite"] = lambda: ask_to_approve_respite(self, respites[0])
        if owed:
            begin["complete_duty"] = lambda: self._ask_done(owed[0])
        if action in begin:
            begin[action]()

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)

    def _make_variations(self) -> PlacementVariations:
        made = PlacementVariations()
        made.proposing.connect(self._ask_variation)
        made.approving.connect(lambda one: ask_to_approve(self, self.place.key, one))
        made.refusing.connect(lambda one: ask_to_refuse(self, self.place.key, one))
        made.withdrawing.connect(lambda one: ask_to_withdraw(self, self.place.key, one))
        made.printing.connect(
            lambda one: self._print_of(variation_paper(one.number), self.place.key)
        )
        return made

    def _ask_variation(self) -> None:
        if self._view is not None and self._view.ipa is not None:
            ask_variation(self, self.place.key, self._view.ipa, self.desk.today())

    def _ask_ending(self) -> None:
        ended = self._view.placement.period.end if self._view else None
        if ended is None:
            ask_ending(self, self.place.key)
        else:
            ask_other_day(self, self.place.key, ended)

    def _make_charges(self) -> PlacementCharges:
        self.charges = PlacementCharges(
            lambda: ask_absence(self, self.place.key),
            lambda: ask_return(self, self.place.key),
            self._retain,
            lambda one: why_not_retained(self.desk.officer, one),
        )
        self.charges.asked.connect(lambda _: self._load_charges())
        self._load_charges()
        return self.charges

    def _load_charges(self) -> None:
        if self.charges is None or self._view is None:
            return
        self.charges.begin(self.desk.today())
        period, reference = self.charges.period, self._view.placement.reference
        assert period is not None
        self.desk.read(
            self,
            lambda tables: gather_charges(tables, reference, period),
            self.charges.show_charges,
            key="charges",
        )

    def _retain(self) -> None:
        chosen = self.charges.away.current() if self.charges else None
        if chosen is not None:
            ask_to_retain(self, chosen)

    def _ask_at_18(self) -> None:
        if self._view is not None:
            birthday = eighteenth(self._view.child.date_of_birth)
            ask_at_18(self, self.place.key, birthday)

    def _ask_done(self, one: OwedDuty) -> None:
        ask_done(self, one, self._view.childs_documents if self._view else ())

    def _open_child(self) -> None:
        if self._view is not None:
            self.desk.go("child", self._view.child.local_identifier)

    def _open_home(self) -> None:
        if self._view is not None:
            self.desk.go("service", self._view.service.urn)

    def _print_of(self, what: Printable, reference: str) -> None:
        print_now(self.desk, self, what, reference, manner=self.manner.chosen)

    def _preview(self) -> None:
        what, manner = OF_PLACEMENT[0], self.manner.chosen
        preview_now(self.desk, self, what, self.place.key, manner=manner)

    def _print_ending(self) -> None:
        self._print_of(OF_ENDING, self.place.key)

    def primary(self) -> None:
        if self._view is not None:
            self._print_of(OF_PLACEMENT[0], self._view.placement.reference)


def _why_not_varied(view: PlacementView, today: date) -> str:
    """Why no variation can be proposed, in a sentence; empty when one can."""
    ended = view.placement.period.end
    if view.ipa is None:
        return "A brother’s or sister’s agreement covers this placement: vary that."
    if ended is not None and ended <= today:
        return f"The placement ended on {day_text(ended)}."
    return ""


def _schedule_chip(documents: Sequence[Document]) -> tuple[str, str]:
    """How the contract schedule that stands is signed, and its tone; empty where none was printed.

    The documents are in the order of the register, the last printed first.
    """
    for one in documents:
        if one.kind is Kind.CONTRACT_SCHEDULE and not one.superseded_by and one.signing.words:
            return f"Schedule: {small(one.signing.words)}", one.signing.tone
    return "", ""
