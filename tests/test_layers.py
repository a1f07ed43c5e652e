"""Guards who may import whom (ARCHITECTURE: rooms, floors, Qt), file sizes and names.

Each check in tests/layers.py is run over this checkout, and over a small made-up tree that breaks
it, so that a check which finds nothing anywhere would be noticed.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.layers import CHECKS, STOREYS, Check, Modules, long_or_vague, read_modules

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("resources_app", "ui", "assets", "tests", "installer")

# A tree in which everything is where it should be.
SOUND = {
    "resources_app/foundations/money.py": "import decimal\n",
    "resources_app/store/tables.py": "class Tables:\n    pass\n",
    "resources_app/session.py": "from resources_app.store import tables\nclass Session: pass\n",
    "resources_app/beds/model.py": "from dataclasses import dataclass\n",
    "resources_app/beds/nights.py": "from resources_app.beds.model import dataclass\n",
    "resources_app/beds/queries.py": (
        "from resources_app.beds import model, nights\n"
        "from resources_app.store.tables import Tables\n"
        "def beds(tables: Tables):\n    return tables.rows('SELECT id FROM bed')\n"
    ),
    "resources_app/beds/actions.py": (
        "from resources_app.beds.queries import beds\nfrom resources_app.session import Session\n"
    ),
    "resources_app/placements/actions/ending.py": (
        "def end(act):\n    return act.tables.value('SELECT 1')\n"
    ),
    "resources_app/printing/schedule.py": "from ..beds.model import dataclass\nimport reportlab\n",
    "resources_app/cli/main.py": "from resources_app.beds.actions import beds\n",
    "ui/shell/window.py": "import PySide6.QtWidgets\nfrom resources_app.beds import queries\n",
    "ui/launch.py": "from resources_app.cli.main import beds\nfrom ui.shell import window\n",
}

# What breaks each check, and part of what it must say.
BROKEN: tuple[tuple[str, str, str, str], ...] = (
    (
        "rooms_look_only_down",
        "resources_app/foundations/up.py",
        "from resources_app.beds import model\n",
        "foundations may not import resources_app.beds.model",
    ),
    (
        "rooms_look_only_down",
        "resources_app/beds/typed.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import resources_app.cli.main\n",
        "beds may not import resources_app.cli.main",
    ),
    (
        "rooms_look_only_down",
        "resources_app/beds/hidden.py",
        "def later():\n    from resources_app.cli import main\n    return main\n",
        "hidden.py:2: beds may not import resources_app.cli.main",
    ),
    (
        "rooms_look_only_down",
        "resources_app/store/beside.py",
        "from ..workbooks.reading import read\n",
        "store may not import resources_app.workbooks.reading",
    ),
    (
        "rooms_look_only_down",
        "resources_app/beds/named.py",
        "import importlib\nimportlib.import_module('resources_app.cli.main')\n",
        "beds may not import resources_app.cli.main",
    ),
    (
        "rooms_look_only_down",
        "resources_app/attic/new.py",
        "from resources_app.foundations import money\n",
        "'attic' has no place",
    ),
    (
        "no_cycles",
        "resources_app/beds/model.py",
        "def later():\n    import resources_app.beds.nights\n",
        "resources_app.beds.model → resources_app.beds.nights → resources_app.beds.model",
    ),
    (
        "qt_stays_in_ui",
        "resources_app/beds/drawing.py",
        "from PySide6.QtGui import QColor\n",
        "only ui/ may import PySide6.QtGui",
    ),
    (
        "qt_stays_in_ui",
        "resources_app/cli/opening.py",
        "from ui import launch\n",
        "only ui/ may import ui.launch",
    ),
    (
        "qt_stays_in_ui",
        "ui/shell/asking.py",
        "from resources_app.cli import main\n",
        "only ui.launch may import resources_app.cli.main",
    ),
    (
        "printing_knows_only_models",
        "resources_app/printing/gathering.py",
        "from resources_app.beds.queries import beds\n",
        "printing may not import resources_app.beds.queries",
    ),
    (
        "printing_knows_only_models",
        "resources_app/printing/keeping.py",
        "import resources_app.store.tables\n",
        "printing may not import resources_app.store.tables",
    ),
    (
        "rooms_keep_their_floor_plan",
        "resources_app/beds/model.py",
        "from resources_app.beds import nights\n",
        "model may not import rules",
    ),
    (
        "rooms_keep_their_floor_plan",
        "resources_app/beds/nights.py",
        "from resources_app.beds.queries import beds\n",
        "rules may not import queries",
    ),
    (
        "rooms_keep_their_floor_plan",
        "resources_app/beds/bed_queries.py",
        "from resources_app.beds import actions\n",
        "queries may not import actions",
    ),
    (
        "rooms_keep_their_floor_plan",
        "resources_app/beds/nights.py",
        "from resources_app.beds import selling\n",
        "rules may not import actions (resources_app.beds.selling)",
    ),
    (
        "sql_stays_in_queries",
        "resources_app/beds/nights.py",
        "def count(session):\n    return session.tables.value('SELECT count(*) FROM bed')\n",
        "nights.py:2: SQL belongs in queries.py",
    ),
    (
        "sql_stays_in_queries",
        "ui/shell/counting.py",
        "def count(store):\n    return store.reader().one('SELECT 1')\n",
        "counting.py:2: SQL belongs in queries.py",
    ),
)


def findings(check: Check, root: Path) -> list[str]:
    """What a check says about the tree under `root`."""
    return list(check(read_modules(root)))


def build(root: Path, files: Mapping[str, str]) -> Path:
    """Write a made-up tree."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@cache
