"""A kill at any moment of typing, saving, leaving or closing loses at most the last second typed.

A real window, with its real threads, in a process of its own that is killed without warning. The
text goes on from one killed window to the next, so that each finds what the one before had kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.requests.actions import create_request
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.verifying import verify
from resources_app.team.model import Role
from resources_app.team.typed_queries import unfinished
from tests.conftest import passphrase_of
from tests.ui.typist import numbers

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "request.json"
SECOND = 1.0


@dataclass(frozen=True)
class Kill:
    """What is done after so many keys, and how long after it, at most, the process is killed."""

    deed: str
    keys: int
    within: float  # seconds


# To add a moment: a row. Typing has a deed of its own kind: none.
KILLS = (
    Kill("type", 120, 0.6),
    Kill("save", 60, 0.03),
    Kill("save", 90, 0.005),
    Kill("leave", 60, 0.02),
    Kill("close", 60, 0.04),
    Kill("type", 10, 0.3),
)


@pytest.fixture
def reference(session: Session) -> str:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    del data["request"]["about"]
    return create_request(session, data).reference


def test_no_kill_loses_more_than_the_last_second(
    session: Session, reference: str, clock: FixedClock
) -> None:
    random = Random(20261125)
    for kill in KILLS:
        before = left(session, reference)
        typed, killed_at = type_and_kill(session, reference, kill, random.uniform(0, kill.within))
        found = left(session, reference)
        assert found == numbers(len(found)), kill
        safe = [length for length, at in typed if at <= killed_at - SECOND]
        assert len(found) >= max(safe, default=len(before)), (kill, len(before), len(found))
    assert len(left(session, reference)) > 150, "hardly anything was typed at all"
    assert verify(session.tables).clean


def left(session: Session, reference: str) -> str:
    """The text that somebody who opens the draft now finds in it."""
    kept = unfinished(session.tables, session.officer.id)
    assert len(kept) <= 1
    return kept[0].answers["about"] if kept else request(session.tables, reference).about


def type_and_kill(
    session: Session, reference: str, kill: Kill, delay: float
) -> tuple[list[tuple[int, float]], float]:
    """Let somebody type until they are killed: the text's length at each moment, and the last."""
    command = [
        sys.executable,
        "-m",
        "tests.ui.typist",
        str(session.store.path),
        passphrase_of(Role.TEAM_MANAGER),
        reference,
        kill.deed,
        str(kill.keys),
    ]
    lines: list[bytes] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        try:
            for line in window.stdout:
                lines.append(line)
                if line.startswith(b"did"):
                    break
            time.sleep(delay)
            killed_at = time.monotonic()
        finally:
            window.kill()
        lines += window.stdout.readlines()
    typed = [line.split() for line in lines if line.startswith(b"typed")]
    return [(int(length), float(at)) for _, length, at in typed], killed_at
