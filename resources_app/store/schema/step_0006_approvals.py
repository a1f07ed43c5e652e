"""Step 6: approvals of money, kept apart from the statutory ones."""

TABLES = """
CREATE TABLE approval (
    id TEXT PRIMARY KEY,
    subject_table TEXT NOT NULL,              -- 'decision'
    subject_id TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('money', 'out of area', 'at a distance', 'search', 'spot exemption')),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'refused')),
    approver_id TEXT NOT NULL REFERENCES officer (id),
    approver_role TEXT NOT NULL,              -- as it was on the day
    decided_at TEXT NOT NULL,
    spoken INTEGER NOT NULL DEFAULT 0 CHECK (spoken IN (0, 1)),
    confirmed_at TEXT,
    words TEXT NOT NULL DEFAULT '',
    weekly_pence INTEGER,                     -- the cost approved
    annual_pence INTEGER,
    limit_id TEXT REFERENCES delegated_limit (id),
    bound_sha256 TEXT NOT NULL                -- lapses when the subject's digest is no longer this
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_by_subject ON approval (subject_table, subject_id);
"""
