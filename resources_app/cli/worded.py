"""`wording`: the words of documents and e-mails, and the team's own in their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.documents.delivering import check_place, deliver
from resources_app.documents.model import Delivered
from resources_app.documents.own_words import (
    OwnWords,
    Standing,
    changes_of,
    document_named,
    documents_worded,
    lost,
    standing,
    text_at,
)
from resources_app.documents.own_words_queries import own_words
from resources_app.documents.setting_words import WordsSet, reset_words, set_words, undo_words
from resources_app.documents.specimens import preview_words
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, Refused
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Worded:
    """A document whose words may be changed; `changed` are texts in the team's own words."""

    document: str
    name: str
    texts: int
    changed: int
    problems: int


@dataclass(frozen=True)
class WordedText:
    """A text as it stands. `first_words` came with the application."""

    key: str
    where: str
    words: str
    first_words: str
    changed_by: str
    changed_at: datetime | None
    placeholders: dict[str, str]
    needs: tuple[str, ...]
    problem: str


@dataclass(frozen=True)
class WordedChange:
    """One change of a text; `words` is null where it went back to those of the application."""

    words: str | None
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class WordedHistory:
    """A text and every change of it, the last first."""

    text: WordedText
    history: tuple[WordedChange, ...]


PRINTS = {
    "wording list": list[Worded],
    "wording show": list[WordedText],
    "wording text": WordedHistory,
    "wording check": list[WordedText],
    "wording set": WordedText,
    "wording preview": Delivered,
    "wording reset": WordedText,
    "wording undo": WordedText,
}
_DOCUMENT = click.argument("document")
_KEY = click.argument("key")
_WORDS = click.option("--words", default="", help="The team’s own words.")
_FILE = click.option("--file", "path", type=FILE, help="A text file that has them.")
_CLAUSE = "contract_schedule sections.price.heading"


@click.group("wording", cls=RoomGroup)
def wording_group() -> None:
    """The words of documents and e-mails, which the team may change."""


@wording_group.command("list")
@with_invocation
def wording_list(here: Invocation) -> None:
    """List the documents whose words may be changed."""
    with at_work(here, read_only=True) as session:
        data = [_worded(session.tables, name, title) for name, title in documents_worded().items()]
    report(here.json, data, "\n".join(map(_listed, data)))


@wording_group.command("show", epilog=example("wording show contract_schedule --changed"))
@_DOCUMENT
@click.option("--changed", is_flag=True, help="Only the texts in the team’s own words.")
@with_invocation
def wording_show(here: Invocation, document: str, changed: bool) -> None:
    """Show every text of a DOCUMENT with its key."""
    name = document_named(document)
    with at_work(here, read_only=True) as session:
        every = standing(name, own_words(session.tables, name))
    data = [_text(one) for one in every if one.own or not changed]
    told = "\n\n".join(map(_told, data)) or "Every text is as it came with the application."
    report(here.json, data, told)


@wording_group.command("text", epilog=example(f"wording text {_CLAUSE}"))
@_DOCUMENT
@_KEY
@with_invocation
def wording_text(here: Invocation, document: str, key: str) -> None:
    """Show one text, the placeholders it may have, and every change of it."""
    name = document_named(document)
    text = text_at(name, key)
    with at_work(here, read_only=True) as session:
        rows = own_words(session.tables, name)
    changes = changes_of(name, text.key, rows)
    shown = _text(next(one for one in standing(name, rows) if one.text.key == text.key))
    data = WordedHistory(shown, tuple(map(_change, changes)))
    may = [f"{{{one}}}: {what}" for one, what in shown.placeholders.items()]
    told = [
        _told(shown),
        "\n".join(["It may have:", *(f"  {one}" for one in may)]) if may else "",
        "\n".join(f"{local_text(one.changed_at)}, {one.changed_by}: {_said(one)}"
                  for one in changes),
    ]  # fmt: skip
    report(here.json, data, "\n\n".join(part for part in told if part))


@wording_group.command("check", epilog=example("wording check", "wording check emails"))
@click.argument("document", required=False, default="")
@with_invocation
def wording_check(here: Invocation, document: str) -> None:
    """Say which of the team's words cannot print, or stand for a text that has changed since."""
    titles = documents_worded()
    names = [document_named(document)] if document else list(titles)
    with at_work(here, read_only=True) as session:
        rows = {name: own_words(session.tables, name) for name in names}
    stand = [(name, one) for name in names for one in standing(name, rows[name]) if one.problem]
    lines = [f"{titles[name]}, {one.text.where}: {one.problem}" for name, one in stand]
    lines += [
        f"{titles[name]}, {one.key}: there is no such text."
        for name in names
        for one in lost(name, rows[name])
    ]
    if any(one.stops for _, one in stand):
        raise Refused("What cannot print is to be put right.\n" + "\n".join(lines))
    report(here.json, [_text(one) for _, one in stand], "\n".join(lines) or "All of it can print.")


