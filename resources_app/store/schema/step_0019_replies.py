"""Step 19: every reply of a provider is kept, and dated; questions with the answer that went to
all; when a request was closed, and what would have met its need."""

TABLES = """
-- What a service said of a request, each time it said something; the last one counts, and is
-- repeated in release_recipient.
CREATE TABLE reply (
    id TEXT PRIMARY KEY,
    recipient_id TEXT NOT NULL REFERENCES release_recipient (id),
    response TEXT NOT NULL CHECK (response IN ('none', 'offer', 'decline', 'query')),
    reason TEXT NOT NULL DEFAULT '',          -- coded decline reason
    note TEXT NOT NULL DEFAULT '',
    said_at TEXT NOT NULL,
    recorded_by TEXT REFERENCES officer (id)  -- NULL: before this step, when it was not kept
) STRICT, WITHOUT ROWID;
CREATE INDEX reply_by_recipient ON reply (recipient_id, said_at);

-- A question about a request. Its answer goes to every service that was asked, so that all of
-- them know the same.
CREATE TABLE question (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    recipient_id TEXT NOT NULL REFERENCES release_recipient (id),  -- who asked
    asked_on TEXT NOT NULL,
    asked_by TEXT REFERENCES officer (id),    -- who wrote it down
    question TEXT NOT NULL,
    put_as TEXT NOT NULL DEFAULT '',          -- as the others read it; empty: as it was asked
    answer TEXT NOT NULL DEFAULT '',
    answered_by TEXT REFERENCES officer (id),
    answered_at TEXT,
    sent_at TEXT,
    sent_by TEXT REFERENCES officer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_by_request ON question (request_id, asked_on);
CREATE INDEX question_by_recipient ON question (recipient_id);

-- What would have met the need of a request that was closed without a placement.
CREATE TABLE unmet_need (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    provision_type TEXT NOT NULL DEFAULT '',  -- a text of providers.model.ProvisionType
    area TEXT NOT NULL DEFAULT '',            -- a code of assets/codes/unmet_areas.csv
    need TEXT NOT NULL DEFAULT '',            -- a code of assets/codes/unmet_needs.csv
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unmet_need_by_request ON unmet_need (request_id);

-- When, and by whom, a request was put on hold, withdrawn or closed for its closed_reason.
ALTER TABLE placement_request ADD COLUMN closed_at TEXT;
ALTER TABLE placement_request ADD COLUMN closed_by TEXT REFERENCES officer (id);
CREATE INDEX placement_request_unplaced ON placement_request (closed_at)
    WHERE state = 'closed without placement';
"""

# What was known of replies when only the last was kept; an offer's row still held the reason of a
# decline before it, which the journal keeps. A reply has its recipient's id, the same in every
# copy of the store.
CHANGES = """
INSERT INTO reply (id, recipient_id, response, reason, note, said_at)
SELECT id, id, response,
       CASE response WHEN 'decline' THEN response_reason ELSE '' END,
       CASE response WHEN 'offer' THEN '' ELSE response_note END,
       responded_at
FROM release_recipient WHERE response <> 'none' AND responded_at IS NOT NULL;

UPDATE release_recipient SET response_reason = ''
WHERE response = 'offer' AND response_reason <> '';
UPDATE release_recipient SET response_note = ''
WHERE response = 'offer' AND response_note <> '';

-- The last change of state of what stands closed is its closing.
UPDATE placement_request SET (closed_at, closed_by) = (
    SELECT action.recorded_at, action.officer_id
    FROM journal_entry AS entry
    JOIN journal_action AS action ON action.hlc = entry.hlc AND action.origin = entry.origin
    WHERE entry.table_name = 'placement_request' AND entry.row_id = placement_request.id
      AND json_extract(entry.changes, '$.state') IS NOT NULL
    ORDER BY entry.arrival DESC LIMIT 1
) WHERE closed_reason <> '';
"""
