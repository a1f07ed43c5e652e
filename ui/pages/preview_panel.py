"""What would be printed, in a panel: looked at, searched, and then printed or not."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from resources_app.documents.registering import Preview
from resources_app.foundations.counting import counted
from ui.shell.desk import Desk
from ui.shell.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.shell.widgets.pdf_view import PdfView

_LEAST = 360  # pixels of height, so that a small window has no second scroll bar


class PreviewPanel(Panel):
    """Nothing is registered by looking. What is registered already, unchanged, can be opened."""

    def __init__(self, desk: Desk, seen: Preview, print_it: Callable[[], object]) -> None:
        module: Any = import_module("ui.shell.widgets.pdf_view")  # QtPdf takes a moment to load
        pdf: PdfView = module.PdfView()
        pdf.setMinimumHeight(_LEAST)
        pdf.show_pdf(seen.bytes)
        known = seen.registered
        if known is None:
            text = (
                f"{counted(seen.pages, 'page')}. Nothing is registered yet, and every page says so."
                f" Printed, it is version {seen.version}."
            )
            do, press = "Print and register it", print_it
        else:
            text = f"{known.reference} says just this: printing it gives that document again."
            do, press = f"Open {known.reference}", lambda: desk.go("document", known.reference)
        title = f"Preview: {seen.name}"
        super().__init__(title, pdf, do, lambda: self._done(press), text=text, fills=True)
        self.pdf = pdf

    def _done(self, press: Callable[[], object]) -> None:
        self.close_panel()
        press()
