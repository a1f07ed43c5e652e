"""A team's own wording: what may be written, and where it stands among the application's texts.

Only words are the team's; which sections and fields there are stays in assets/wording. To let a
file be changed that no kind of document has: a row in `_BESIDE`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import Formatter

from resources_app.documents.kinds import KINDS
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.foundations.phrases import joined
from resources_app.printing.wording import Text, texts_of

_BESIDE = {
    "pages": "Every page",
    "emails": "E-mails",
    "divider": "Pages before attachments",
    "letter": "Every letter",
    "answers": "Answers to homes’ questions",
}
MOST = 4000  # characters of one text


@dataclass(frozen=True)
class OwnWords:
    """One change of a text. `words` is None where it went back to the application's own.

    `replaces` are the application's words at that time. `undoes` is the id of the change that
    this one took back, empty where it took none.
    """

    id: str
    document: str
    key: str
    words: str | None
    replaces: str
    changed_by: str  # the officer's name
    changed_at: datetime
    undoes: str = ""


@dataclass(frozen=True)
class Standing:
    """A text as it stands: the application's, and the team's own where it has one.

    `problem` says what is to be looked at: the text behind it changed with the application, or
    its placeholders are not right, which `stops` printing. `undoes`: a change of it is left to be
    taken back, be it the one that went back to the application's own.
    """

    text: Text
    own: OwnWords | None = None
    problem: str = ""
    stops: bool = False
    undoes: bool = False

    @property
    def words(self) -> str:
        return self.text.words if self.own is None or self.own.words is None else self.own.words


def documents_worded() -> Mapping[str, str]:
    """The files whose words a team may change, with what they are called, by that."""
    by_file: dict[str, list[str]] = {}
    for traits in KINDS.values():
        by_file.setdefault(traits.wording, []).append(traits.name)
    titles = {name: joined(kinds) for name, kinds in by_file.items()}
    return dict(sorted((titles | _BESIDE).items(), key=lambda one: one[1]))


def has_plain(name: str) -> bool:
    """Whether any kind with these words is printed in plain language."""
    return any(traits.plain for traits in KINDS.values() if traits.wording == name)


def document_named(given: str) -> str:
    """The file that a person names: `contract_schedule`, “Contract schedule”. Raises NotFound."""
    wanted = given.strip().casefold().replace("-", " ").replace("_", " ")
    for name, title in documents_worded().items():
        if wanted in (name.replace("_", " "), title.casefold()):
            return name
    raise NotFound(
        f"There is no document “{given.strip()}” whose words may be changed.",
        remedy=f"Say one of: {', '.join(documents_worded())}.",
    )


def text_at(name: str, key: str) -> Text:
    """One text by its key. Raises NotFound."""
    found = texts_of(name).get(key.strip())
    if found is None or (found.plain and not has_plain(name)):
        raise NotFound(
            f"“{documents_worded()[name]}” has no text “{key.strip()}”.",
            remedy=f"`wording show {name}` lists every text with its key.",
        )
    return found


def check_words(name: str, text: Text, words: str) -> None:
    """Raise BadInput, saying where, what, and what would be right, for words that cannot print."""
    where = Where(file=documents_worded()[name], field=text.where)
    if not words.strip():
        raise BadInput(
            "It says nothing.", where=where, remedy="Write it, or go back to the first words."
        )
    if len(words) > MOST:
        raise BadInput(f"It is longer than {MOST:,} characters.", where=where)
    if odd := next((one for one in words if ord(one) < ord(" ") and one != "\n"), ""):
        raise BadInput(f"It has a control character, U+{ord(odd):04X}.", where=where,
                       remedy="Type it anew.")  # fmt: skip
    named = _named(words, where)
    if unknown := next((one for one in named if one not in text.placeholders), ""):
        raise BadInput(
            f"It has {{{unknown}}}, and nothing is filled in for that.",
            where=where,
            remedy=_may(text.placeholders),
        )
    if missing := [one for one in text.needs if one not in named]:
        raise BadInput(
            f"It lacks {joined([f'{{{one}}}' for one in missing])}.",
            where=where,
            remedy=f"Say {joined([text.placeholders[one] for one in missing])}: the law or the "
            "contract asks for it there.",
        )


def _named(words: str, where: Where) -> Collection[str]:
    """The placeholders that a text names. Raises BadInput for a brace that belongs to none."""
    whole = "Put both braces round a placeholder’s name, or double a brace that is to print: {{."
    try:
        parts = [part[1:] for part in Formatter().parse(words) if part[1] is not None]
    except ValueError as error:
        raise BadInput("A brace stands alone.", where=where, remedy=whole) from error
    for name, form, conversion in parts:
        if form or conversion or not (name and name.isidentifier()):
            said = f"{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}"
            raise BadInput(f"“{{{said}}}” is no placeholder.", where=where, remedy=whole)
    return {str(name) for name, _, _ in parts}


def _may(placeholders: Mapping[str, str]) -> str:
    if not placeholders:
        return "No placeholder may stand there."
    listed = ", ".join(f"{{{name}}} ({what})" for name, what in placeholders.items())
    return f"There may be: {listed}."


def standing(name: str, rows: Iterable[OwnWords]) -> Sequence[Standing]:
    """Every text of a file as it stands, in its order; `rows` are all changes of any.

    Where an update of the application moved a text within its list, the team's words follow it.
    """
    texts = texts_of(name)
    changes = _by_text(texts, rows)
    plain = has_plain(name)
    return [
        _standing(name, text, changes.get(text.key, ()))
        for text in texts.values()
        if plain or not text.plain
    ]


def changes_of(name: str, key: str, rows: Iterable[OwnWords]) -> Sequence[OwnWords]:
    """Of all changes those of one text, wherever it stood when they were made; the last first."""
    return _by_text(texts_of(name), rows).get(key, ())


def lost(name: str, rows: Iterable[OwnWords]) -> Sequence[OwnWords]:
    """The team's words for texts that the application no longer has."""
    texts = texts_of(name)
    gone = [one for one in rows if not _key_now(texts, one)]
    last = {one.key: one for one in sorted(gone, key=_when)}
    return [one for one in last.values() if one.words is not None]


