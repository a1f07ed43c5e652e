"""The walk that installer/run takes where there is no display, on a small demo store."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from resources_app.demo.build import DemoPlan, make_demo, passphrase_of
from resources_app.demo.history import HistoryPlan
from tests.conftest import CHEAP

# The demo store is made once, so one worker walks through it.
pytestmark = pytest.mark.xdist_group("walk")

ROOT = Path(__file__).resolve().parents[2]
SMALL = DemoPlan(300, HistoryPlan(12, 6, 3), 4)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo folder as installer/run makes it."""
    folder = tmp_path_factory.mktemp("demo")
    made = make_demo(folder / "demo.resources", plan=SMALL, key_cost=CHEAP)
    officers = [
        {"name": one.name, "role": str(one.role), "passphrase": passphrase_of(one)}
        for one in made.officers
    ]
    (folder / "demo.json").write_text(json.dumps({"officers": officers}), "utf-8")
    return folder


def walked(demo: Path, *options: str | Path) -> str:
    """What the walk prints."""
    done = subprocess.run(
        [sys.executable, ROOT / "installer/walk.py", "--demo", demo, *options],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_says_who_works_there(demo: Path) -> None:
    assert "Amina Khan      placement officer" in walked(demo, "--officers")


@pytest.mark.slow
def test_from_a_request_to_two_documents_and_a_picture(demo: Path, tmp_path: Path) -> None:
    printed = walked(demo, "--out", tmp_path / "out")
    assert "every one whole, signed and in its place" in printed
    (folder,) = (tmp_path / "out").iterdir()
    for name in ("referral-pack.pdf", "contract-schedule.pdf"):
        assert str(folder / name) in printed
        assert "OFFICIAL-SENSITIVE" in PdfReader(folder / name).pages[0].extract_text()
    pack = "".join(page.extract_text() for page in PdfReader(folder / "referral-pack.pdf").pages)
    assert "Amoah" not in pack
    assert (folder / "desktop.png").stat().st_size > 10_000
