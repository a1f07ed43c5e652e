"""Keeps every bench module importable and runnable, and the harness honest."""

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.harness import Benchmark, Result, bench_files, load, measure, run, table


@pytest.mark.parametrize("path", bench_files(), ids=lambda path: path.stem)
def test_a_bench_module_runs_at_toy_size(path: Path, tmp_path: Path) -> None:
    measured = 0
    # One at a time, as the harness does: a module closes its store when it has yielded its last.
    for benchmark in load(path).benchmarks(tmp_path, toy=True):
        assert benchmark.target_ratio > 0
        benchmark.operation()
        benchmark.yardstick()
        measured += 1
    assert measured, "a bench module with nothing to measure"


class Watch:
    """A clock that only the work moves on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def takes(self, *each_time: float) -> Callable[[], None]:
        """Work that takes so many seconds, one after the other and round again."""
        left = itertools.cycle(each_time)

        def work() -> None:
            self.seconds += next(left)

        return work


def test_the_ratio_is_that_of_the_two_medians() -> None:
    watch = Watch()
    operation, yardstick = watch.takes(0.02, 0.03, 9), watch.takes(0.0, 0.01, 0.01)
    slow = Benchmark("wait", "30 ms", 3, operation, yardstick, "a shorter wait")
    result = measure(slow, seconds=0, now=lambda: watch.seconds)
    assert (result.operation, result.yardstick) == pytest.approx((0.03, 0.01))
    assert result.ratio == pytest.approx(3)


def test_operation_and_yardstick_take_turns() -> None:
    order: list[str] = []

    def long(letter: str) -> None:
        order.append(letter)
        time.sleep(0.006)  # longer than the shortest sample, so one call is one sample

    measure(Benchmark("a", "", 1, lambda: long("A"), lambda: long("B"), "b"), seconds=0)
    assert "".join(order[4:]) == "AB" * 5


def test_the_table_says_which_target_was_missed() -> None:
    bench = Benchmark("match", "9 services", 5, int, int, "a query")
    text = table([Result(bench, 0.004, 0.001, 5), Result(bench, 0.006, 0.001, 5)])
    lines = text.splitlines()
    assert lines[2].endswith("met")
    assert lines[3].endswith("MISSED")
    assert "4.0 ms" in lines[2]
    assert "≤ 5" in lines[2]


def test_only_the_named_benchmarks_run(tmp_path: Path) -> None:
    (tmp_path / "bench_made_up.py").write_text(
        "from tests.benchmarks.harness import Benchmark\n"
        "def benchmarks(tmp, *, toy=False):\n"
        "    for name in ('read a book', 'write a book'):\n"
        "        yield Benchmark(name, '1 book', 1.0, int, int, 'nothing')\n"
    )
    assert [r.benchmark.name for r in run("write", tmp_path, toy=True)] == ["write a book"]
    assert len(list(run("made_up", tmp_path, toy=True))) == 2


def test_a_crash_is_not_swallowed(tmp_path: Path) -> None:
    (tmp_path / "bench_broken.py").write_text("def benchmarks(tmp, *, toy=False):\n    1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        list(run("", tmp_path, toy=True))
