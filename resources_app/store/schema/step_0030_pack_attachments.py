"""Step 30: which kept files go with a request's referral pack, where, and under which heading."""

TABLES = """
-- A file that is appended to the pack. What vetting said of it is kept as it was then; the file
-- is vetted again each time that a pack is printed.
CREATE TABLE pack_attachment (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    attachment_id TEXT NOT NULL REFERENCES attachment (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    heading TEXT NOT NULL,                    -- printed on its divider, in the contents
    topic TEXT NOT NULL
        CHECK (topic IN ('education', 'health', 'assessment', 'other')),
    packs TEXT NOT NULL CHECK (packs IN ('both', 'full only', 'anonymised only')),
    dated TEXT,                               -- the day it was written, where that is known
    pages INTEGER NOT NULL CHECK (pages >= 1),
    unsearchable TEXT NOT NULL DEFAULT '',    -- pages no search finds all words of: '1 3'
    vetted TEXT NOT NULL DEFAULT '',          -- what was left out, a sentence a line
    put_in_by TEXT NOT NULL REFERENCES officer (id),
    put_in_at TEXT NOT NULL,
    -- who read the pages that no search can, and what they say of them
    read_by TEXT REFERENCES officer (id),
    read_at TEXT,
    read_note TEXT NOT NULL DEFAULT '',
    UNIQUE (request_id, attachment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pack_attachment_by_attachment ON pack_attachment (attachment_id);
"""
