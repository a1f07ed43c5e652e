"""`print batch`: many documents at once, in a folder or in one file."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click

from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.manner import in_manner
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.documents.batch_choosing import (
    letters_of_uplift,
    packs_of,
    packs_of_release,
    schedules_after_uplift,
    schedules_of,
    schedules_of_provider,
)
from resources_app.documents.batch_saving import save_each, save_joined
from resources_app.documents.batches import (
    Batch,
    BatchDocument,
    BatchMade,
    NotPrinted,
    print_batch,
)
from resources_app.documents.delivering import check_place
from resources_app.documents.model import Kind
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, Refused
from resources_app.printing.manner import Manner
from resources_app.session import Session


@dataclass(frozen=True)
class BatchPrinted:
    """What a batch registered, what refused and why, and the files with the copies."""

    title: str
    documents: tuple[BatchDocument, ...]
    refused: tuple[NotPrinted, ...]
    files: tuple[Path, ...]


PRINTS = {
    "print batch schedules": BatchPrinted,
    "print batch packs": BatchPrinted,
    "print uplift-letters": BatchPrinted,
}


@click.group("batch")
def batch_group() -> None:
    """Print many documents at once: schedules, packs; each is registered by itself.

    One that refuses stops no other and is listed with why. Ctrl+C stops: what is registered by
    then stays registered, and is found again when the rest is asked for.
    """


_OUT = click.option("--out", type=FILE, required=True, help="A folder, or with --one-file a PDF.")
_ONE = click.option("--one-file", is_flag=True, help="Join all copies in one PDF, with headings.")


@batch_group.command(
    "schedules",
    epilog=example(
        'print batch schedules --provider "Abbot Care" --out schedules',
        "print batch schedules --uplift UPL-26-A7-0003 --one-file --out schedules.pdf",
        "print batch schedules PLC-26-A7-0042 IPA-26-A7-0043 --out schedules",
    ),
)
@click.argument("references", nargs=-1)
@click.option("--provider", default="", help="All of this provider’s that go on.")
@click.option("--uplift", default="", help="All whose prices this uplift has raised.")
@in_manner(Kind.CONTRACT_SCHEDULE)
@_ONE
@_OUT
@with_invocation
def batch_schedules(
    here: Invocation,
    references: tuple[str, ...],
    provider: str,
    uplift: str,
    manner: Manner,
    one_file: bool,
    out: Path,
) -> None:
    """Print the contract schedules of a provider, of an uplift, or of those named."""
    _one_of(
        bool(references), bool(provider), bool(uplift), say="REFERENCES, --provider or --uplift"
    )

    def chosen(session: Session) -> Batch:
        if provider:
            return schedules_of_provider(session, provider, manner)
        if uplift:
            return schedules_after_uplift(session, uplift, manner)
        return schedules_of(references, manner)

    _print(here, chosen, out, one_file=one_file)


@batch_group.command(
    "packs",
    epilog=example(
        "print batch packs --request REQ-26-A7-0042 --round 2 --out packs",
        "print batch packs REQ-26-A7-0042 REQ-26-A7-0043 --one-file --out packs.pdf",
    ),
)
@click.argument("references", nargs=-1)
@click.option("--request", "of_request", default="", help="The packs of one round of this request.")
@click.option("--round", "round_number", type=int, help="Which round of it.")
@click.option("--full", is_flag=True, help="With the children’s identity, of requests named.")
@in_manner(Kind.REFERRAL_PACK)
@_ONE
@_OUT
@with_invocation
def batch_packs(
    here: Invocation,
    references: tuple[str, ...],
    of_request: str,
    round_number: int | None,
    full: bool,
    manner: Manner,
    one_file: bool,
    out: Path,
) -> None:
    """Print the referral pack of a round, a copy for each service, or of the requests named."""
    _one_of(bool(references), bool(of_request), say="REFERENCES or --request")
    if of_request and (round_number is None or full):
        raise BadInput(
            "A round’s packs are anonymised, and of one round.",
            remedy="Give --round and no --full.",
        )

    def chosen(session: Session) -> Batch:
        if of_request:
            return packs_of_release(session, of_request, round_number or 0, manner)
        return packs_of(references, manner, full=full)

    _print(here, chosen, out, one_file=one_file)


@click.command(
    "uplift-letters",
    epilog=example(
        "print uplift-letters UPL-26-A7-0003 --out letters",
        "print uplift-letters UPL-26-A7-0003 --provider Abbot --out letters",
        "print uplift-letters UPL-26-A7-0003 --one-file --out letters.pdf",
    ),
)
@click.argument("reference")
@click.option("--provider", default="", help="Only to this provider, by its whole name.")
@in_manner(Kind.UPLIFT_LETTER)
@_ONE
@_OUT
@with_invocation
def uplift_letters(
    here: Invocation, reference: str, provider: str, manner: Manner, one_file: bool, out: Path
) -> None:
    """Print an approved uplift's letters, a PDF for each provider or one with all."""

    def chosen(session: Session) -> Batch:
        return letters_of_uplift(session, reference, provider, manner)

    _print(here, chosen, out, one_file=one_file)


