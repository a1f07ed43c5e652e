"""One request: what matters at a glance, its one next action, and its tabs."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from resources_app.casework.attaching import keep_with_request
from resources_app.casework.family import people_of
from resources_app.casework.worklist import NEXT_STEP
from resources_app.children.describing import child_words
from resources_app.foundations.clock import local_day
from resources_app.foundations.phrases import capital
from resources_app.requests import clocks
from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.model import State
from resources_app.requests.states import STAGES, Availability
from ui.pages.batch_panel import offer_batch
from ui.pages.kept_files import FileKeeping
from ui.pages.pack_files import PackFiles
from ui.pages.page import Crumb, Page
from ui.pages.record_opening import Opening
from ui.pages.request_answers import AnswersTab
from ui.pages.request_considered import DEEDS as CONSIDERED
from ui.pages.request_deciding import DEEDS as DECIDING
from ui.pages.request_decision import DecisionTab
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.request_documents import DocumentsTab
from ui.pages.request_family import DEEDS as FAMILY
from ui.pages.request_log import LogTab
from ui.pages.request_market import DEEDS as MARKET
from ui.pages.request_offers import OffersTab
from ui.pages.request_placement import PlacementTab
from ui.pages.request_questions import question_deed
from ui.pages.request_rewording import DEEDS as WORDING
from ui.pages.request_search import SearchTab
from ui.pages.request_sending import DEEDS as SENDING
from ui.pages.request_standing import DEEDS as STANDING
from ui.pages.request_submitted import SubmittedTab
from ui.pages.request_unregistered import DEEDS as UNREGISTERED
from ui.pages.request_view import RequestView, gather
from ui.pages.wording import STATE_TONES, day_and_left, sentence, urgency_tone
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.widgets.buttons import ActionButton, tool
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.stage_line import StageLine
from ui.shell.widgets.tabs import Tab, Tabs
from ui.shell.widgets.words import words

_STAGES = (
    "Draft",
    "Submitted",
    "Authorised",
    "Searching",
    "Offers",
    "Decision",
    "Approved",
    "Placed",
)
# Which tab a request opens on: where its work is.
_OPENS_ON: dict[State, str] = {
    State.AUTHORISED: "search",
    State.SEARCHING: "offers",
    State.OFFERS_IN: "offers",
    State.DECISION_MADE: "decision",
    State.APPROVED: "decision",
    State.PLACED: "placement",
}
DEEDS: dict[str, Deed] = {
    **CONSIDERED,
    **UNREGISTERED,
    **WORDING,
    **FAMILY,
    **STANDING,
    **MARKET,
    **SENDING,
    **DECIDING,
}
_MORE = (
    "match_request",
    "release_request",
    "send_pack",
    "remind",
    "record_response",
    "record_offer",
    "withdraw_offer",
    "reword_request",
    "place_apart",
    "return_to_draft",
    "reject_decision",
    "hold_request",
    "resume_request",
    "withdraw_request",
    "close_request",
)


def _time_left(view: RequestView, now: datetime) -> list[tuple[str, str]]:
    """Chips for a request's time: working days left, and when it must have been searched."""
    clock, today = view.clock, local_day(now)
    needed = clock.needed_by
    return [
        (capital(clocks.working_days_left(needed, today)), clocks.needed_tone(needed, today))
        if needed
        else ("", ""),
        (capital(clocks.search_in_words(clock, now)), clocks.search_tone(clock, now)),
    ]


def _others(view: RequestView) -> list[tuple[str, str]]:
    """A chip for another open request of the child, seen on whichever tab."""
    others = view.earlier.open_requests if view.request.state in OPEN_STATES else ()
    return [(f"{others[0].reference} is open too", "warning")] if others else []


