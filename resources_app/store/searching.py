"""Finding records by the words in them: names, references, postcodes, register numbers.

To make another table or field searchable: add it to `SEARCHED`. Triggers keep the index;
it is rebuilt whenever the schema is brought up to date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from resources_app.store.connection import Database
from resources_app.store.tables import Tables

# Table: the columns whose words find its rows.
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "officer": ("name",),
    "child": ("local_identifier", "given_name", "family_name", "known_as"),
    "provider": ("ofsted_owner_id", "name", "owner_group", "company_number"),
    "service": ("urn", "name", "postcode", "registered_manager"),
    "agreement": ("reference", "title"),
    "placement_request": ("reference",),
    "placement": ("reference",),
    "ipa": ("reference",),
    "document": ("reference", "kind"),
    "invoice": ("reference", "number"),
}


@dataclass(frozen=True)
class Hit:
    """A record that has all the words asked for."""

    table: str
    row_id: str


# Every record with the words `:words` (of `words_asked`): its table, its id, and how well it
# answers, the least `rank` best. Queries that say more of a record join this.
HITS = """
    SELECT search_row.table_name, search_row.row_id, search_text.rank
      FROM search_text JOIN search_row ON search_row.id = search_text.rowid
     WHERE search_text MATCH :words
"""


def words_asked(text: str) -> str:
    """What `HITS` is asked with for a word beginning with each of those in `text`; may be empty.

    Case and accents do not matter, nor does punctuation: `REQ-26-A7` finds
    `REQ-26-A7-0042`.
    """
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", text))


def find(tables: Tables, text: str, *, limit: int = 50) -> list[Hit]:
    """The records that have a word beginning with each of the words in `text`, best first.

    No words find nothing.
    """
    words = words_asked(text)
    if not words:
        return []
    rows = tables.rows(
        f"{HITS} ORDER BY search_text.rank, search_row.id LIMIT :limit",
        {"words": words, "limit": limit},
    )
    return [Hit(row["table_name"], row["row_id"]) for row in rows]


def search_triggers() -> dict[str, str]:
    """The triggers that keep the index, by name."""
    triggers: dict[str, str] = {}
    for table, columns in SEARCHED.items():
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        triggers |= {
            f"search_{table}_insert": (
                f"CREATE TRIGGER search_{table}_insert AFTER INSERT ON {table}\nBEGIN\n"
                f"    INSERT INTO search_row (table_name, row_id) VALUES ('{table}', NEW.id);\n"
                f"    INSERT INTO search_text (rowid, words)\n"
                f"        VALUES ({_key(table, 'NEW')}, {_words(columns, 'NEW')});\nEND"
            ),
            f"search_{table}_update": (
                f"CREATE TRIGGER search_{table}_update AFTER UPDATE ON {table}\nWHEN {changed}\n"
                f"BEGIN\n    UPDATE search_text SET words = {_words(columns, 'NEW')}\n"
                f"        WHERE rowid = {_key(table, 'NEW')};\nEND"
            ),
            f"search_{table}_delete": (
                f"CREATE TRIGGER search_{table}_delete AFTER DELETE ON {table}\nBEGIN\n"
                f"    DELETE FROM search_text WHERE rowid = {_key(table, 'OLD')};\n"
                f"    DELETE FROM search_row WHERE id = {_key(table, 'OLD')};\nEND"
            ),
        }
    return triggers


def rebuild_index(database: Database) -> None:
    """Index every searched row again; runs in the caller's transaction."""
    database.conn.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    database.conn.execute("DELETE FROM search_row")
    for table, columns in SEARCHED.items():
        database.conn.execute(
            f"INSERT INTO search_row (table_name, row_id) SELECT '{table}', id FROM {table}"
        )
        database.conn.execute(
            "INSERT INTO search_text (rowid, words)"
            f" SELECT search_row.id, {_words(columns, table)} FROM {table}"
            f" JOIN search_row ON search_row.table_name = '{table}'"
            f" AND search_row.row_id = {table}.id"
        )


def forget_removed_words(tables: Tables) -> None:
    """Rewrite the index without the words of rows that are gone; inside a transaction."""
    tables.change("INSERT INTO search_text (search_text) VALUES ('optimize')")


def _key(table: str, row: str) -> str:
    return f"(SELECT id FROM search_row WHERE table_name = '{table}' AND row_id = {row}.id)"


def _words(columns: tuple[str, ...], row: str) -> str:
    return " || ' ' || ".join(f"{row}.{name}" for name in columns)
