"""Step 22: what is being typed, kept from second to second until it is saved."""

TABLES = """
-- A form as it stands while somebody types: it may be incomplete and it may be wrong. Written
-- while typing, and removed in the very action that saves it. Not journalled: nothing here is
-- on record yet, and what was never saved leaves no trace.
CREATE TABLE typed (
    id TEXT PRIMARY KEY,
    officer_id TEXT NOT NULL REFERENCES officer (id),
    page TEXT NOT NULL,                       -- the page it is typed on, such as 'new_request'
    subject TEXT NOT NULL,                    -- the reference that page shows, '' for a new record
    tab TEXT NOT NULL,
    form TEXT NOT NULL,                       -- which form of it, '' for the page's own
    title TEXT NOT NULL,                      -- what a person calls that form
    answers TEXT NOT NULL,                    -- JSON: field → as it was typed
    shown TEXT NOT NULL,                      -- JSON: field → as it stood before it was typed over
    begun_at TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX typed_by_officer ON typed (officer_id, page, subject, form);
"""
