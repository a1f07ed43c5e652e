"""A thread that runs jobs one after another; without Qt, so that it can begin before Qt does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue


class Worker(threading.Thread):
    """Runs what is put into `jobs`, in order, until it is given None."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self.start()

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            job()
