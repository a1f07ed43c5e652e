"""Step 21: files and e-mails kept with a request or on a child's file; what a request and a
placement lacked of the national standard; the hour a request came in."""

TABLES = """
-- A file or an e-mail as it came. Its bytes are the blob; what is read out of an e-mail is
-- beside it, so that it is found by its words.
CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'FIL-26-A7-0042'
    request_id TEXT REFERENCES placement_request (id),  -- NULL: on the child's file alone
    child_id TEXT NOT NULL REFERENCES child (id),
    part_of TEXT REFERENCES attachment (id),  -- the e-mail that it came in
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('e-mail', 'file')),
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    sent_at TEXT,
    sender TEXT NOT NULL DEFAULT '',
    recipients TEXT NOT NULL DEFAULT '',      -- one a line
    subject TEXT NOT NULL DEFAULT '',
    body_text TEXT NOT NULL DEFAULT '',
    unread_why TEXT NOT NULL DEFAULT '',      -- why an e-mail is kept as a file, unread
    added_by TEXT NOT NULL REFERENCES officer (id),
    added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_by_request ON attachment (request_id);
CREATE INDEX attachment_by_child ON attachment (child_id);
CREATE INDEX attachment_by_part ON attachment (part_of);

-- A contact may point at the request it was about, and at the file that was kept of it.
ALTER TABLE contact_log ADD COLUMN request_id TEXT REFERENCES placement_request (id);
ALTER TABLE contact_log ADD COLUMN attachment_id TEXT REFERENCES attachment (id);

-- Local time of day, 'HH:MM', beside received_on; '' where nobody noted it.
ALTER TABLE placement_request ADD COLUMN received_time TEXT NOT NULL DEFAULT '';
-- What is meant where one of the standard's choices is "other".
ALTER TABLE placement_request ADD COLUMN communication_other TEXT NOT NULL DEFAULT '';
ALTER TABLE placement_request ADD COLUMN cultural_needs_other TEXT NOT NULL DEFAULT '';
ALTER TABLE placement_request ADD COLUMN additional_support_other TEXT NOT NULL DEFAULT '';
ALTER TABLE placement_request ADD COLUMN keep_school INTEGER CHECK (keep_school IN (0, 1));
ALTER TABLE placement_request ADD COLUMN school_wanted TEXT NOT NULL DEFAULT '';

-- Placements Data Standard v2: ActualPlacement and QualityAssurance, what cannot be derived.
ALTER TABLE placement ADD COLUMN
    preferabilityLocation INTEGER CHECK (preferabilityLocation IN (0, 1));
ALTER TABLE placement ADD COLUMN educationContinuity INTEGER CHECK (educationContinuity IN (0, 1));
ALTER TABLE placement ADD COLUMN placed_by TEXT REFERENCES officer (id);
ALTER TABLE placement ADD COLUMN placed_at TEXT;

-- When the team is at work on a working day, local time; the latest that has begun holds.
CREATE TABLE office_hours (
    id TEXT PRIMARY KEY,
    opens TEXT NOT NULL,                      -- 'HH:MM'
    closes TEXT NOT NULL,
    effective_from TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
