"""From the command to a usable window on the county's demo store, Python's own start included."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from resources_app.demo.build import OFFICERS, DemoPlan, DemoSize, make_demo, passphrase_of
from resources_app.demo.history import HistoryPlan
from tests.benchmarks.harness import Benchmark

ROOT = Path(__file__).resolve().parents[2]
_COMPILING = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
TOY = DemoPlan(150, HistoryPlan(12, 6, 3), 4)


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterable[Benchmark]:
    """Opening the desktop, beside an empty window with one table."""
    store = tmp / "demo.resources"
    made = make_demo(store, DemoSize.COUNTY, plan=TOY if toy else None)
    secret = tmp / "passphrase"
    secret.write_text(passphrase_of(OFFICERS[0]), encoding="utf-8")
    yield Benchmark(
        "open the desktop",
        f"{made.counts['service']:,} services",
        2,
        lambda: opened(tmp, "desktop", str(store), str(secret), str(tmp / "preferences.json")),
        lambda: opened(tmp, "empty"),
        "empty window, one table",
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
