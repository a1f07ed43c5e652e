"""From the command to a usable window on the county's demo store, Python's own start included."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from resources_app.demo.build import OFFICERS, DemoPlan, DemoSize, make_demo, passphrase_of
from resources_app.demo.history import HistoryPlan
from resources_app.store.store import Store
from tests.benchmarks.harness import Benchmark

ROOT = Path(__file__).resolve().parents[2]
_COMPILING = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
TARGET = 2  # the figure
TOY = DemoPlan(150, HistoryPlan(12, 6, 3), 4)


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterable[Benchmark]:
    """Opening the desktop, beside an empty window with one table.

    And beside the same window once an encrypted store has opened for a passphrase, by design a
    tenth of a second, which says how much of the first ratio any desktop would have to pay.
    """
    store = tmp / "demo.resources"
    made = make_demo(store, DemoSize.COUNTY, plan=TOY if toy else None)
    passphrase = passphrase_of(OFFICERS[0])
    with Store.open(store, passphrase=passphrase) as one:
        officer_id = one.officer_id
    secret = tmp / "passphrase"
    secret.write_text(passphrase, encoding="utf-8")
    named = (str(store), str(secret))

    def desktop() -> None:
        opened(tmp, "desktop", *named, str(tmp / "preferences.json"))

    size = f"{made.counts['service']:,} services"
    yield Benchmark(
        "open the desktop",
        size,
        TARGET,
        desktop,
        lambda: opened(tmp, "empty"),
        "empty window, one table",
    )
    yield Benchmark(
        "open the desktop",
        size,
        TARGET,
        desktop,
        lambda: opened(tmp, "opened", *named, officer_id),
        "that, and a store opened",
    )


def opened(tmp: Path, *what: str) -> None:
    """One process from its start until its window can be used; raises when none opened.

    Modules are compiled beforehand, as they are in an installed application, whatever the
    environment of the benchmark says about keeping them.
    """
    keeping = {name: value for name, value in os.environ.items() if name not in _COMPILING}
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.opening", *what],
        cwd=ROOT,
        env=keeping
        | {
            "PYTHONPYCACHEPREFIX": str(tmp / "compiled"),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "default.warning=false",
        },
        check=True,
        timeout=90,
    )
