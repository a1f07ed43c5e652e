"""Finding records by the words in them: names, numbers of references, postcodes, register numbers.

Two indexes: of words, and, for names that are typed nearly right, of every three letters in a
row. Our own references (`REQ-26-A7-0042`) are begun alike by hundreds of thousands of records, so
that an index of their words would answer slowly: only the number at their end is a word, and the
whole is found by the order of its own column (casework/finding_queries.py).

To make another table or field searchable: add it to `SEARCHED`. Triggers keep the indexes;
they are rebuilt whenever the schema is brought up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resources_app.store.connection import Database
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Searched:
    """The columns of a table whose words find its rows.

    `numbered` holds one of our references, `near` names that may be typed nearly right.
    """

    words: tuple[str, ...] = ()
    numbered: str = ""
    near: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is in an index."""
        return self.words + ((self.numbered,) if self.numbered else ())


_CHILDS_NAMES = ("given_name", "family_name", "known_as")
SEARCHED: Mapping[str, Searched] = {
    "officer": Searched(("name",)),
    "child": Searched(("local_identifier", *_CHILDS_NAMES), near=_CHILDS_NAMES),
    "provider": Searched(("ofsted_owner_id", "name", "owner_group", "company_number")),
    "service": Searched(("urn", "name", "postcode", "registered_manager"), near=("name",)),
    "agreement": Searched(("reference", "title")),
    "placement_request": Searched(numbered="reference"),
    "placement": Searched(numbered="reference"),
    "ipa": Searched(numbered="reference"),
    "document": Searched(("kind",), numbered="reference"),
    "invoice": Searched(("number",), numbered="reference"),
    "attachment": Searched(
        ("file_name", "sender", "recipients", "subject", "body_text"), numbered="reference"
    ),
}


@dataclass(frozen=True)
class Hit:
    """A record that has all the words asked for."""

    table: str
    row_id: str


def find(tables: Tables, text: str, *, limit: int = 50) -> list[Hit]:
    """The records that have a word beginning with each of the words in `text`, best first.

    Case and accents do not matter, nor does punctuation. No words find nothing.
    """
    words = " ".join(f'"{word}"*' for word in _WORD.findall(text))
    return _hits(tables, "search_text", words, limit)


def nearly(tables: Tables, text: str, *, limit: int = 50) -> list[Hit]:
    """The records with a name that has most letters of `text` in a row, most alike first.

    Names that merely share three letters are among them: whoever asks compares them whole.
    """
    pieces = {word[at : at + 3] for word in re.findall(r"\w+", text) for at in range(len(word) - 2)}
    any_of = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    return _hits(tables, "search_near", any_of, limit)


def _hits(tables: Tables, index: str, asked: str, limit: int) -> list[Hit]:
    if not asked:
        return []
    rows = tables.rows(
        f"""SELECT search_row.table_name, search_row.row_id
              FROM {index} JOIN search_row ON search_row.id = {index}.rowid
             WHERE {index} MATCH :asked ORDER BY {index}.rank, search_row.id LIMIT :limit""",
        {"asked": asked, "limit": limit},
    )
    return [Hit(row["table_name"], row["row_id"]) for row in rows]


def search_triggers() -> dict[str, str]:
    """The triggers that keep the indexes, by name."""
    triggers: dict[str, str] = {}
    for table, searched in SEARCHED.items():
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in searched.columns)
        row = f"INSERT INTO search_row (table_name, row_id) VALUES ('{table}', NEW.id)"
        added, written, removed = [row], [], []
        for index, words in _indexed(searched, "NEW"):
            key = _key(table, "NEW")
            added.append(f"INSERT INTO {index} (rowid, words) VALUES ({key}, {words})")
            written.append(f"UPDATE {index} SET words = {words} WHERE rowid = {key}")
            removed.append(f"DELETE FROM {index} WHERE rowid = {_key(table, 'OLD')}")
        removed.append(f"DELETE FROM search_row WHERE id = {_key(table, 'OLD')}")
        for event, when, deeds in (
            ("insert", f"AFTER INSERT ON {table}", added),
            ("update", f"AFTER UPDATE ON {table}\nWHEN {changed}", written),
            ("delete", f"AFTER DELETE ON {table}", removed),
        ):
            name = f"search_{table}_{event}"
            body = "".join(f"    {deed};\n" for deed in deeds)
            triggers[name] = f"CREATE TRIGGER {name} {when}\nBEGIN\n{body}END"
    return triggers


def rebuild_index(database: Database) -> None:
    """Index every searched row again; runs in the caller's transaction."""
    for index in _INDEXES:
        database.conn.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    database.conn.execute("DELETE FROM search_row")
    for table, searched in SEARCHED.items():
        database.conn.execute(
            f"INSERT INTO search_row (table_name, row_id) SELECT '{table}', id FROM {table}"
        )
        for index, words in _indexed(searched, table):
            database.conn.execute(
                f"INSERT INTO {index} (rowid, words)"
                f" SELECT search_row.id, {words} FROM {table}"
                f" JOIN search_row ON search_row.table_name = '{table}'"
                f" AND search_row.row_id = {table}.id"
            )


def forget_removed_words(tables: Tables) -> None:
    """Rewrite the indexes without the words of rows that are gone; inside a transaction."""
    for index in _INDEXES:
        tables.change(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


_INDEXES = ("search_text", "search_near")
# Bytes that are no text come as lone surrogates; they are asked for, and the store refuses them.
_WORD = re.compile(r"[\w\ud800-\udfff]+")


def _indexed(searched: Searched, row: str) -> Iterator[tuple[str, str]]:
    """Which index gets which text of a row, as SQL."""
    words = [f"{row}.{name}" for name in searched.words]
    if searched.numbered:
        words.append(_number(f"{row}.{searched.numbered}"))
    for index, texts in zip(
        _INDEXES, (words, [f"{row}.{name}" for name in searched.near]), strict=True
    ):
        if texts:
            yield index, " || ' ' || ".join(texts)


def _number(reference: str) -> str:
    """What stands after the last hyphen, as SQL: all behind it trimmed off, that cut away."""
    return f"replace({reference}, rtrim({reference}, replace({reference}, '-', '')), '')"


def _key(table: str, row: str) -> str:
    return f"(SELECT id FROM search_row WHERE table_name = '{table}' AND row_id = {row}.id)"