def this_checkout() -> Modules:
    """Every module of ours, read once: that takes seconds."""
    return read_modules(ROOT)


@pytest.mark.xdist_group("layers")
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_this_checkout_keeps_its_walls(check: Check) -> None:
    found = list(check(this_checkout()))
    assert not found, "\n".join(found)


def test_this_checkout_has_no_long_or_vague_files() -> None:
    found = list(long_or_vague(ROOT, SOURCES))
    assert not found, "\n".join(found)


def test_every_room_there_is_has_a_storey() -> None:
    rooms = {
        path.name for path in (ROOT / "resources_app").iterdir() if (path / "__init__.py").is_file()
    }
    assert rooms <= {room for storey in STOREYS for room in storey}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_sound_tree_passes(check: Check, tmp_path: Path) -> None:
    assert findings(check, build(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("name", "path", "source", "said"),
    BROKEN,
    ids=[f"{row[0]}-{Path(row[1]).stem}" for row in BROKEN],
)
def test_a_broken_wall_is_found(
    name: str, path: str, source: str, said: str, tmp_path: Path
) -> None:
    extra = {"resources_app/beds/selling.py": "from resources_app.session import Session\n"}
    build(tmp_path, SOUND | extra | {path: source})
    check = next(check for check in CHECKS if check.__name__ == name)
    assert said in "\n".join(findings(check, tmp_path))


def test_every_check_is_seen_to_fail() -> None:
    assert {row[0] for row in BROKEN} == {check.__name__ for check in CHECKS}


def test_a_long_file_and_a_vague_name_are_found(tmp_path: Path) -> None:
    build(
        tmp_path,
        {"ui/long.py": "x = 1\n" * 401, "ui/date_utils.py": "", "ui/shell/helpers/a.py": ""},
    )
    found = "\n".join(long_or_vague(tmp_path, ["ui"]))
    assert "401 lines" in found
    assert "'date_utils' does not name a subject" in found
    assert "'helpers' does not name a subject" in found


def test_400_lines_are_not_too_many(tmp_path: Path) -> None:
    build(tmp_path, {"ui/long.py": "x = 1\n" * 400})
    assert list(long_or_vague(tmp_path, ["ui"])) == []
