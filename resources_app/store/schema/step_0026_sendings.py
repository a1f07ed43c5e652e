"""Step 26: who was sent which version of the pack when; replies due by the hour; core business."""

TABLES = """
-- The moment a reply is due where hours count (an emergency); NULL: by the end of reply_due.
ALTER TABLE release ADD COLUMN reply_due_at TEXT;

-- Each time something about a request went to a service.
CREATE TABLE sending (
    id TEXT PRIMARY KEY,
    recipient_id TEXT NOT NULL REFERENCES release_recipient (id),
    document_id TEXT REFERENCES document (id), -- the version of the pack; NULL: told without one
    purpose TEXT NOT NULL CHECK (purpose IN ('referral', 'new pack', 'reminder')),
    way TEXT NOT NULL CHECK (way IN ('e-mail', 'portal', 'telephone')),
    address TEXT NOT NULL DEFAULT '',         -- as it was then; empty where it was no e-mail
    sent_at TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES officer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sending_by_recipient ON sending (recipient_id, sent_at);
CREATE INDEX sending_by_document ON sending (document_id);

-- The children for whom the council's own carers and homes are the preferred provider. Where a kind
-- has no row yet, that of assets/codes/core_business.csv holds.
CREATE TABLE core_business (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('in-house fostering', 'in-house home')),
    age_from INTEGER NOT NULL CHECK (age_from >= 0),
    age_to INTEGER NOT NULL CHECK (age_to >= age_from),  -- years, inclusive
    most_children INTEGER NOT NULL CHECK (most_children >= 1),  -- placed together, the child too
    need_codes TEXT NOT NULL DEFAULT '',      -- SSDA903, with commas; empty for any
    not_for TEXT NOT NULL DEFAULT '',         -- risks (the standard's fields), with commas
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- the first day on which it holds no more
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX core_business_by_kind ON core_business (kind, start_date);
"""