class RequestPage(Page):
    """A request from draft to placement."""

    KEEPS_TYPING: ClassVar[bool] = True
    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "placement_request",
            "child",
            "request_sibling",
            "request_apart",
            "legal_status_period",
            "search",
            "travel_time",
            "release",
            "release_recipient",
            "sending",
            "pack_attachment",
            "question",
            "offer",
            "offer_price",
            "decision",
            "approval",
            "recommendation",
            "approval_check",
            "person_considered",
            "unregistered_exception",
            "court_order",
            "placement",
            "document",
            "attachment",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: RequestView | None = None
        self._opening = Opening(self)
        #: What each tab shows now.
        self._filled: dict[QWidget, RequestView] = {}
        self.files = FileKeeping(
            self, lambda session, paths: keep_with_request(session, self.place.key, paths)
        )
        self.deeds = RequestDeeds(desk)
        self.deeds.wants_panel.connect(self._show_deed)
        self._doing = ""
        self.deeds.wants_tab.connect(self._go_tab)
        self.deeds.wants_search.connect(self._search_now)
        self.header = PageHeader("")
        self.next = ActionButton("", self.primary)
        self.next.hide()  # until it is known what it is
        self.more: QToolButton = tool("more", "More that can be done", lambda: None)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.more.setMenu(self._menu)
        # Last, where a refusal below the button does not push it about.
        self.header.add(self.next, self.more)
        self.stages = StageLine(_STAGES)
        self.standing = words("", "strong", wrap=True)
        self.tabs = Tabs(
            (
                Tab("request", "Request", self._answers),
                Tab("search", "Search", self._search),
                Tab("offers", "Offers", self._offers),
                Tab("decision", "Decision", self._decision),
                Tab("placement", "Placement", lambda: PlacementTab(desk)),
                Tab("documents", "Documents", self._documents),
                Tab("submitted", "Submitted", lambda: SubmittedTab(desk)),
                Tab("log", "Log", LogTab),
            )
        )
        self.tabs.chosen.connect(self._go_tab)
        head = QWidget()
        head.setLayout(column(self.header, self.stages, self.standing))
        self.lay_out(head, self.tabs)

    def _answers(self) -> QWidget:
        tab = AnswersTab(self.desk)
        tab.wants_panel.connect(self.show_panel)
        self.deeds.save_first = tab.save_then
        self.deeds.show_problems = tab.show_problems
        tab.wants_action.connect(self.do)
        return tab

    def _search(self) -> QWidget:
        tab = SearchTab(self.desk)
        tab.wants_panel.connect(self.show_panel)
        return tab

    def _offers(self) -> QWidget:
        tab = OffersTab(self.desk)
        tab.wants_action.connect(self.do)
        tab.wants_answer.connect(lambda action, key: question_deed(action, key)(self.deeds))
        return tab

    def _decision(self) -> QWidget:
        tab = DecisionTab(self.desk)
        tab.wants_action.connect(self.do)
        return tab

    def _documents(self) -> QWidget:
        tab = DocumentsTab(self.desk, PackFiles(self, self.files))
        tab.wants_action.connect(self.do)
        tab.wants_batch.connect(lambda choose: offer_batch(self, choose))
        return tab

    def do(self, action: str) -> None:
        """Begin an action: at once, or by showing what it asks for."""
        self._doing = action
        DEEDS[action](self.deeds)

    def _show_deed(self, panel: Panel) -> None:
        panel.deed = self._doing
        self.show_panel(panel)

    def _search_now(self) -> None:
        """Search, keep the search, and show it."""
        self._go_tab("search")
        tab = self.tabs.built("search")
        if isinstance(tab, SearchTab):
            tab.keep_search()

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), (self.place.key, None)]

    def load(self) -> None:
        officer, today, reference = self.desk.officer, self.desk.today(), self.place.key
        self.desk.read(
            self, lambda tables: gather(tables, officer, reference, today), self._open, key="load"
        )

    def _open(self, view: RequestView) -> None:
        people = (view.child, *view.siblings, *people_of(view.family))
        self._opening.show(people, view.request.reference, lambda: self._show(view))

    def _show(self, view: RequestView) -> None:
        before = self.view
        if before and before.request.id == view.request.id and before.stage != view.stage:
            # The request moved on: show the tab where its work is now.
            self.place = self.place.on("")
        self.view = self.deeds.view = view
        self.files.keep_with(view.request.reference)
        one, today = view.request, self.desk.today()
        age, siblings = view.child.age_on(today), len(view.siblings)
        needed = day_and_left(one.needed_by_date, today)
        self.header.say(
            one.reference,
            " · ".join(
                part
                for part in (
                    f"{view.child.full_name}: {child_words(view.child.sex, age, siblings)}",
                    sentence(view.legal_status),
                    f"needed by {needed}" if needed else "",
                )
                if part
            ),
        )
        self.header.show_chips(
            (sentence(one.state), STATE_TONES[one.state]),
            (sentence(one.urgency), urgency_tone(one.urgency)),
            *_time_left(view, self.desk.clock.now()),
            *_others(view),
        )
        ended = one.state not in STAGES
        # The whole of it is said in the chip and in the sentence; here there is room for a word.
        said = "closed" if one.state is State.CLOSED else one.state
        self.stages.show_stage(view.stage, said if ended else "")
        self.standing.setText(view.standing)
        self.standing.setVisible(bool(view.standing))
        self._show_next(view)
        self._fill_menu(view)
        self.show_tab(self.place.tab)
        self._begin(view, self.take_action())

    def _begin(self, view: RequestView, action: str) -> None:
        """Begin what the page was opened for, or say why it cannot be done."""
        named = {**view.actions, **{one.action: one for one in view.statutory}}
        available = view.next if action == NEXT_STEP else named.get(action)
        if available is None:
            return
        if available.enabled:
            self.do(available.action)
        else:
            self.desk.say(available.why_not, "warning")

    def _show_next(self, view: RequestView) -> None:
        self.next.setVisible(view.next is not None)
        if view.next is None:
            return
        self.next.say(view.next.label)
        if view.next.enabled:
            self.next.allow()
        else:
            self.next.refuse(view.next.why_not)

    def _fill_menu(self, view: RequestView) -> None:
        self._menu.clear()
        for name in _MORE:
            self._add_to_menu(view.actions[name])
        self._menu.addSeparator()
        for available in view.statutory:
            self._add_to_menu(available)

    def _add_to_menu(self, available: Availability) -> None:
        action = self._menu.addAction(available.label)
        action.setEnabled(available.enabled)
        action.setToolTip(available.why_not)
        action.triggered.connect(partial(self._from_menu, available.action))

    def _from_menu(self, name: str, _checked: bool = False) -> None:
        self.do(name)

    def show_tab(self, tab: str) -> None:
        if self.view is None or self.view.request.reference != self.place.key:
            return
        shown = self.tabs.show_tab(tab or _OPENS_ON.get(self.view.request.state, "request"))
        # Only the tab that is seen is filled, once; another is filled when it is chosen.
        show = getattr(shown, "show_view", None)
        if show is not None and self._filled.get(shown) is not self.view:
            self._filled[shown] = self.view
            show(self.view)

    def _go_tab(self, tab: str) -> None:
        self.desk.go("request", self.place.key, tab)

    def primary(self) -> None:
        if self.view is not None and self.view.next is not None and self.view.next.enabled:
            self.do(self.view.next.action)
