"""Step 17: what the law wants done about a placement and the proof that it was; limits lent to a
colleague for an absence; approvals that were spoken."""

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

-- An approver's limit, lent to a colleague who may approve funding, for some days.
CREATE TABLE delegation (
    id TEXT PRIMARY KEY,
    from_officer TEXT NOT NULL REFERENCES officer (id),
    to_officer TEXT NOT NULL REFERENCES officer (id),
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive
    reason TEXT NOT NULL,
    revoked_on TEXT,                          -- from this day on it lends nothing
    CHECK (from_officer <> to_officer)
) STRICT, WITHOUT ROWID;
CREATE INDEX delegation_by_holder ON delegation (to_officer, start_date);

-- Whose lent limit covered it; and of a spoken approval, who wrote it down.
ALTER TABLE approval ADD COLUMN delegation_id TEXT REFERENCES delegation (id);
ALTER TABLE approval ADD COLUMN recorded_by TEXT REFERENCES officer (id);
CREATE INDEX approval_unconfirmed ON approval (decided_at)
    WHERE spoken = 1 AND confirmed_at IS NULL;
"""