@wording_group.command(
    "set",
    epilog=example(
        f'wording set {_CLAUSE} --words "What the council pays"',
        "wording set emails kinds.ended.body.1 --file thanks.txt",
    ),
)
@_DOCUMENT
@_KEY
@_WORDS
@_FILE
@with_invocation
def wording_set(here: Invocation, document: str, key: str, words: str, path: Path | None) -> None:
    """Put the team's own words in place of a text; what is printed from now on has them."""
    said = _given(words, path)
    with at_work(here) as session:
        made = set_words(session, document_named(document), key, said)
    _report(here, made)


@wording_group.command(
    "preview",
    epilog=example(f'wording preview {_CLAUSE} --words "What the council pays" --out look.pdf'),
)
@_DOCUMENT
@_KEY
@_WORDS
@_FILE
@click.option("--out", type=FILE, required=True, help="Where to write the PDF.")
@with_invocation
def wording_preview(
    here: Invocation, document: str, key: str, words: str, path: Path | None, out: Path
) -> None:
    """Write the last document of its kind with other words, to be looked at; nothing is kept."""
    said = _given(words, path)
    with at_work(here) as session:
        check_place(out)
        made = preview_words(session, document, key, said)
    file = deliver(made.bytes, out)
    report(here.json, file, f"{made.name} with these words, not registered: {out}")


@wording_group.command("reset", epilog=example(f"wording reset {_CLAUSE}"))
@_DOCUMENT
@_KEY
@with_invocation
def wording_reset(here: Invocation, document: str, key: str) -> None:
    """Go back to the words that came with the application."""
    with at_work(here) as session:
        made = reset_words(session, document_named(document), key)
    _report(here, made)


@wording_group.command("undo", epilog=example(f"wording undo {_CLAUSE}"))
@_DOCUMENT
@_KEY
@with_invocation
def wording_undo(here: Invocation, document: str, key: str) -> None:
    """Take the last change of a text back."""
    with at_work(here) as session:
        made = undo_words(session, document_named(document), key)
    _report(here, made)


def _given(words: str, path: Path | None) -> str:
    """The words from the option or the file, whichever is given."""
    if bool(words) == (path is not None):
        raise BadInput("Nothing says which words.", remedy="Give --words TEXT, or --file FILE.")
    if path is None:
        return words
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read.", remedy="Give a text file in UTF-8.") from error


def _report(here: Invocation, made: WordsSet) -> None:
    text = _text(made.standing)
    report(here.json, text, f"From now on “{text.where}” says:\n{text.words}")


def _worded(tables: Tables, name: str, title: str) -> Worded:
    rows = own_words(tables, name)
    every = standing(name, rows)
    problems = sum(bool(one.problem) for one in every) + len(lost(name, rows))
    return Worded(name, title, len(every), sum(one.own is not None for one in every), problems)


def _listed(one: Worded) -> str:
    parts = [counted(one.texts, "text")]
    parts += [f"{one.changed} changed"] if one.changed else []
    parts += [f"{one.problems} to look at"] if one.problems else []
    return f"{one.document}: {one.name} ({', '.join(parts)})"


def _text(one: Standing) -> WordedText:
    own, text = one.own, one.text
    return WordedText(
        key=text.key,
        where=text.where,
        words=one.words,
        first_words=text.words,
        changed_by=own.changed_by if own else "",
        changed_at=own.changed_at if own else None,
        placeholders=dict(text.placeholders),
        needs=text.needs,
        problem=one.problem,
    )


def _told(one: WordedText) -> str:
    lines = [f"{one.key} ({one.where})", f"  {one.words}"]
    if one.changed_at is not None:
        lines.append(f"  in place of: {one.first_words}")
        lines.append(f"  changed by {one.changed_by}, {local_text(one.changed_at)}")
    return "\n".join([*lines, *([f"  {one.problem}"] if one.problem else [])])


def _change(one: OwnWords) -> WordedChange:
    return WordedChange(one.words, one.changed_by, one.changed_at)


def _said(one: OwnWords) -> str:
    return "back to the first words" if one.words is None else one.words
