"""`demo`: a store full of invented people to try everything on."""

from __future__ import annotations

import sys

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.output import columns, report
from resources_app.demo.build import DemoMade, DemoSize, make_demo, passphrase_of


@click.command(epilog=example("demo --store trial.resources"))
@click.option(
    "--size",
    type=click.Choice([str(size) for size in DemoSize]),
    default=str(DemoSize.COUNTY),
    show_default=True,
    help="A county in seconds, or a region (15,000 services) in minutes.",
)
@click.option("--seed", type=int, default=2026, show_default=True)
@with_invocation
def demo(here: Invocation, size: str, seed: int) -> None:
    """Make a demo store: fictional people, real postcodes. Prints who may open it."""

    def progress(what: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what}: {done:,} of {total:,}   ", err=True, nl=False)

    made = make_demo(here.store_path(), DemoSize(size), seed=seed, progress=progress)
    if sys.stderr.isatty():
        click.echo(err=True)
    data = {
        "store": made.path,
        "recovery_key": made.recovery_key,
        "counts": made.counts,
        "officers": [
            {"name": one.name, "role": str(one.role), "passphrase": passphrase_of(one)}
            for one in made.officers
        ],
    }
    report(here.json, data, _text(made))


def _text(made: DemoMade) -> str:
    counts = ", ".join(
        f"{number:,} {what.replace('_', ' ')}" for what, number in made.counts.items()
    )
    officers = columns([(one.name, str(one.role), passphrase_of(one)) for one in made.officers])
    return f"Made {made.path}: {counts}.\n\nWho works there, and their passphrases:\n{officers}"
