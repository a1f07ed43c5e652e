"""The Documents tab: what was printed for a request, what can be, and what is kept with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from resources_app.casework.standard_file import save_in_standard
from resources_app.casework.standard_form import InStandard
from resources_app.documents.batch_choosing import packs_of_release
from resources_app.documents.leaks import LeakFound
from resources_app.documents.model import Kind
from resources_app.foundations.errors import KnownError
from resources_app.foundations.phrases import capital, joined
from ui.pages.document_table import COLUMNS
from ui.pages.manner import MannerChoice
from ui.pages.pack_files import PackFiles
from ui.pages.printing import OF_PLACEMENT, OF_REQUEST, Printable, preview_now, print_now
from ui.pages.request_view import RequestView
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words


class DocumentsTab(QWidget):
    """Prints, and says at length where a pack would give the child away."""

    wants_action = Signal(str)
    #: What chooses documents that are printed together.
    wants_batch = Signal(object)

    def __init__(self, desk: Desk, files: PackFiles) -> None:
        super().__init__()
        self._desk = desk
        self._files = files
        self._view: RequestView | None = None
        self.buttons = {
            one.key: button(one.label, partial(self._print, one), icon="print")
            for one in (*OF_REQUEST, *OF_PLACEMENT)
        }
        self.manner = MannerChoice(
            Kind.REFERRAL_PACK, Kind.RESPONSE_FORM, Kind.FULL_REFERRAL_PACK, Kind.CONTRACT_SCHEDULE
        )
        self._problem_text = words("", wrap=True)
        self._correct = button("Correct the wording", self._correct_wording, icon="edit")
        self._look = button("Review what was found", self._review, "primary", icon="search")
        self._problem = surface(
            column(
                words("Not printed", "section"),
                self._problem_text,
                holder(row(self._look, self._correct, 1)),
                spacing=SPACE_S,
            )
        )
        self._problem.hide()
        self.table = Table(COLUMNS, "Documents of this request")
        self.table.when_empty("Nothing was printed yet", "What is printed is registered here.")
        self.table.opened.connect(lambda one: desk.go("document", one.reference))
        self.preview = button("Preview", lambda: None, icon="eye")
        self.preview.setMenu(self._previews())
        self.round = button("Print a round’s packs…", self._print_round, icon="print")
        self.standard = button("Save in the standard’s form…", self._ask_where, icon="export")
        self.standard.setToolTip("The national Placements Data Standard, as JSON or CSV")
        self.review = button("Review the pack", self._review, icon="search")
        self.review.setToolTip("What in the anonymised pack would give the child away")
        printing = row(*self.buttons.values(), 1, spacing=SPACE_S)
        more = row(
            self.manner, self.preview, self.review, self.round, self.standard, 1, spacing=SPACE_S
        )
        bar = holder(column(printing, more, spacing=SPACE_S))
        layout = column(bar, self._problem, self.table, files, spacing=SPACE_M)
        for one in (self.table, files):
            layout.setStretchFactor(one, 1)
        self.setLayout(layout)

    def show_view(self, view: RequestView) -> None:
        """Show what was printed."""
        if self._view is None or self._view.request != view.request:
            # Another request, or one whose text was put right.
            self._problem.hide()
        self._view = view
        self.table.show_rows(view.documents)
        self._files.show_view(view)
        for one in OF_PLACEMENT:
            self.buttons[one.key].setVisible(view.placement is not None)
        for action in self.preview.menu().actions()[len(OF_REQUEST) :]:
            action.setVisible(view.placement is not None)
        self.round.setVisible(bool(view.releases))

    def _previews(self) -> QMenu:
        menu = QMenu(self)
        for one in (*OF_REQUEST, *OF_PLACEMENT):
            text = capital(one.label.removeprefix("Print "))
            menu.addAction(text).triggered.connect(partial(self._preview, one))
        return menu

    def _preview(self, what: Printable, _checked: bool = False) -> None:
        self._problem.hide()
        reference, manner = self._reference_of(what), self.manner.chosen
        preview_now(self._desk, self, what, reference, self._refused, manner=manner)

    def _print(self, what: Printable) -> None:
        self._problem.hide()
        reference, manner = self._reference_of(what), self.manner.chosen
        print_now(self._desk, self, what, reference, self._refused, manner=manner)

    def _reference_of(self, what: Printable) -> str:
        assert self._view is not None
        placed = self._view.placement
        of_placement = what in OF_PLACEMENT and placed is not None
        return placed.reference if of_placement and placed else self._view.request.reference

    def _print_round(self) -> None:
        """The pack of the last round, a copy for each service that carries its name."""
        assert self._view is not None
        reference, number = self._view.request.reference, self._view.releases[-1].round_number
        manner = self.manner.chosen
        self.wants_batch.emit(lambda session: packs_of_release(session, reference, number, manner))

    def _ask_where(self) -> None:
        assert self._view is not None
        start = str(Path.home() / f"{self._view.request.reference}.json")
        kinds = "The standard as JSON (*.json);;The standard as CSV (*.csv)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save in the standard’s form", start, kinds)
        if chosen:
            self.save_standard(Path(chosen))

    def save_standard(self, path: Path) -> None:
        """Write the request, and its placement, in the national standard's form."""
        assert self._view is not None
        reference = self._view.request.reference

        def saved(found: InStandard) -> None:
            lacks = f" Not answered yet: {joined(found.missing)}." if found.missing else ""
            tone = "warning" if found.missing else "good"
            self._desk.say(f"{reference} is in {path}, in the standard’s form.{lacks}", tone)

        self._desk.write(self, lambda session: save_in_standard(session, reference, path), saved)

    def _refused(self, error: KnownError) -> None:
        self._problem_text.setText(str(error))
        self._look.setVisible(isinstance(error, LeakFound))
        self._correct.setVisible(isinstance(error, LeakFound) and self._may_correct())
        self._problem.show()

    def _review(self) -> None:
        assert self._view is not None
        self._desk.go("pack_review", self._view.request.reference)

    def _may_correct(self) -> bool:
        assert self._view is not None
        return any(self._view.actions[one].enabled for one in ("edit_draft", "reword_request"))

    def _correct_wording(self) -> None:
        """Where the text is put right: the draft itself, or the form for its wording."""
        assert self._view is not None
        if self._view.actions["reword_request"].enabled:
            self.wants_action.emit("reword_request")
        else:
            self._desk.go("request", self._view.request.reference, "request")
