"""Step 27: what is put to whoever may say yes, by somebody who may not: a recommendation."""

TABLES = """
-- Of a decision's funding, by a manager below the limit; of a request, for an exemption from
-- contract standing orders. It counts while its subject is what it was (`bound_sha256`).
CREATE TABLE recommendation (
    id TEXT PRIMARY KEY,
    subject_table TEXT NOT NULL,              -- 'decision', 'placement_request'
    subject_id TEXT NOT NULL,
    bound_sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,                       -- approvals.model.ApprovalKind
    recommended_by TEXT NOT NULL REFERENCES officer (id),
    recommender_role TEXT NOT NULL,           -- as it was on the day
    recommended_at TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recommendation_by_subject ON recommendation (subject_table, subject_id);
"""
