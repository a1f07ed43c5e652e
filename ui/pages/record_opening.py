"""Shows a record; a restricted child's only once it is written down who opened it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from resources_app.casework.opening_records import note_opening
from resources_app.children.model import Child
from ui.pages.page import Page


class Opening:
    """One page's: it knows the record opened last, for to look at it again is no other opening."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._through = ""

    def show(self, people: Sequence[Child], through: str, show: Callable[[], None]) -> None:
        """Show a record about `people`, `through` its reference, if it is still asked for then."""
        here = self._page.place.key

        def shown(_: object = None) -> None:
            if self._page.place.key == here:
                self._through = through
                show()

        if self._through == through or not any(one.restricted for one in people):
            shown()
        else:
            self._page.desk.write(
                self._page, lambda session: note_opening(session, people, through=through), shown
            )
