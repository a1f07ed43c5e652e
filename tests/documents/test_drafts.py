"""Drafts of e-mails hold documents in plain: closed to others, and gone within a week."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from resources_app.documents.drafts import drafts, drafts_folder, make_drafts_of, remove_drafts

DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path))


def test_only_their_owner_opens_the_folder_even_one_that_was_open_before() -> None:
    drafts_folder().mkdir(mode=0o755)
    folder = make_drafts_of("DOC-26-A7-0007")
    assert [one.stat().st_mode & 0o777 for one in (drafts_folder(), folder)] == [0o700, 0o700]


def test_what_is_old_is_removed_or_everything(tmp_path: Path) -> None:
    assert remove_drafts().removed == 0  # before there is a folder
    names = ("new.eml", "old.eml", ".old-half-written")
    paths = [make_drafts_of(f"DOC-{number}") / name for number, name in enumerate(names)]
    for path in paths:
        path.write_text("To: ann@abbot.example", "utf-8")
    for path in paths[1:]:
        os.utime(path, (time.time() - 8 * DAY,) * 2)
    beside = tmp_path / "desktop.json"
    beside.write_text("{}", "utf-8")

    done = remove_drafts(days_old=7)
    assert (done.removed, done.left) == (2, 1)
    assert done.sentence == f"2 drafts removed from {drafts_folder()}; 1 kept."
    assert drafts() == (paths[0],)
    assert [one.name for one in drafts_folder().iterdir()] == ["DOC-0"]
    assert remove_drafts().removed == 1
    assert drafts() == ()
    assert beside.is_file()
