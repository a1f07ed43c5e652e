"""`request standard`: a request, and its placement, in the national standard's form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from resources_app.casework.opening_records import open_request
from resources_app.casework.standard_file import save_in_standard
from resources_app.casework.standard_form import InStandard, in_standard
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.phrases import joined


@click.command(
    "standard",
    epilog=example(
        "request standard REQ-26-A7-0042", "request standard REQ-26-A7-0042 --out request.json"
    ),
)
@click.argument("reference")
@click.option("--out", type=FILE, help="Write it to this file: .json, or .csv.")
@with_invocation
def request_standard(here: Invocation, reference: str, out: Path | None) -> None:
    """Show or write a request and its placement in the fields of the national standard."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        if out is not None:
            found = save_in_standard(session, reference, out)
        else:
            open_request(session, reference)
            found = in_standard(session.tables, reference)
    report(here.json, found, "\n".join(_text(found, out)))


def _text(found: InStandard, out: Path | None) -> Iterator[str]:
    placed = f" and {found.placement}" if found.placement else ""
    yield f"{found.reference}{placed} in the Placements Data Standard v2" + (
        f": {out}" if out else ""
    )
    if out is None:
        for name, answer in found.answers.items():
            if answer is not None:
                said = ", ".join(answer) if isinstance(answer, list) else str(answer)
                more = f" ({found.specified[name]})" if name in found.specified else ""
                yield wrapped(f"{name}: {said}{more}", indent=2)
    if found.missing:
        yield wrapped(f"Not answered yet: {joined(found.missing)}", indent=2)
