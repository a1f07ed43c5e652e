"""Step 31: variants of a document (large print, plain language), and the team's own wording."""

TABLES = """
-- printing.manner: a large-print copy of version 2 is of version 2.
ALTER TABLE document ADD COLUMN variant TEXT NOT NULL DEFAULT ''
    CHECK (variant IN ('', 'large', 'plain', 'large plain'));

-- Each time the team changed a text of assets/wording. Of one text the last row counts; rows are
-- never changed, so that what was said before can be read and taken up again.
CREATE TABLE document_wording (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,                   -- the file without its ending: 'contract_schedule'
    text_key TEXT NOT NULL,                   -- where in it: 'sections.price.heading'
    words TEXT,                               -- NULL: those that came with the application, again
    replaces TEXT NOT NULL,                   -- the application's own words at that time
    changed_by TEXT NOT NULL REFERENCES officer (id),
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX document_wording_by_text ON document_wording (document, text_key, id);
"""
