"""Step 2: children in care, their dated legal status, periods of care and siblings."""

TABLES = """
CREATE TABLE child (
    id TEXT PRIMARY KEY,
    local_identifier TEXT NOT NULL UNIQUE,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    known_as TEXT NOT NULL DEFAULT '',
    date_of_birth TEXT NOT NULL,
    sex TEXT NOT NULL,                        -- SSDA903: 1 male, 2 female
    ethnic_origin TEXT NOT NULL DEFAULT '',   -- SSDA903 codes
    need_code TEXT NOT NULL DEFAULT '',       -- SSDA903 N1-N8
    uasc INTEGER NOT NULL DEFAULT 0 CHECK (uasc IN (0, 1)),
    unique_pupil_number TEXT NOT NULL DEFAULT '',
    nhs_number TEXT NOT NULL DEFAULT '',
    home_address TEXT NOT NULL DEFAULT '',
    home_postcode TEXT NOT NULL DEFAULT '',
    authority_code TEXT NOT NULL REFERENCES authority (ons_code),
    social_worker TEXT NOT NULL DEFAULT '',
    social_worker_email TEXT NOT NULL DEFAULT '',
    social_worker_telephone TEXT NOT NULL DEFAULT '',
    reviewing_officer TEXT NOT NULL DEFAULT '',  -- independent reviewing officer (IRO)
    -- people close to the child, one a line: "relation: name"
    family_names TEXT NOT NULL DEFAULT '',
    school_name TEXT NOT NULL DEFAULT '',
    school_urn TEXT NOT NULL DEFAULT '',
    school_postcode TEXT NOT NULL DEFAULT '',
    general_practice TEXT NOT NULL DEFAULT '',
    ehc_plan INTEGER NOT NULL DEFAULT 0 CHECK (ehc_plan IN (0, 1)),
    date_of_death TEXT,
    restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX child_by_name ON child (family_name, given_name);

CREATE TABLE legal_status_period (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    legal_status TEXT NOT NULL,               -- SSDA903: C1, C2, D1, E1, V2, V3, V4, J1-J3, L1-L3
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX legal_status_period_by_child ON legal_status_period (child_id, start_date);

CREATE TABLE period_of_care (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    reason_ended TEXT NOT NULL DEFAULT ''     -- SSDA903 reason episode ceased
) STRICT, WITHOUT ROWID;
CREATE INDEX period_of_care_by_child ON period_of_care (child_id, start_date);

-- A pair of brothers or sisters, stored in both directions.
CREATE TABLE sibling (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    sibling_id TEXT NOT NULL REFERENCES child (id),
    UNIQUE (child_id, sibling_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sibling_by_sibling ON sibling (sibling_id);

-- Every time somebody opened a restricted child's record (DOMAIN: Retention).
CREATE TABLE record_opening (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    opened_by TEXT NOT NULL REFERENCES officer (id),
    opened_at TEXT NOT NULL,
    through TEXT NOT NULL                     -- reference of what was opened
) STRICT, WITHOUT ROWID;
CREATE INDEX record_opening_by_child ON record_opening (child_id, opened_at);
"""
