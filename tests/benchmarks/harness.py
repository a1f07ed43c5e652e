"""Measures an operation against a yardstick, both in the same run, and tables the ratios.

A bench module is tests/benchmarks/bench_<subject>.py with one function,

    def benchmarks(tmp: Path, *, toy: bool = False) -> Iterable[Benchmark]: ...

`tmp` is an empty folder to build its input in; `toy` asks for input so small that the whole
module takes a second or two, which is how tests/benchmarks/test_benchmarks.py keeps it working.
To add a benchmark: yield one more Benchmark from the module of its subject. Run by installer/bench.
"""

import argparse
import gc
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent
FEWEST_ROUNDS = 5
MOST_ROUNDS = 101
SECONDS_EACH = 8.0  # time spent on one benchmark, its yardstick included
SHORTEST_SAMPLE = 0.005  # seconds; quicker calls are timed several at a time

Clock = Callable[[], float]


class Taken(StrEnum):
    """How a benchmark's figure is taken: timed here, again and again, or said by the call itself.

    SECONDS are of what takes minutes, or must begin in a process of its own; BYTES the most memory
    that a process of its own held.
    """

    OFTEN = "often"
    SECONDS = "seconds"
    BYTES = "bytes"


@dataclass(frozen=True)
class Benchmark:
    """An operation and what it is compared with; both are called without arguments."""

    name: str
    size: str  # what it is done to, in words: "15,000 services"
    target_ratio: float  # the operation's median may be at most this many times the yardstick's
    operation: Callable[[], object]
    yardstick: Callable[[], object]
    yardstick_name: str
    taken: Taken = Taken.OFTEN


@dataclass(frozen=True)
class Result:
    """Medians for one call, over `rounds` pairs: in seconds, or in bytes for memory."""

    benchmark: Benchmark
    operation: float
    yardstick: float
    rounds: int

    @property
    def ratio(self) -> float:
        return self.operation / self.yardstick

    @property
    def on_target(self) -> bool:
        return self.ratio <= self.benchmark.target_ratio


def measure(
    benchmark: Benchmark, seconds: float = SECONDS_EACH, *, now: Clock = time.perf_counter
) -> Result:
    """Runs operation and yardstick in turn (A B A B), so that both meet the same machine.

    Each is called once beforehand to warm caches, which also says how often a quick one is
    repeated within a sample. `now` is a clock's seconds.
    """
    if benchmark.taken != Taken.OFTEN:
        return _counted(benchmark, seconds)
    # What stands before is no sample's garbage, and looking through it takes longer than many.
    gc.freeze()
    try:
        return _measured(benchmark, seconds, now)
    finally:
        gc.unfreeze()


def _counted(benchmark: Benchmark, seconds: float) -> Result:
    """A result of what the calls say, in turns while there is time: once, if they take long."""
    stop_at = time.perf_counter() + 4 * seconds
    taken: list[tuple[float, float]] = []
    while not taken or (len(taken) < FEWEST_ROUNDS and time.perf_counter() < stop_at):
        taken.append((_said(benchmark.operation), _said(benchmark.yardstick)))
    operation, yardstick = (statistics.median(column) for column in zip(*taken, strict=True))
    return Result(benchmark, operation, yardstick, len(taken))


def _said(call: Callable[[], object]) -> float:
    figure = call()
    if not isinstance(figure, int | float):
        raise TypeError(f"a figure was expected, not {type(figure).__name__}")
    return float(figure)


def _measured(benchmark: Benchmark, seconds: float, now: Clock) -> Result:
    pair = (benchmark.operation, benchmark.yardstick)
    repeats = [_repeats_for(call, now) for call in pair]
    samples: tuple[list[float], list[float]] = ([], [])
    stop_at = now() + seconds
    for round_number in range(MOST_ROUNDS):
        if round_number >= FEWEST_ROUNDS and now() > stop_at:
            break
        for call, repeat, taken in zip(pair, repeats, samples, strict=True):
            taken.append(_sample(call, repeat, now))
    operation, yardstick = (statistics.median(taken) for taken in samples)
    return Result(benchmark, operation, yardstick, len(samples[0]))


