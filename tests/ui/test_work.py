"""Work runs on its own threads, its results arrive on the window's, and errors find their way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, KnownError
from resources_app.session import Session
from resources_app.team.model import Role
from ui.opening import Entered, Wanted, enter
from ui.shell.work import Op, Progress, ReadOp, Work, WriteOp


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def work(session: Session, store_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Work]:
    """Real threads on the store that `session` founded."""
    made = Work()
    secret = f"correct horse battery staple {Role.TEAM_MANAGER}"
    opened: list[Entered] = []
    wanted = Wanted(store_path, secret)
    made.open(lambda: enter(wanted, clock), Op(made, opened.append))
    qtbot.waitUntil(lambda: bool(opened))
    yield made
    made.close()


def _set_name(session: Session, name: str) -> Any:
    with session.act("rename_officer") as act:
        act.tables.update("officer", session.officer.id, {"name": name})
    return act.changes


def test_a_query_runs_off_the_window_s_thread_and_delivers_on_it(
    work: Work, owner: QObject, qtbot: QtBot
) -> None:
    ran: list[int] = []
    got: list[tuple[Any, int]] = []

    def query(tables: Any) -> Any:
        ran.append(threading.get_ident())
        return tables.value("SELECT COUNT(*) FROM officer")

    work.start(ReadOp(owner, lambda n: got.append((n, threading.get_ident())), query=query))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(1, threading.get_ident())]
    assert ran != [threading.get_ident()]


def test_an_action_s_changes_are_announced_once_and_readers_see_them(
    work: Work, owner: QObject, qtbot: QtBot
) -> None:
    announced: list[Any] = []
    work.changed.connect(announced.append)
    names: list[str] = []
    work.start(WriteOp(owner, lambda _: None, action=lambda s, _: _set_name(s, "Tess Moss")))
    qtbot.waitUntil(lambda: bool(announced))
    query = "SELECT name FROM officer"
    work.start(ReadOp(owner, names.append, query=lambda tables: tables.value(query)))
    qtbot.waitUntil(lambda: bool(names))
    assert names == ["Tess Moss"]
    assert [changes.tables for changes in announced] == [frozenset({"officer"})]


def test_what_is_known_goes_to_whoever_asked_and_what_is_not_is_our_bug(
    work: Work, owner: QObject, qtbot: QtBot
) -> None:
    known: list[KnownError] = []
    bugs: list[BaseException] = []
    work.broke.connect(bugs.append)

    def refuse(_: Any) -> None:
        raise BadInput("No.")

    work.start(ReadOp(owner, lambda _: None, known.append, query=refuse))
    work.start(ReadOp(owner, lambda _: None, known.append, query=lambda _: 1 // 0))
    qtbot.waitUntil(lambda: bool(bugs))
    assert [str(error) for error in known] == ["No."]
    assert isinstance(bugs[0], ZeroDivisionError)


def test_long_work_can_be_stopped_and_then_says_nothing(
    work: Work, owner: QObject, qtbot: QtBot
) -> None:
    steps: list[tuple[int, int]] = []
    done: list[Any] = []
    begun, stopped = threading.Event(), threading.Event()

    def long(_: Session, progress: Progress) -> None:
        progress(1, 2)
        begun.set()
        stopped.wait(5)
        progress(2, 2)

    op = work.start(
        WriteOp(owner, done.append, None, lambda a, b: steps.append((a, b)), action=long)
    )
    begun.wait(5)
    qtbot.waitUntil(lambda: bool(steps))
    op.stop()
    stopped.set()
    idle: list[Any] = []
    work.start(WriteOp(owner, idle.append, action=lambda *_: "after"))
    qtbot.waitUntil(lambda: bool(idle))
    assert steps == [(1, 2)]
    assert done == []


def test_of_two_reads_with_one_key_the_later_wins(work: Work, owner: QObject, qtbot: QtBot) -> None:
    got: list[str] = []
    gate = threading.Event()
    work.start(ReadOp(owner, got.append, key="list", query=lambda _: gate.wait(5) and "old"))
    work.start(ReadOp(owner, got.append, key="list", query=lambda _: "new"))
    gate.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["new"]


def test_a_result_for_a_widget_that_is_gone_is_dropped(work: Work, qtbot: QtBot) -> None:
    import shiboken6

    gone, here = QObject(), QObject()
    got: list[str] = []
    gate = threading.Event()
    work.start(ReadOp(gone, got.append, query=lambda _: gate.wait(5) and "late"))
    shiboken6.delete(gone)
    gate.set()
    work.start(ReadOp(here, got.append, query=lambda _: "after"))
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["after"]


def test_what_a_page_asks_for_after_closing_is_not_read(
    work: Work, owner: QObject, qtbot: QtBot
) -> None:
    work.close()
    got: list[Any] = []
    late = work.start(ReadOp(owner, got.append, query=lambda tables: tables.value("SELECT 1")))
    qtbot.wait(20)
    assert late.stopped.is_set()
    assert got == []


def test_inline_work_behaves_alike(session: Session, owner: QObject) -> None:
    work = Work(inline=True)
    work.open(lambda: Entered(session), Op(owner, lambda _: None))
    announced: list[Any] = []
    work.changed.connect(announced.append)
    work.start(WriteOp(owner, lambda _: None, action=lambda s, _: _set_name(s, "Tess Moss")))
    assert [changes.action for changes in announced] == ["rename_officer"]
