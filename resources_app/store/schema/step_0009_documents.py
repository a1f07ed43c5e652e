"""Step 9: the register of everything printed, and the bytes themselves."""

TABLES = """
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    size INTEGER NOT NULL
) STRICT;

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'DOC-26-A7-0042'
    kind TEXT NOT NULL,                       -- documents.model.Kind
    subject_table TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    -- counts what was printed of a kind about a subject; two laptops working alone may both
    -- print a version 2, and the reference tells them apart
    version INTEGER NOT NULL,
    template_version TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES officer (id),
    made_at TEXT NOT NULL,
    made_for TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    content_sha256 TEXT NOT NULL              -- of what was printed, without when and by whom
) STRICT, WITHOUT ROWID;
CREATE INDEX document_by_subject ON document (subject_table, subject_id);
"""
