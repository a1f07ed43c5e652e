"""Step 7: placements, individual placement agreements (IPA) and their fee lines."""

TABLES = """
CREATE TABLE placement (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    child_id TEXT NOT NULL REFERENCES child (id),
    request_id TEXT REFERENCES placement_request (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    setting_id TEXT REFERENCES service_setting (id),
    carer_or_bed_code TEXT NOT NULL DEFAULT '',
    living_postcode TEXT NOT NULL DEFAULT '', -- where the child sleeps
    placement_code TEXT NOT NULL DEFAULT '',  -- SSDA903 placement type
    kind TEXT NOT NULL DEFAULT 'main' CHECK (kind IN ('main', 'respite', 'temporary')),
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive: the day the child left
    end_reason TEXT NOT NULL DEFAULT '',
    authority_code TEXT NOT NULL REFERENCES authority (ons_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_by_child ON placement (child_id, start_date);
CREATE INDEX placement_by_service ON placement (service_id, start_date);
CREATE INDEX placement_live ON placement (end_date, start_date);

CREATE TABLE ipa (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    agreement_id TEXT REFERENCES agreement (id),
    membership_id TEXT REFERENCES membership (id),
    start_date TEXT NOT NULL,
    expected_end TEXT,
    notice_days INTEGER NOT NULL,
    charges_day_of_leaving INTEGER NOT NULL DEFAULT 0 CHECK (charges_day_of_leaving IN (0, 1)),
    payment_cycle TEXT NOT NULL,
    review_due TEXT NOT NULL,
    review_weeks INTEGER NOT NULL DEFAULT 26,
    outcomes TEXT NOT NULL DEFAULT '',        -- one a line
    education TEXT NOT NULL DEFAULT '',
    health TEXT NOT NULL DEFAULT '',
    family_time TEXT NOT NULL DEFAULT '',
    delegated_authority TEXT NOT NULL DEFAULT '',
    special_terms TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX ipa_by_placement ON ipa (placement_id);

CREATE TABLE fee_line (
    id TEXT PRIMARY KEY,
    ipa_id TEXT NOT NULL REFERENCES ipa (id),
    element TEXT NOT NULL,
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 1),
    amount_pence INTEGER NOT NULL,
    vat_treatment TEXT NOT NULL DEFAULT 'exempt',
    -- NULL: agreed for this child, with the reason beside it
    rate_id TEXT REFERENCES rate (id),
    reason TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    variation_number INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX fee_line_by_ipa ON fee_line (ipa_id, start_date);

CREATE TABLE ipa_funding (
    id TEXT PRIMARY KEY,
    ipa_id TEXT NOT NULL REFERENCES ipa (id),
    funder TEXT NOT NULL,
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 10000),
    start_date TEXT NOT NULL,
    end_date TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ipa_funding_by_ipa ON ipa_funding (ipa_id);
"""
