"""Step 11: the search index over names and references, kept by triggers (store/searching.py).

The index is keyed by an integer of its own: implicit rowids may be renumbered by VACUUM,
and the searched tables have none.
"""

TABLES = """
CREATE TABLE search_row (
    id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    UNIQUE (table_name, row_id)
) STRICT;

-- Holds the words' places and not the words.
CREATE VIRTUAL TABLE search_text USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);
"""
