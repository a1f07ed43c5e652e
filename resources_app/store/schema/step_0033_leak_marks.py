"""Step 33: places of an anonymised pack that an officer said do not give the child away."""

TABLES = """
-- `digest` is a hash, salted with the mark's own id, of the sentence in which the place stands and
-- of where in it: the mark falls away when that changes, and it never says the name again.
CREATE TABLE leak_mark (
    id TEXT PRIMARY KEY,
    subject_table TEXT NOT NULL
        CHECK (subject_table IN ('placement_request', 'pack_attachment')),
    subject_id TEXT NOT NULL,
    field TEXT NOT NULL,                      -- the request's field, or the heading of the text
    digest TEXT NOT NULL,
    what TEXT NOT NULL,                       -- what it was found as: the child's given name
    reason TEXT NOT NULL,
    marked_by TEXT NOT NULL REFERENCES officer (id),
    marked_at TEXT NOT NULL,
    withdrawn_by TEXT REFERENCES officer (id),
    withdrawn_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX leak_mark_by_subject ON leak_mark (subject_id);
"""
