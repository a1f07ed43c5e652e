"""A panel that prints many documents together, and puts their copies where they are wanted.

Where a page offers it: `offer_batch(page, choose)` with what chooses the batch, and
`offer_copies(page, documents)` for documents that are registered already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from resources_app.documents.batch_saving import BatchSaved, read_copies, save_each, save_joined
from resources_app.documents.batches import (
    Batch,
    BatchDocument,
    BatchMade,
    Copy,
    Item,
    print_batch,
)
from resources_app.documents.delivering import check_place
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issuing import note_issue, open_document
from resources_app.documents.model import Document
from resources_app.documents.registering import Job
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import KnownError
from resources_app.session import Session
from resources_app.store.store import Changes
from ui.pages.batch_form import BatchForm, Where
from ui.pages.on_paper import Went
from ui.pages.page import Page
from ui.shell.desk import Desk
from ui.shell.widgets.panel import Panel

_TEXT = (
    "Each is registered by itself. One that says the same as its last version is found again; "
    "one that refuses stops no other."
)
Tell = Callable[[int, int], None]
Print = Callable[[Session, Tell, Callable[[], bool]], BatchMade]


def offer_batch(page: Page, choose: Callable[[Session], Batch]) -> None:
    """Choose a batch, and show a panel to print it; says in the page what stands in the way."""

    def show(batch: Batch) -> None:
        def printed(session: Session, tell: Tell, going_on: Callable[[], bool]) -> BatchMade:
            return print_batch(session, batch, progress=tell, going_on=going_on)

        do = f"Print {counted(len(batch.items), 'document')}"
        page.show_panel(BatchPanel(page, batch, do, printed, _TEXT))

    page.desk.write(page, choose, show)


def offer_copies(page: Page, documents: Sequence[Document]) -> None:
    """Show a panel with registered documents, to be saved or put on paper together."""
    batch = Batch("Copies of documents", "", tuple(
        Item(one.reference, one.made_for, _no_job) for one in documents
    ))  # fmt: skip
    found = tuple(
        BatchDocument(
            one.reference, one.version, one.pages, one.sha256, one.subject_reference, one.made_for,
            fresh=False,
        )
        for one in documents
    )  # fmt: skip
    made = BatchMade(batch.title, found, (), 0, Changes(""))
    do = f"Copy {counted(len(documents), 'document')}"

    def opened(session: Session, _tell: Tell, _going_on: Callable[[], bool]) -> BatchMade:
        for one in documents:
            # The opening of a restricted child's record is written down before a copy is made.
            open_document(session, one.reference)
        return made

    page.show_panel(BatchPanel(page, batch, do, opened, ""))


def _no_job(_session: Session) -> Job:
    raise AssertionError("what is registered is not gathered again")


@dataclass(frozen=True)
class _Came:
    """What was printed and where its copies are; for paper, their bytes."""

    made: BatchMade
    saved: BatchSaved | None
    contents: tuple[bytes, ...]
    problem: KnownError | None

    @property
    def changes(self) -> Changes:
        """What the pages refresh for."""
        more = self.saved.changes.touched if self.saved else frozenset[tuple[str, str]]()
        return Changes(self.made.changes.action, self.made.changes.touched | more)

    @property
    def is_whole(self) -> bool:
        """Whether everything was printed, and every copy written."""
        left = self.made.left + (self.saved.left if self.saved else 0)
        return not (left or self.made.refused or self.problem)


class BatchPanel(Panel):
    """Prints what it lists. While it does, it shows how far it is, and can be stopped."""

    def __init__(self, page: Page, batch: Batch, do: str, printed: Print, text: str) -> None:
        self.form = BatchForm(page.desk, batch)
        super().__init__(batch.title, self.form, do, lambda: self._begin(), text=text)
        self._page, self._batch, self._print = page, batch, printed
        self._stopped = Event()
        self.form.strip.stopped.connect(self._stop)
        self.form.paper.printed.connect(lambda _: self._put_away())
        self.closed.connect(self._stopped.set)

    def _begin(self) -> None:
        out, where = self.form.out, self.form.where
        if out is None:
            return
        try:
            if where is not Where.PAPER:
                check_place(out / "document.pdf" if where is Where.EACH else out)
        except KnownError as error:
            self.complain(error)
            return
        self._stopped.clear()
        self.working(True)
        self.form.strip.begin(f"Printing {counted(len(self._batch.items), 'document')}")
        # Of the page, which is still there when the panel was put away.
        self._page.desk.write_long(
            self._page,
            lambda session, progress: self._work(session, progress.tell, where, out),
            self._done,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _work(self, session: Session, tell: Tell, where: Where, out: Path) -> _Came:
        """Print, then write the copies; runs beside the window."""
        total = len(self._batch.items)
        made = self._print(session, lambda done, _: tell(done, 2 * total), self._going_on)
        if not made.documents or made.left:
            return _Came(made, None, (), None)

        def writing(done: int, many: int) -> None:
            tell(total + total * done // many, 2 * total)

        try:
            if where is Where.PAPER:
                contents = read_copies(session, made.copies)
                return _Came(made, None, contents, None)
            if where is Where.EACH:
                saved = save_each(
                    session, made.copies, out, progress=writing, going_on=self._going_on
                )
            else:
                saved = save_joined(
                    session, made.copies, out, made.title, progress=writing, going_on=self._going_on
                )
        except KnownError as error:
            return _Came(made, None, (), error)  # all are registered, and that is said too
        return _Came(made, saved, (), None)

    def _going_on(self) -> bool:
        return not self._stopped.is_set()

    def _stop(self) -> None:
        self._stopped.set()
        self.form.strip.begin("Stopping after the document under way")

    @property
    def _is_seen(self) -> bool:
        """It may have been put away while its work went on to the next document."""
        return self._page.panel is self

    def _put_away(self) -> None:
        if self._is_seen:
            self.close_panel()

    def _progressed(self, done: int, total: int) -> None:
        if self._is_seen and self._going_on():
            self.form.strip.report(done, total)

    def _done(self, came: _Came) -> None:
        text, tone = _told(came)
        if not self._is_seen:
            self._page.desk.say(text, tone)
            return
        self.form.strip.end()
        self.working(False)
        if came.contents:
            went = _noting(self._page.desk, came.made.copies)
            self.form.paper.ask(self._batch.title, came.contents, came.made.pages, went)
        if not came.is_whole:
            self.form.show_outcome(text, came.made.refused)
        elif not came.contents:
            self.close_panel()
        self._page.desk.say(text, tone)

    def _failed(self, error: KnownError) -> None:
        if not self._is_seen:
            self._page.desk.complain(error)
            return
        self.form.strip.end()
        self.complain(error)


def _noting(desk: Desk, copies: Sequence[Copy]) -> Went:
    """Writes down, of these copies, those that are on paper."""

    def went(places: Sequence[int], stopped: str) -> None:
        def note(session: Session) -> Changes:
            every = [
                note_issue(session, one.reference, Handing(Way.PAPER, one.recipient, note=stopped))
                for one in (copies[place] for place in places)
            ]
            touched = frozenset[tuple[str, str]]().union(*(one.touched for one in every))
            return Changes("issue_document", touched)

        desk.write(desk, note, lambda _: None)

    return went


def _told(came: _Came) -> tuple[str, str]:
    """What is said when it is over, and its tone."""
    made, saved = came.made, came.saved
    many, fresh = counted(len(made.documents), "document"), sum(one.fresh for one in made.documents)
    said = f"{many} registered, {fresh} of them new" if made.changes.action else many
    if came.problem is not None:
        return f"{said}. {came.problem}", "bad"
    if made.left or (saved is not None and saved.left):
        rest = f"{made.left} not printed" if made.left else "not every copy was written"
        return f"Stopped: {said}, {rest}. Ask again to go on: those are found.", "warning"
    if saved is not None:
        place = saved.files[0] if len(saved.files) == 1 else saved.files[0].parent
        said = f"{said}: copies in {place}"
    if made.refused:
        return f"{said}. {len(made.refused)} not printed.", "warning"
    return f"{said}.", "good"