def _one_of(*given: bool, say: str) -> None:
    if sum(given) != 1:
        raise BadInput("It is not clear what to print.", remedy=f"Give one of {say}.")


def _print(
    here: Invocation, chosen: Callable[[Session], Batch], out: Path, *, one_file: bool
) -> None:
    with at_work(here) as session, _stopping() as going_on:
        check_place(out if one_file else out / "document.pdf")
        batch = chosen(session)
        with _counting("Printing", len(batch.items)) as progress:
            made = print_batch(session, batch, progress=progress, going_on=going_on)
        _check_came(made, going_on)
        with _counting("Writing", len(made.copies)) as progress:
            saved = (
                save_joined(
                    session, made.copies, out, made.title, progress=progress, going_on=going_on
                )
                if one_file
                else save_each(session, made.copies, out, progress=progress, going_on=going_on)
            )
        if saved.left:
            written = len(made.copies) - saved.left
            raise Refused(
                f"Stopped: all are registered, and {written} of {len(made.copies)} copies written.",
                remedy="Ask again: the documents are found, and their copies written.",
            )
    data = BatchPrinted(made.title, made.documents, made.refused, saved.files)
    report(here.json, data, _text(data, out))


def _check_came(made: BatchMade, going_on: Callable[[], bool]) -> None:
    """Raise Refused where nothing came of it, or it was stopped: then no copy is written."""
    if not going_on() or made.left:
        total = len(made.documents) + len(made.refused) + made.left
        why = next((one.why for one in made.refused[-1:] if going_on()), "")
        raise Refused(
            " ".join([f"Stopped: {len(made.documents)} of {total} are registered.", why]).strip(),
            remedy="Ask again: those are found, and the rest is printed.",
        )
    if not made.documents:
        raise Refused(f"Nothing was printed. {_refusals(made.refused)}")


def _text(data: BatchPrinted, out: Path) -> str:
    lines = [
        f"{one.reference}, version {one.version}, {counted(one.pages, 'page')}"
        f"{'' if one.fresh else ', as it was'}: {' '.join([one.about, one.to]).strip()}"
        for one in data.documents
    ]
    pages = sum(one.pages for one in data.documents)
    lines.append(f"{counted(len(data.documents), 'document')}, {counted(pages, 'page')}: {out}")
    if data.refused:
        lines += ["", f"Not printed, {len(data.refused)}:", _refusals(data.refused)]
    return "\n".join(lines)


def _refusals(refused: tuple[NotPrinted, ...]) -> str:
    return "\n".join(f"{' '.join([one.about, one.to]).strip()}: {one.why}" for one in refused)


@contextmanager
def _counting(what: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Tell a person at a terminal, on standard error, how many of how many are done."""
    with click.progressbar(
        length=total, label=what, show_pos=True, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda _done, _total: bar.update(1)


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Whether to go on: until Ctrl+C; a second one ends the program as ever."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield lambda: True
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: not stopped.is_set()
    finally:
        signal.signal(signal.SIGINT, before)
