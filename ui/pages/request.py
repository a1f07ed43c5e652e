"""One request: what matters at a glance, its one next action, and its tabs."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from resources_app.requests.model import State
from resources_app.requests.states import STAGES
from ui.pages.page import Crumb, Page
from ui.pages.request_answers import AnswersTab
from ui.pages.request_deeds import DEEDS, RequestDeeds
from ui.pages.request_log import LogTab
from ui.pages.request_search import SearchTab
from ui.pages.request_view import RequestView, gather
from ui.pages.wording import STATE_TONES, child_words, day_and_left, sentence, urgency_tone
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.widgets.buttons import ActionButton, tool
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column
from ui.shell.widgets.stage_line import StageLine
from ui.shell.widgets.tabs import Tab, Tabs

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
_MORE = (
    "match_request",
    "release_request",
    "record_response",
    "record_offer",
    "return_to_draft",
    "reject_decision",
    "hold_request",
    "resume_request",
    "withdraw_request",
    "close_request",
)


class RequestPage(Page):
    """A request from draft to placement."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "placement_request",
            "child",
            "request_sibling",
            "legal_status_period",
            "search",
            "release",
            "release_recipient",
            "offer",
            "offer_price",
            "decision",
            "approval",
            "placement",
            "document",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: RequestView | None = None
        self.deeds = RequestDeeds(desk)
        self.deeds.wants_panel.connect(self.show_panel)
        self.deeds.wants_tab.connect(self._go_tab)
        self.header = PageHeader("")
        self.next = ActionButton("", self.primary)
        self.more: QToolButton = tool("more", "More that can be done", lambda: None)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.more.setMenu(self._menu)
        self.header.add(self.more, self.next)
        self.stages = StageLine(_STAGES)
        self.tabs = Tabs(
            (
                Tab("request", "Request", self._answers),
                Tab("search", "Search", self._search),
                Tab("log", "Log", LogTab),
            )
        )
        self.tabs.chosen.connect(self._go_tab)
        head = QWidget()
        head.setLayout(column(self.header, self.stages))
        self.lay_out(head, self.tabs)

    def _answers(self) -> QWidget:
        tab = AnswersTab(self.desk)
        tab.wants_panel.connect(self.show_panel)
        self.deeds.save_first = tab.save_then
        self.deeds.show_problems = tab.show_problems
        return tab

    def _search(self) -> QWidget:
        tab = SearchTab(self.desk)
        tab.wants_panel.connect(self.show_panel)
        return tab

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), (self.place.key, None)]

    def load(self) -> None:
        officer, today, reference = self.desk.officer, self.desk.today(), self.place.key
        self.desk.read(
            self, lambda tables: gather(tables, officer, reference, today), self._show, key="load"
        )

    def _show(self, view: RequestView) -> None:
        self._view = self.deeds.view = view
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
        )
        ended = one.state not in STAGES
        self.stages.show_stage(view.stage, one.state if ended else "")
        self._show_next(view)
        self._fill_menu(view)
        self.show_tab(self.place.tab)

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
            available = view.actions[name]
            if name not in DEEDS:
                continue
            action = self._menu.addAction(available.label)
            action.setEnabled(available.enabled)
            action.setToolTip(available.why_not)
            action.triggered.connect(lambda _checked=False, name=name: self.deeds.do(name))

    def show_tab(self, tab: str) -> None:
        if self._view is None or self._view.request.reference != self.place.key:
            return
        shown = self.tabs.show_tab(tab or _OPENS_ON.get(self._view.request.state, "request"))
        # Only the tab that is seen is filled; another is filled when it is chosen.
        show = getattr(shown, "show_view", None)
        if show is not None:
            show(self._view)

    def _go_tab(self, tab: str) -> None:
        self.desk.go("request", self.place.key, tab)

    def primary(self) -> None:
        if self._view is not None and self._view.next is not None and self._view.next.enabled:
            self.deeds.do(self._view.next.action)
