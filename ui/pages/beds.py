"""Block contracts: the board of bed-nights, and what a quarter or a year of them came to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from resources_app.beds.actions import estimate_minutes
from resources_app.beds.following_queries import without_bed
from resources_app.beds.model import Assessment, BedSale, Board, NightState, Span
from resources_app.documents.actions import print_block_statement
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.fields import Field, Kind
from resources_app.printing.manner import Manner
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from resources_app.team.queries import home_authority
from ui.pages import bed_deeds, bed_questions
from ui.pages.bed_board import BoardView
from ui.pages.bed_board_layout import ZOOMS
from ui.pages.bed_contract import ContractTab
from ui.pages.bed_lists import AssessmentsTab, SalesTab
from ui.pages.bed_reports import OccupancyTab, OutcomesTab, PeriodTab, StatementTab
from ui.pages.bed_side import WIDTH as SIDE_WIDTH
from ui.pages.bed_side import SidePanel
from ui.pages.beds_view import BedsView, board_period, gather
from ui.pages.page import Crumb, Page
from ui.pages.printing import Printable, print_now
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, tool
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row, scrolled, surface
from ui.shell.widgets.tabs import Tab, Tabs
from ui.shell.widgets.words import words

_BAR = 16  # of the side panel, when it does not fit
_SEEN_BEFORE = timedelta(days=3)  # nights before tonight that the board opens with


class BedsPage(Page):
    """The beds of one block contract."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        """agreement bed bed_allocation bed_hold bed_out_of_service bed_placement bed_sale
        block_home block_payment fee_line outcome_measure placement therapist_assessment""".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view = BedsView(())
        self._around = desk.today()
        self._home = ""
        self._goes_to: date | None = None
        self._refused = why_not(desk.officer, Permission.KEEP_BEDS)
        self._header = PageHeader("Beds")
        self._contracts = QComboBox()
        self._contracts.setAccessibleName("Block contract")
        self._contracts.activated.connect(lambda _: self._contract_chosen())
        self._contracts.hide()
        self._header.add(self._contracts)
        self.view = BoardView()
        self.view.chose.connect(self._chose)
        self.view.asked.connect(self.deed)
        self.view.dropped.connect(self._dropped)
        self.view.horizontalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        self.side = SidePanel(lambda: self._refused)
        self.side.asked.connect(self.deed)
        self.tabs = Tabs(
            (
                Tab("board", "Board", self._board_tab),
                Tab("occupancy", "Occupancy", lambda: OccupancyTab(desk)),
                Tab("sales", "Sales", lambda: SalesTab(self._ask_cancel, self._refused)),
                Tab("outcomes", "Outcomes", self._outcomes_tab),
                Tab("statement", "Statement", self._statement_tab),
                Tab("assessments", "Assessments", self._assessments_tab),
                Tab("contract", "Contract", self._contract_tab),
            )
        )
        self.tabs.chosen.connect(lambda key: desk.go("beds", self.place.key, key))
        self._nothing = self._empty()
        self._pile = QStackedWidget()
        self._pile.addWidget(self.tabs)
        self._pile.addWidget(self._nothing)
        self.lay_out(self._header, self._pile)
        self.first = self.view
        self.tabs.show_tab("board")

    # ---- laying out ------------------------------------------------------------------

    def _empty(self) -> QWidget:
        title = words("There is no block contract yet", "section")
        text = words(
            "Homes whose beds are bought whole, and shared with partner authorities, are worked "
            "here. Make an agreement of the kind “block” first; its homes, shares and payment "
            "are then set up here.",
            "muted",
            wrap=True,
        )
        step = button("Go to the agreements", lambda: self.desk.go("agreements"))
        return surface(column(title, text, row(step, 1), 1, spacing=SPACE_M), margin=SPACE_L)

    def _board_tab(self) -> QWidget:
        self.day = DayEditor(Field("day", "From the night of", Kind.DATE))
        self.day.setFixedWidth(160)
        self.day.edited.connect(self._day_edited)
        self.day.line.editingFinished.connect(self._day_edited)
        label = words("From", "strong")
        label.setBuddy(self.day)
        zoom = QComboBox()
        zoom.setAccessibleName("How many nights are seen")
        for name, width in ZOOMS:
            zoom.addItem(name, width)
        zoom.activated.connect(lambda _: self._zoom(int(zoom.currentData())))
        self.zoom = zoom
        bar = row(
            label,
            self.day,
            tool("back", "Earlier nights", lambda: self._step(-1)),
            tool("forward", "Later nights", lambda: self._step(1)),
            button("Tonight", lambda: self.show_day(self.desk.today())),
            zoom,
            1,
            words("6/7 below: beds used, of the share", "meta"),
            spacing=SPACE_S,
        )
        side = scrolled(surface(column(self.side), margin=SPACE_M))
        side.setFixedWidth(SIDE_WIDTH + 2 * SPACE_M + _BAR)
        panes = row(self.view, side, spacing=SPACE_M)
        panes.setStretch(0, 1)
        whole = column(holder(bar), panes, spacing=SPACE_S)
        whole.setStretch(1, 1)
        return holder(whole)

    def _outcomes_tab(self) -> QWidget:
        return OutcomesTab(self.desk, self._ask_outcomes, self._refused)

    def _statement_tab(self) -> QWidget:
        refused = why_not(self.desk.officer, Permission.PRINT)
        return StatementTab(self.desk, self._print, refused)

    def _assessments_tab(self) -> QWidget:
        return AssessmentsTab(self.desk.today, self._ask_assessment, self._refused)

    def _contract_tab(self) -> QWidget:
        refused = why_not(self.desk.officer, Permission.KEEP_AGREEMENTS)
        return ContractTab(self._ask_change, refused)

    # ---- reading ---------------------------------------------------------------------

    def crumbs(self) -> list[Crumb]:
        return [("Beds", None if not self.place.key else Place("beds")), *self._where()]

    def _where(self) -> list[Crumb]:
        return [(self.place.key, None)] if self.place.key else []

    def load(self) -> None:
        reference, around, today = self.place.key, self._around, self.desk.today()

        def read(tables: Any) -> tuple[BedsView, str]:
            return gather(tables, reference, around, today), home_authority(tables).ons_code

        self.desk.read(self, read, self._show, key="load")

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab or "board")
        self._fill_tab()

    def _show(self, found: tuple[BedsView, str]) -> None:
        if self._view.board is None:
            self._goes_to = self.desk.today() - _SEEN_BEFORE
        self._view, self._home = found
        board, counts = self._view.board, self._view.counts
        self._pile.setCurrentWidget(self._nothing if board is None else self.tabs)
        if board is None or counts is None:
            self._header.say("Beds")
            return
        self._say(board)
        self.view.show_board(board, counts)
        if self._goes_to is not None:
            self.day.set_value(self._goes_to)
            self.view.go_to(self._goes_to)
            self._goes_to = None
        self._fill_tab()

    def _say(self, board: Board) -> None:
        contract = board.contract
        self._header.say(
            contract.title,
            f"{contract.reference} · {len(contract.homes)} homes, {len(contract.beds)} beds, "
            f"{len(contract.partners)} authorities · to "
            f"{day_text(inclusive_end(contract.period.end)) or 'no end'}",
        )
        clashes = len(board.clashes)
        self._header.show_chips((f"{clashes} beds claimed twice" if clashes else "", "bad"))
        overdue = sum(one.overdue(self.desk.today()) for one in self._view.assessments)
        self.tabs.label("assessments", f"Assessments ({overdue} overdue)" if overdue else
                        "Assessments")  # fmt: skip
        self._contracts.clear()
        for one in self._view.contracts:
            self._contracts.addItem(f"{one.reference}  {one.title}", one.reference)
        self._contracts.setCurrentIndex(self._contracts.findData(contract.reference))
        self._contracts.setVisible(len(self._view.contracts) > 1)

    def _fill_tab(self) -> None:
        board = self._view.board
        if board is None:
            return
        shown = self.tabs.built(self.tabs.current)
        if isinstance(shown, PeriodTab):
            shown.load(board.contract.reference, board.contract.period)
        elif isinstance(shown, SalesTab | ContractTab):
            shown.show_contract(board.contract)
        elif isinstance(shown, AssessmentsTab):
            shown.show_assessments(self._view.assessments, board.contract.therapist_weeks)

    def _contract_chosen(self) -> None:
        self.desk.go("beds", str(self._contracts.currentData()), self.place.tab)

    # ---- the board's days ------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Show the board from a night on, reading other nights where it does not reach so far."""
        self.day.set_value(day)
        board = self._view.board
        last = day + timedelta(days=self.view.nights_seen)
        end = board.period.end if board is not None else None
        if end is not None and board is not None and board.period.start <= day and last <= end:
            self.view.go_to(day)
            return
        self._around = day
        if board is not None and board_period(day) != board.period:
            # The other nights come later: the board goes there when they have.
            self._goes_to = day
            self.load()

    def _day_edited(self) -> None:
        day = self.day.day()
        if day is not None and day != self.view.first_day:
            self.show_day(day)

    def _step(self, way: int) -> None:
        day = self.view.first_day or self.desk.today()
        nights = max(7, self.view.nights_seen - 7)
        self.show_day(day + way * timedelta(days=nights))

    def _scrolled(self) -> None:
        """The field says from which night on the board is seen, unless it is typed into."""
        day = self.view.first_day
        if day is not None and not self.day.line.hasFocus():
            self.day.set_value(day)

    def _zoom(self, night_width: int) -> None:
        self.view.zoom(night_width)

    def _chose(self) -> None:
        self.side.show_chosen(self.view.chosen, self._view.board, self._view.counts)

    # ---- deeds -----------------------------------------------------------------------

    def primary(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def deed(self, name: str) -> None:
        """Do with the chosen nights what a key or a button asks."""
        board, chosen = self._view.board, self.view.chosen
        if board is None or chosen is None or not self.side.may(name):
            self._say_why_not(name)
            return
        first = next(one for one in chosen.row.spans if one.period.overlaps(chosen.period))
        asked: dict[str, Callable[[], Any]] = {
            "hold": lambda: self._ask(bed_deeds.hold(board, chosen, self._home)),
            "sell": lambda: self._ask(bed_deeds.sell(board, chosen, self._seller(first))),
            "out": lambda: self._ask(bed_deeds.out(board, chosen)),
            "move": lambda: self._ask(bed_deeds.move(board, chosen, first)),
            "undo": lambda: self._ask(bed_deeds.undo(board, chosen, first)),
            "cancel": lambda: self._ask(bed_deeds.cancel(board, chosen)),
            "place": self._ask_place,
            "open": lambda: self._open(board, first),
            "travel": lambda: self._ask(bed_questions.travel(board, chosen.row.home)),
        }
        asked[name]()

    def _say_why_not(self, name: str) -> None:
        if self.view.chosen is not None and self.side.why.text():
            self.desk.say(self.side.why.text(), "warning")
        elif name != "open":
            self.desk.say("Choose nights of a bed first.", "information")

    def _seller(self, first: Span) -> str:
        """Who would sell: whoever has a bed to spare that night, the home authority before all."""
        counts, board, chosen = self._view.counts, self._view.board, self.view.chosen
        if counts is None or board is None or chosen is None:
            return self._home
        night = (chosen.period.start - board.period.start).days
        spare = [one.partner.code for one in counts.authorities
                 if one.share[night] > one.used[night]]  # fmt: skip
        held_by = first.authority_code if first.state is NightState.HELD else ""
        return next((code for code in (held_by, self._home) if code in spare), "") or next(
            iter(spare), self._home
        )

    def _dropped(self, buyer: str) -> None:
        board, chosen = self._view.board, self.view.chosen
        if board is None or chosen is None or self._refused:
            self._say_why_not("sell")
            return
        first = next(one for one in chosen.row.spans if one.period.overlaps(chosen.period))
        seller = self._seller(first)
        self._ask(bed_deeds.sell(board, chosen, "" if seller == buyer else seller, buyer))

    def _ask(self, question: bed_deeds.Question) -> None:
        bed_deeds.ask(self, question)

    def _ask_place(self) -> None:
        board, chosen, today = self._view.board, self.view.chosen, self.desk.today()
        assert board is not None
        assert chosen is not None
        night, home = chosen.period.start, chosen.row.home.id
        self.desk.read(
            self,
            lambda tables: without_bed(tables, board.contract, home, night, today),
            lambda found: self._ask(bed_deeds.place(board, chosen, found)),
        )

    def _open(self, board: Board, span: Span) -> None:
        stay = next((one for one in board.contract.stays if one.id == span.source), None)
        if stay is not None:
            self.desk.go("placement", stay.placement_reference)

    def _ask_cancel(self, sale: BedSale) -> None:
        board = self._view.board
        assert board is not None
        self._ask(bed_deeds.cancel_sale(board.contract.reference, sale.reference))

    def _ask_assessment(self, one: Assessment) -> None:
        self._ask(bed_questions.assess(one, self.desk.today()))

    def _ask_change(self, name: str) -> None:
        board, today = self._view.board, self.desk.today()
        if board is None:
            return
        first = max(today, board.contract.period.start)
        asked: dict[str, Callable[[], bed_deeds.Question]] = {
            "terms": lambda: bed_questions.terms(board),
            "home": lambda: bed_questions.add_home(board, first),
            "shares": lambda: bed_questions.share_out(board, first),
            "payment": lambda: bed_questions.payment(board, first),
        }
        if name == "estimate":
            reference = board.contract.reference
            self.desk.write(
                self,
                lambda session: estimate_minutes(session, reference),
                lambda _: self.desk.say("What nobody has entered is estimated by distance."),
            )
        else:
            self._ask(asked[name]())

    def _ask_outcomes(self) -> None:
        if self._view.board is not None:
            self._ask(bed_questions.outcomes(self._view.board))

    def _print(self, quarter: str, authority: str, manner: Manner) -> None:
        board = self._view.board
        if board is not None:
            job = partial(print_block_statement.job, quarter=quarter, authority=authority)
            what = Printable("block-statement", "Print the statement", job)
            print_now(self.desk, self, what, board.contract.reference, manner=manner)
