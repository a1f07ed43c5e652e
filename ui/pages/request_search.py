"""The Search tab: criteria | ranked homes | map, and why each home fits or does not."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from resources_app.casework.impact import impact_of
from resources_app.casework.kept_searches import Shelf, changes_of, shelf_of
from resources_app.casework.refusals import refusals_of
from resources_app.casework.searching import (
    KeptSearch,
    SearchOutcome,
    kept_search,
    latest_search,
    look_for_home,
    search_for_home,
)
from resources_app.foundations.clock import from_stamp, local_text
from resources_app.foundations.errors import KnownError
from resources_app.foundations.postcodes import Location
from resources_app.providers.queries import service_by_urn
from resources_app.requests.criteria import CriteriaChanges
from ui.pages.request_view import RequestView
from ui.pages.search_criteria import CriteriaPane
from ui.pages.search_impact import impact_panel
from ui.pages.search_results import BACK, LeftOut, Results, Why
from ui.pages.search_shelf import ShelfMenu, name_panel
from ui.pages.search_travel import travel_panel
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import words

if TYPE_CHECKING:
    from ui.shell.widgets.map import MapView, Spot

SHOWN = 300  # of those that fit, best first; more than anybody reads
_PAUSE = 150  # milliseconds after a switch is turned before searching again


class SearchTab(QWidget):
    """Looks again at once when a switch is turned; keeps a search only when told to."""

    wants_panel = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: RequestView | None = None
        self._outcome: SearchOutcome | None = None
        self._map: MapView | None = None
        self._spots: list[Spot] = []
        self._shelf: Shelf | None = None
        self._reopened = ""  # the id of an earlier search that is looked at
        self._shown_id = ""  # of the kept search that is shown, if it is one
        self._keep_next = False
        self.criteria = CriteriaPane()
        self.results = Results()
        self.why = Why()
        self._kept = words("", "meta", wrap=True)
        self.keep = button("Keep this search", self.keep_search, icon="save", name="keep")
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._look)
        self.criteria.changed.connect(self._timer.start)
        self.results.selected.connect(self._explain)
        self.results.opened.connect(lambda urn: desk.go("service", urn))
        self.results.summary.opened.connect(self._open_cause)
        self.why.wants_travel.connect(self._enter_travel)
        self.why.wants_impact.connect(self._assess)
        self.shelf = ShelfMenu()
        self.shelf.opened.connect(self.reopen)
        self.shelf.used.connect(self._use)
        self.back = button("Back to now", lambda: self.reopen(""), name="back")
        self.rename = button("Name it", self._rename, "link", name="rename")
        self._right = QSplitter(Qt.Orientation.Vertical)
        self._map_place = QVBoxLayout()
        self._map_place.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self._panes()))

    def _panes(self) -> QSplitter:
        """Criteria, the homes with the buttons below them, and the map over the reasons."""
        buttons = (self.rename, self.back, self.shelf, self.keep)
        foot = holder(row(self._kept, *buttons, spacing=SPACE_M))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.core = words("", "meta", wrap=True)
        middle = holder(column(self.core, self.results, foot, spacing=SPACE_S))
        self._right.addWidget(surface(self._map_place, margin=1))
        self._right.addWidget(surface(column(self.why), margin=SPACE_M))
        self._right.setStretchFactor(0, 1)
        self._right.setStretchFactor(1, 1)
        self._right.setSizes([210, 390])  # The reasons are read; the map is looked at.
        panes = QSplitter()
        for pane, share in ((self.criteria, 0), (middle, 3), (self._right, 2)):
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, share)
        panes.setSizes([226, 548, 238])
        panes.setHandleWidth(SPACE_M)
        self.criteria.setMinimumWidth(226)
        self._right.setMinimumWidth(236)
        return panes

    def show_view(self, view: RequestView) -> None:
        """Show a request's search: live while one may search, kept as it was afterwards."""
        before = self._view
        if before is None or before.request.id != view.request.id:
            self.criteria.forget()
            self._outcome = self._shelf = None
            self._reopened, self._keep_next = "", False
        self._view = view
        self.core.setText(" ".join(one.sentence for one in view.core))
        reference = view.request.reference
        self._desk.read(
            self, lambda tables: shelf_of(tables, reference), self._shelved, key="shelf"
        )

    def _shelved(self, shelf: Shelf) -> None:
        """The searches that were kept are known: what was changed in the last still counts."""
        assert self._view is not None
        first, self._shelf = self._shelf is None, shelf
        live = self._view.actions["match_request"].enabled
        self.shelf.show_shelf(shelf, self._view.officers, live=live)
        if first and live:
            self.criteria.use(shelf.changes)
        self._look()
        if self._keep_next:
            self.keep_search()

    def reopen(self, search_id: str) -> None:
        """Show an earlier search as it was made; an empty id shows the search as it is now."""
        self._reopened = search_id
        self.criteria.forget()
        if not search_id and self._shelf is not None:
            self.criteria.use(self._shelf.changes)
        self._look()

    def _use(self, search_id: str) -> None:
        """Ask what another search asks, of this request."""
        self._reopened = ""
        self._desk.read(
            self, lambda tables: changes_of(tables, search_id), self._used, key="changes"
        )

    def _used(self, changes: CriteriaChanges | None) -> None:
        self.criteria.use(changes)
        self._look()

    def _rename(self) -> None:
        made = self._shelf.made if self._shelf is not None else ()
        shown = next((one for one in made if one.id == self._shown_id), None)
        if shown is not None:
            self.wants_panel.emit(name_panel(self._desk, shown))

    @property
    def outcome(self) -> SearchOutcome | None:
        """What is shown, when it is a live search."""
        return self._outcome

    def _look(self) -> None:
        if self._view is None:
            return
        view = self._view
        if self._reopened:
            search_id = self._reopened
            self._desk.read(
                self, lambda tables: kept_search(tables, search_id), self._show_kept, key="look"
            )
        elif view.actions["match_request"].enabled:
            session, changes = self._desk.session, self.criteria.changes
            reference = view.request.reference
            self._desk.read(
                self,
                lambda tables: look_for_home(session, reference, changes, tables=tables),
                self._show_outcome,
                failed=self._refused,
                key="look",
            )
        else:
            reference = view.request.reference
            self._desk.read(
                self, lambda tables: latest_search(tables, reference), self._show_kept, key="look"
            )

    def keep_search(self) -> None:
        """Keep what is asked and found with the request."""
        if self._view is None:
            return
        self._keep_next = self._shelf is None  # What the last one changed is not known yet.
        if self._keep_next:
            return
        reference, changes = self._view.request.reference, self.criteria.changes
        self.keep.setEnabled(False)
        self._desk.write(
            self,
            lambda session: search_for_home(session, reference, changes),
            self._was_kept,
            failed=self._refused,
        )

    def _was_kept(self, outcome: SearchOutcome) -> None:
        self._desk.say(f"The search is kept with the request: {outcome.summary}.")

    def _refused(self, error: KnownError) -> None:
        self.keep.setEnabled(True)
        self._desk.complain(error)

    def _show_outcome(self, outcome: SearchOutcome) -> None:
        self._outcome = outcome
        self._show_sides(True)
        self._show_which("")
        self.keep.show()
        self.keep.setEnabled(True)
        searched = self._view is not None and self._view.searched
        self._kept.setText(
            "Changed criteria count only once you keep the search."
            if searched
            else "Keep the search to be able to send the request to providers."
        )
        self.criteria.show_criteria(outcome.criteria, locked=False)
        self.results.fitting.when_empty(
            "Nothing fits these criteria", "Turn a “must” into a “wish”, or widen the distance."
        )
        self.results.summary.show_counts(
            outcome.fits, outcome.considered, outcome.excluded_by_cause
        )
        self.results.show_fitting(outcome.ranked(0, SHOWN))
        self._show_map(outcome.criteria.home, outcome.criteria.school, _spots_of(outcome))

    def _show_kept(self, kept: KeptSearch | None) -> None:
        assert self._view is not None
        self._outcome = None
        self.keep.hide()
        self._show_which(kept.id if kept is not None else "")
        why_not = self._view.actions["match_request"].why_not
        self._show_sides(kept is not None)
        if kept is None:
            self._kept.setText("")
            self.results.fitting.when_empty("No search yet", why_not)
            self.results.show_fitting([])
            self.results.summary.setText("")
            self.why.show_text("", "")
            return
        who = self._view.officers.get(kept.searched_by, "somebody")
        when = local_text(from_stamp(kept.searched_at))
        self._kept.setText(f"As {who} searched on {when}. {why_not}")
        self.criteria.forget()
        self.criteria.show_criteria(kept.criteria, locked=True)
        self.results.summary.show_counts(kept.fits, kept.considered, kept.excluded_by_cause)
        self.results.show_fitting(kept.results[:SHOWN])
        self._show_map(kept.criteria.home, kept.criteria.school, _spots_of_kept(kept))

    def _show_which(self, search_id: str) -> None:
        """Offer a name for the kept search that is shown, and the way back from an earlier one."""
        self._shown_id = search_id
        self.rename.setVisible(bool(search_id))
        self.back.setVisible(bool(self._reopened))

    def _show_sides(self, yes: bool) -> None:
        """Criteria, map and reasons, or, while there is no search, nothing but why."""
        self.criteria.setVisible(yes)
        self._right.setVisible(yes)

    def _explain(self, urn: str) -> None:
        if self._outcome is not None and urn:
            explained = self._outcome.explain(urn)
            self.why.show_explanation(explained)
            self._look_up_refusals(explained.service_id)
        elif urn:
            self.why.show_text(
                "An earlier search", "Why each home fits is explained for the search as it is now."
            )
        if self._map is not None:
            self._map.show_spots(self._spots, urn)

    def _look_up_refusals(self, service_id: str) -> None:
        """Say what the home refused before, once it is read."""
        assert self._view is not None
        asked, today = self._view.request, self._desk.today()
        children = (asked.child_id, *asked.sibling_ids)
        self._desk.read(
            self,
            lambda tables: refusals_of(tables, service_id, children, today),
            lambda found: self.why.add_refusals(found.sentences),
            key="refusals",
        )

    def _enter_travel(self) -> None:
        """Ask for the minutes of a way from the home that is selected."""
        chosen = self.results.fitting.current()
        if self._view is None or chosen is None:
            return
        self.wants_panel.emit(travel_panel(self._desk, self._view.request.reference, chosen))

    def _assess(self) -> None:
        """Ask what a placement in the home that is selected would mean for those who live there."""
        chosen = self.results.fitting.current()
        if self._view is None or chosen is None:
            return
        asked, today = self._view.request, self._desk.today()
        self._desk.read(
            self,
            lambda tables: impact_of(
                tables, asked.id, service_by_urn(tables, chosen.urn), "", today
            ),
            lambda now: self.wants_panel.emit(
                impact_panel(self._desk, asked.reference, chosen, now)
            ),
            key="impact",
        )

    def _open_cause(self, cause: str) -> None:
        outcome = self._outcome
        if outcome is None:
            return
        if cause == BACK:
            self._show_outcome(outcome)
            return
        catalogue = outcome.match.ground.catalogue
        rows = [
            LeftOut(
                catalogue.text("urn", at),
                catalogue.text("name", at),
                catalogue.text("provision_type", at),
            )
            for at in outcome.match.excluded_by(cause)
        ]
        self.results.summary.show_cause(cause, len(rows))
        self.results.show_left_out(rows)

    def _show_map(self, home: Location | None, school: Location | None, spots: list[Spot]) -> None:
        self._spots = spots
        if self._map is None:
            # pyqtgraph takes a third of a second to load: only once a map is wanted.
            module: Any = import_module("ui.shell.widgets.map")
            self._map = module.MapView()
            self._map.chosen.connect(self._choose)
            self._map_place.addWidget(self._map)
        self._map.show_child(_spot("home", home), _spot("school", school))
        chosen = self.results.fitting.current()
        self._map.show_spots(spots, chosen.urn if chosen else "")

    def _choose(self, urn: str) -> None:
        self.results.fitting.select(lambda one: one.urn == urn)


def _spot(key: str, where: Location | None) -> Spot | None:
    if where is None or where.easting is None or where.northing is None:
        return None
    made: Spot = import_module("ui.shell.widgets.map").Spot(key, where.easting, where.northing, key)
    return made


def _spots_of_kept(kept: KeptSearch) -> list[Spot]:
    """Where the homes of a kept search were, of those whose place was known."""
    spot = import_module("ui.shell.widgets.map").Spot
    return [
        spot(one.urn, float(one.easting), float(one.northing), one.name)
        for one in kept.results[:SHOWN]
        if one.easting is not None and one.northing is not None
    ]


def _spots_of(outcome: SearchOutcome) -> list[Spot]:
    """Where the homes that fit are, of those whose place is known."""
    spot = import_module("ui.shell.widgets.map").Spot
    ground = outcome.match.ground
    catalogue, places = ground.catalogue, ground.catalogue.places
    found: list[Spot] = []
    for at in outcome.match.order[:SHOWN].tolist():
        here = int(ground.place[at])
        if places.known[here]:
            found.append(
                spot(
                    catalogue.text("urn", at),
                    float(places.easting[here]),
                    float(places.northing[here]),
                    catalogue.text("name", at),
                )
            )
    return found
