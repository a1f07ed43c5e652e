"""`demo`: a store full of invented people to try everything on."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.output import columns, report
from resources_app.demo.build import DemoMade, DemoSize, make_demo, passphrase_of


@dataclass(frozen=True)
class DemoOfficer:
    """Somebody who works in the demo store."""

    name: str
    role: str
    passphrase: str


@dataclass(frozen=True)
class DemoPrinted:
    """Where the demo store is, what opens it, and how many of what it holds."""

    store: Path
    recovery_key: str
    counts: dict[str, int]
    officers: tuple[DemoOfficer, ...]


PRINTS = {"demo": DemoPrinted}


@click.command(epilog=example("demo --store trial.resources"))
@click.option(
    "--size",
    type=click.Choice([str(size) for size in DemoSize]),
    default=str(DemoSize.COUNTY),
    show_default=True,
    help="A county in seconds, or a region (15,000 services) in minutes.",
)
@click.option("--seed", type=int, metavar="N", default=2026, show_default=True)
@with_invocation
def demo(here: Invocation, size: str, seed: int) -> None:
    """Make a demo store: fictional people, real postcodes. Prints who may open it."""

    def progress(what: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what}: {done:,} of {total:,}   ", err=True, nl=False)

    made = make_demo(here.store_path(), DemoSize(size), seed=seed, progress=progress)
    if sys.stderr.isatty():
        click.echo(err=True)
    officers = tuple(
        DemoOfficer(one.name, str(one.role), passphrase_of(one)) for one in made.officers
    )
    data = DemoPrinted(made.path, made.recovery_key, dict(made.counts), officers)
    report(here.json, data, _text(made))


def _text(made: DemoMade) -> str:
    counts = ", ".join(
        f"{number:,} {what.replace('_', ' ')}" for what, number in made.counts.items()
    )
    officers = columns([(one.name, str(one.role), passphrase_of(one)) for one in made.officers])
    return f"Made {made.path}: {counts}.\n\nWho works there, and their passphrases:\n{officers}"
