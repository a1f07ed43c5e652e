"""Every document says and looks what it did when somebody last looked at it (golden.py)."""

from __future__ import annotations

import difflib
from pathlib import Path

import numpy as np
import pytest

from resources_app.documents.model import Kind
from tests.printing import golden
from tests.printing.every_document import CATALOGUE, Specimen, Variant
from tests.printing.golden import PICTURED, Grey, same

# Printing the catalogue takes seconds, so one worker does all of this.
pytestmark = pytest.mark.xdist_group("every document")

AGAIN = "If it should be so: RESOURCES_APP_GOLDENS=write, look at it, and keep it."


@pytest.mark.parametrize("one", CATALOGUE, ids=str)
def test_it_says_what_it_did(one: Specimen) -> None:
    path, said = golden.text_file(one), golden.golden_text(one.printed())
    if golden.WRITING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8")
    kept = path.read_text("utf-8") if path.exists() else ""
    changed = difflib.unified_diff(
        kept.splitlines(), said.splitlines(), path.name, "now", lineterm="", n=1
    )
    assert said == kept, "\n".join([*list(changed)[:60], AGAIN])


@pytest.mark.parametrize("one", [one for one in CATALOGUE if one.variant in PICTURED], ids=str)
def test_it_looks_as_it_did(one: Specimen, tmp_path: Path) -> None:
    different = [number for number in golden.pictured(one) if not _looks_so(one, number, tmp_path)]
    said = f"Pages that look different: {different}. Side by side: {tmp_path}. {AGAIN}"
    assert not different, said


def _looks_so(one: Specimen, number: int, folder: Path) -> bool:
    path, now = golden.picture_file(one, number), golden.picture_of(one.printed(), number)
    if golden.WRITING:
        golden.write_picture(path, now)
    kept = golden.read_picture(path) if path.exists() else np.zeros_like(now)
    if not same(kept, now):
        golden.write_side_by_side(folder / path.name, kept, now)
    return same(kept, now)


def test_no_golden_is_kept_of_what_is_not_printed() -> None:
    found = set(golden.FOLDER.iterdir())
    if golden.WRITING:
        for path in found - golden.files():
            path.unlink()
        found = set(golden.FOLDER.iterdir())
    assert found == golden.files()


# -- what the comparison notices, and what it does not ---------------------------------------


@pytest.fixture(scope="module")
def page() -> Grey:
    return golden.picture_of(Specimen(Kind.CONTRACT_SCHEDULE, Variant.TYPICAL).printed(), 2)


def lines_of(page: Grey) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each line of text."""
    inked = np.flatnonzero((page < 160).sum(axis=1) > 2)
    gaps = np.flatnonzero(np.diff(inked) > 1) + 1
    return [(int(one[0]), int(one[-1]) + 1) for one in np.split(inked, gaps) if len(one) > 2]


def test_smoothing_done_a_little_differently_is_not_noticed(page: Grey) -> None:
    assert same(page, page)
    assert same(page, np.roll(page, 1, axis=1))
    assert same(page, np.roll(page, 1, axis=0))
    noise = np.random.default_rng(5).integers(-24, 25, page.shape)
    assert same(page, np.clip(page + noise, 0, 255).astype(np.uint8))


def test_every_line_that_moves_is_noticed(page: Grey) -> None:
    lines = lines_of(page)
    assert len(lines) > 20
    for first, last in lines:
        moved = page.copy()
        moved[first - 2 : last + 4] = 255
        moved[first + 3 : last + 3] = page[first:last]
        assert not same(page, moved), (first, last)


def test_a_word_that_is_missing_is_noticed(page: Grey) -> None:
    for first, last in lines_of(page):
        columns = np.flatnonzero((page[first:last] < 160).any(axis=0))
        gaps = np.flatnonzero(np.diff(columns) > 2) + 1
        for word in np.split(columns, gaps):
            if len(word) < 8:
                continue  # a letter or two, which the text would be missed in
            without = page.copy()
            without[first - 1 : last + 1, word[0] - 1 : word[-1] + 2] = 255
            assert not same(page, without), (first, last, int(word[0]))


def test_a_rule_that_is_missing_is_noticed(page: Grey) -> None:
    [first, *_] = [row for row in range(len(page)) if (page[row] < 120).mean() > 0.6]
    without = page.copy()
    without[first - 1 : first + 2] = 255
    assert not same(page, without)