def _repeats_for(call: Callable[[], object], now: Clock) -> int:
    call()
    once = max(_sample(call, 1, now), 1e-9)
    return max(1, round(SHORTEST_SAMPLE / once))


def _sample(call: Callable[[], object], repeat: int, now: Clock) -> float:
    """Seconds for one call, the mean of `repeat`; no garbage collection falls into the time."""
    gc.collect()
    gc.disable()
    try:
        start = now()
        for _ in range(repeat):
            call()
        return (now() - start) / repeat
    finally:
        gc.enable()


def bench_files(folder: Path = FOLDER) -> list[Path]:
    """The bench modules, by name."""
    return sorted(folder.glob("bench_*.py"))


def load(path: Path) -> ModuleType:
    """Imports a bench module from its file; raises what the module raises."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(only: str = "", folder: Path = FOLDER, *, toy: bool = False) -> Iterator[Result]:
    """Measures every benchmark whose name, or whose module's name, contains `only`."""
    for path in bench_files(folder):
        with tempfile.TemporaryDirectory(prefix="bench-") as tmp:
            found: Iterable[Benchmark] = load(path).benchmarks(Path(tmp), toy=toy)
            for benchmark in found:
                if only.lower() in benchmark.name.lower() or only.lower() in path.stem:
                    yield measure(benchmark, seconds=0.0 if toy else SECONDS_EACH)


# To add a column: its heading, how a result fills it, and whether it stands on the right.
COLUMNS: tuple[tuple[str, Callable[[Result], str], bool], ...] = (
    ("Operation", lambda r: r.benchmark.name, False),
    ("Size", lambda r: r.benchmark.size, False),
    ("Median", lambda r: figure(r, r.operation), True),
    ("Yardstick", lambda r: r.benchmark.yardstick_name, False),
    ("Its median", lambda r: figure(r, r.yardstick), True),
    ("Ratio", lambda r: f"{r.ratio:.2f}", True),
    ("Target", lambda r: f"≤ {r.benchmark.target_ratio:g}", True),
    ("", lambda r: "met" if r.on_target else "MISSED", False),
)


def figure(result: Result, value: float) -> str:
    """The value as it reads best: a time, or memory in megabytes."""
    memory = result.benchmark.taken == Taken.BYTES
    return f"{value / 1e6:.0f} MB" if memory else duration(value)


def duration(seconds: float) -> str:
    """Seconds in the unit that reads best: 1.23 s, 45.6 ms or 7.8 µs."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


def table(results: Iterable[Result]) -> str:
    """The results as text in aligned columns."""
    rows = [[heading for heading, _, _ in COLUMNS]]
    rows += [[cell(result) for _, cell, _ in COLUMNS] for result in results]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["─" * width for width in widths])
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: list[str], widths: list[int]) -> str:
    cells = (
        text.rjust(width) if right else text.ljust(width)
        for text, width, (_, _, right) in zip(row, widths, COLUMNS, strict=True)
    )
    return "  ".join(cells).rstrip()


def main() -> None:
    """Prints the table. A missed target is said in it and is no failure; a crash is."""
    parser = argparse.ArgumentParser(prog="installer/bench", description="Measure the speed.")
    parser.add_argument("--only", default="", help="only names that contain this")
    parser.add_argument("--toy", action="store_true", help="tiny input: does it run at all?")
    chosen = parser.parse_args()
    results = []
    for result in run(chosen.only, toy=chosen.toy):
        print(f"measured {result.benchmark.name} ({result.rounds} pairs)", flush=True)  # noqa: T201
        results.append(result)
    print("\n" + table(results) if results else "No benchmark has that name.")  # noqa: T201


if __name__ == "__main__":
    main()