def to_undo(changes: Sequence[OwnWords]) -> tuple[OwnWords | None, OwnWords | None]:
    """Of a text's changes, the last first: which to take back, and which stands again then.

    What was taken back, and what took it back, is passed over: the next undo goes one farther.
    None where there is none; for the second, the application's own words stand again.
    """
    undone = {one.undoes for one in changes if one.undoes}
    standing_ones = [one for one in changes if not one.undoes and one.id not in undone]
    last, before, *_ = (*standing_ones, None, None)
    return last, before


def _by_text(
    texts: Mapping[str, Text], rows: Iterable[OwnWords]
) -> Mapping[str, Sequence[OwnWords]]:
    """The changes of each text by its key now, the last first."""
    found: dict[str, list[OwnWords]] = {}
    for one in sorted(rows, key=_when, reverse=True):
        if key := _key_now(texts, one):
            found.setdefault(key, []).append(one)
    return found


def _when(one: OwnWords) -> tuple[datetime, str]:
    return one.changed_at, one.id


def _key_now(texts: Mapping[str, Text], one: OwnWords) -> str:
    """The key of the text that the words stand for now; empty for one that is no more."""
    if one.key in texts and texts[one.key].words == one.replaces:
        return one.key
    above = _list_of(one.key)
    moved = [
        key for key, text in texts.items() if _list_of(key) == above and text.words == one.replaces
    ]
    return moved[0] if len(moved) == 1 else one.key if one.key in texts else ""


def _list_of(key: str) -> str:
    bare = key.removesuffix(".plain")
    return f"{bare.rpartition('.')[0]} {key[len(bare) :]}"


def _standing(name: str, text: Text, changes: Sequence[OwnWords]) -> Standing:
    own, undoes = next(iter(changes), None), to_undo(changes)[0] is not None
    if own is None or own.words is None:
        return Standing(text, undoes=undoes)
    try:
        check_words(name, text, own.words)
    except BadInput as error:
        said = f"{error.what} {error.remedy}".strip()
        return Standing(text, own, said, stops=True, undoes=undoes)
    changed = "The application’s own text has changed since: compare the two."
    return Standing(text, own, "" if own.replaces == text.words else changed, undoes=undoes)
