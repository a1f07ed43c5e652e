"""Step 18: files of other systems: how their columns are read, which rows were taken; contacts."""

TABLES = """
-- What a person said of a layout's columns (workbooks.columns), for the next file like it.
CREATE TABLE import_layout (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                       -- 'children', 'requests'
    layout TEXT NOT NULL,                     -- SHA-256 of the headings
    columns TEXT NOT NULL,                    -- JSON: heading → field, empty when left out
    UNIQUE (kind, layout)
) STRICT, WITHOUT ROWID;

-- A row of a file that became a request, so that the same row is not taken twice.
CREATE TABLE request_row (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    row_sha256 TEXT NOT NULL UNIQUE           -- of its answers and the child's identifier
) STRICT, WITHOUT ROWID;
CREATE INDEX request_row_by_request ON request_row (request_id);

-- Dated contacts about a child: who was spoken to, and what was said.
CREATE TABLE contact_log (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    happened_on TEXT NOT NULL,
    with_whom TEXT NOT NULL,
    what TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES officer (id),
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_log_by_child ON contact_log (child_id, happened_on);
"""
