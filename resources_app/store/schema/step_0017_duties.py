"""Step 17: what the law wants done about a placement, by when, and the proof that it was."""

TABLES = """
CREATE TABLE duty (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    duty TEXT NOT NULL,                       -- a code of placements.duties.DUTIES
    due_on TEXT NOT NULL,                     -- the last day, included
    done_on TEXT,
    done_by TEXT REFERENCES officer (id),
    how TEXT NOT NULL DEFAULT '',             -- 'email', 'letter' …
    proof TEXT NOT NULL DEFAULT '',           -- a reference, or where it is kept
    not_needed TEXT NOT NULL DEFAULT '',      -- why it need not be done
    UNIQUE (placement_id, duty)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_open ON duty (due_on) WHERE done_on IS NULL AND not_needed = '';
"""
