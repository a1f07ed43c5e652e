"""Step 23: a placement's life after its start: moves within the service, who is told, reviews,
respite, notice, breakdown, and what follows at 18."""

TABLES = """
-- A change of carer, bed or home within the service. The placement holds where the child sleeps
-- now; a move holds that place from its first night on, and the one before it.
CREATE TABLE placement_move (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    moved_on TEXT NOT NULL,                   -- the first night in the new place
    setting_id TEXT REFERENCES service_setting (id),
    carer_or_bed_code TEXT NOT NULL DEFAULT '',
    living_postcode TEXT NOT NULL DEFAULT '',
    placement_code TEXT NOT NULL DEFAULT '',  -- SSDA903 placement type
    old_setting_id TEXT REFERENCES service_setting (id),
    old_carer_or_bed_code TEXT NOT NULL DEFAULT '',
    old_living_postcode TEXT NOT NULL DEFAULT '',
    old_placement_code TEXT NOT NULL DEFAULT '',
    episode_code TEXT NOT NULL,               -- SSDA903 reason for new episode: P or T
    change_code TEXT NOT NULL,                -- SSDA903 reason for placement change
    note TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officer (id),
    recorded_at TEXT NOT NULL,
    UNIQUE (placement_id, moved_on)
) STRICT, WITHOUT ROWID;

-- One person or body that a duty to notify is owed to; the duty is done with the last of them.
CREATE TABLE notification (
    id TEXT PRIMARY KEY,
    duty_id TEXT NOT NULL REFERENCES duty (id),
    addressee TEXT NOT NULL DEFAULT '',       -- empty while nobody has been named
    organisation TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    sent_on TEXT,
    sent_by TEXT REFERENCES officer (id),
    how TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    document_id TEXT REFERENCES document (id),
    not_needed TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX notification_by_duty ON notification (duty_id);

-- A review that was held: of the child's case (regulation 33), or of the agreement.
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    kind TEXT NOT NULL CHECK (kind IN ('child', 'agreement')),
    held_on TEXT NOT NULL,
    due_on TEXT NOT NULL,                     -- the last day it was due by
    outcome TEXT NOT NULL,
    next_due TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officer (id),
    recorded_at TEXT NOT NULL,
    UNIQUE (placement_id, kind, held_on)
) STRICT, WITHOUT ROWID;

-- Nights somewhere else inside a main placement; it is made once its price is approved.
CREATE TABLE respite (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),   -- the main one
    stay_id TEXT REFERENCES placement (id),                 -- the respite placement, once made
    service_id TEXT NOT NULL REFERENCES service (id),
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive: the day of return
    placement_code TEXT NOT NULL DEFAULT '',
    carer_or_bed_code TEXT NOT NULL DEFAULT '',
    living_postcode TEXT NOT NULL DEFAULT '',
    nightly_pence INTEGER,                    -- NULL: nothing is paid for it
    main_paid TEXT NOT NULL CHECK (main_paid IN ('in full', 'as an absence')),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
    proposed_by TEXT NOT NULL REFERENCES officer (id),
    proposed_at TEXT NOT NULL,
    bound_sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX respite_by_placement ON respite (placement_id, start_date);

-- Notice of a placement, given before it ends.
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    given_by TEXT NOT NULL CHECK (given_by IN ('council', 'provider')),
    given_on TEXT NOT NULL,
    runs_to TEXT NOT NULL,                    -- exclusive: the day on which it has run out
    reason TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officer (id),
    recorded_at TEXT NOT NULL,
    withdrawn_on TEXT,
    withdrawn_reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_placement ON notice (placement_id, given_on);

-- How a placement broke down, and what was learnt of it.
CREATE TABLE breakdown (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL UNIQUE REFERENCES placement (id),
    happened_on TEXT NOT NULL,
    causes TEXT NOT NULL,                     -- codes of breakdown_causes, one a line
    what_happened TEXT NOT NULL,
    warning_signs TEXT NOT NULL DEFAULT '',
    tried TEXT NOT NULL DEFAULT '',
    learning TEXT NOT NULL DEFAULT '',
    meeting_on TEXT,                          -- of the disruption meeting
    recorded_by TEXT NOT NULL REFERENCES officer (id),
    recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What follows a placement at 18: with the carers, near the home, or neither.
CREATE TABLE staying_on (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    kind TEXT NOT NULL CHECK (kind IN ('staying put', 'staying close', 'moving on')),
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    living_postcode TEXT NOT NULL DEFAULT '',
    episode_ceased_code TEXT NOT NULL,        -- SSDA903 reason episode ceased
    plan TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
    proposed_by TEXT NOT NULL REFERENCES officer (id),
    proposed_at TEXT NOT NULL,
    bound_sha256 TEXT NOT NULL,
    end_reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX staying_on_by_placement ON staying_on (placement_id);

-- What is paid for it, and what comes in towards it: pence a week.
CREATE TABLE staying_line (
    id TEXT PRIMARY KEY,
    staying_on_id TEXT NOT NULL REFERENCES staying_on (id),
    kind TEXT NOT NULL,                       -- placements.staying_on.LineKind
    weekly_pence INTEGER NOT NULL CHECK (weekly_pence >= 0),
    description TEXT NOT NULL DEFAULT '',
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX staying_line_by_arrangement ON staying_line (staying_on_id);

-- What proves that a duty was done, where it is a registered document: the placement plan.
ALTER TABLE duty ADD COLUMN document_id TEXT REFERENCES document (id);
-- A variation that corrects the day of leaving: the day it is to be. NULL: it varies prices.
ALTER TABLE variation ADD COLUMN new_end TEXT;
"""
