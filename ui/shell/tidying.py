"""Looks for unreachable objects on the window's thread, and on no other.

Python does so on whichever thread happens to make an object too many. What it then finds may be
a widget, and a widget that is taken apart off the window's thread ends the program. So the
collector is switched off, and asked by a timer of the window's own.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000  # milliseconds


class Tidying(QObject):
    """From its making until its end nothing is collected but by `tidy`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(lambda: gc.enable())
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(tidy)

    @property
    def begun(self) -> bool:
        """Whether it looks by now."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Begin to look, now that the window stands; what was made until now stays."""
        if not self._timer.isActive():
            gc.freeze()
            self._timer.start()


def tidy() -> None:
    """Collect what Python would have collected by now: the young often, the old seldom."""
    for generation, (made, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if made <= most:
            return
        gc.collect(generation)
