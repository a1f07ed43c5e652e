"""Step 14: what happens to block-contract beds by night, what is paid for them, and outcomes."""

TABLES = """
ALTER TABLE agreement ADD COLUMN linked_school_urn TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN linked_school_name TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN linked_school_postcode TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN most_minutes_to_school INTEGER;
-- assessment due after arrival
ALTER TABLE agreement ADD COLUMN therapist_weeks INTEGER;
-- Whether a bed that is out of service is not paid for.
ALTER TABLE agreement ADD COLUMN
    deducts_out_of_service INTEGER NOT NULL DEFAULT 0 CHECK (deducts_out_of_service IN (0, 1));

-- Whether `minutes_to_school` was measured by somebody or worked out from the distance.
ALTER TABLE block_home ADD COLUMN
    minutes_estimated INTEGER NOT NULL DEFAULT 0 CHECK (minutes_estimated IN (0, 1));

-- What the authorities together pay the provider for the beds, a year of the contract.
CREATE TABLE block_payment (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    annual_pence INTEGER NOT NULL CHECK (annual_pence >= 0),
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX block_payment_by_agreement ON block_payment (agreement_id, start_date);

-- A bed kept for a child of an authority until somebody decides; it lapses by itself.
CREATE TABLE bed_hold (
    id TEXT PRIMARY KEY,
    bed_id TEXT NOT NULL REFERENCES bed (id),
    authority_code TEXT NOT NULL REFERENCES authority (ons_code),
    request_id TEXT REFERENCES placement_request (id),
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive
    lapses_on TEXT NOT NULL,                  -- from this day on it holds nothing
    released_on TEXT,
    reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX bed_hold_by_bed ON bed_hold (bed_id, start_date);

CREATE TABLE bed_out_of_service (
    id TEXT PRIMARY KEY,
    bed_id TEXT NOT NULL REFERENCES bed (id),
    reason TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX bed_out_of_service_by_bed ON bed_out_of_service (bed_id, start_date);

-- One authority's share of nights given up to another, with or without a price.
CREATE TABLE bed_sale (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'BED-26-A7-0001'
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    bed_id TEXT REFERENCES bed (id),          -- NULL: any of the seller's beds
    seller_code TEXT NOT NULL REFERENCES authority (ons_code),
    buyer_code TEXT NOT NULL REFERENCES authority (ons_code),
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive
    nightly_pence INTEGER CHECK (nightly_pence >= 0),  -- NULL: given without a price
    agreed_by TEXT NOT NULL DEFAULT '',
    cancelled_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    CHECK (seller_code <> buyer_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX bed_sale_by_agreement ON bed_sale (agreement_id, start_date);

-- '': the placement's own authority.
ALTER TABLE bed_placement ADD COLUMN authority_code TEXT NOT NULL DEFAULT '';
CREATE INDEX bed_placement_by_placement ON bed_placement (placement_id);

-- The therapist's assessment of a child in a block-contract home.
CREATE TABLE therapist_assessment (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    due_on TEXT NOT NULL,
    done_on TEXT,
    done_by TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX therapist_assessment_by_placement ON therapist_assessment (placement_id);

-- How often something happened in the time before the placement and in the time since.
CREATE TABLE outcome_measure (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    measure TEXT NOT NULL,                    -- a code of assets/codes/outcome_measures.csv
    before_count INTEGER NOT NULL CHECK (before_count >= 0),
    after_count INTEGER CHECK (after_count >= 0),     -- NULL: not yet counted
    recorded_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (placement_id, measure)
) STRICT, WITHOUT ROWID;
"""
