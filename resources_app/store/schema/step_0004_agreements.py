"""Step 4: agreements, lots, memberships and rates."""

TABLES = """
CREATE TABLE agreement (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,                       -- agreements.model.AgreementKind
    lead_authority_code TEXT NOT NULL REFERENCES authority (ons_code),
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    procurement_regime TEXT NOT NULL DEFAULT '',
    award_route TEXT NOT NULL DEFAULT '',
    lifetime_value_pence INTEGER,
    notice_days INTEGER NOT NULL DEFAULT 28,
    charges_day_of_leaving INTEGER NOT NULL DEFAULT 0 CHECK (charges_day_of_leaving IN (0, 1)),
    payment_cycle TEXT NOT NULL DEFAULT 'four-weekly in arrears',
    response_working_days INTEGER NOT NULL DEFAULT 2,
    uplift_rule TEXT NOT NULL DEFAULT '',
    source_file TEXT NOT NULL DEFAULT '',
    source_sha256 TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_authority (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    authority_code TEXT NOT NULL REFERENCES authority (ons_code),
    UNIQUE (agreement_id, authority_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE lot (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    code TEXT NOT NULL,                       -- '4'
    title TEXT NOT NULL,                      -- 'Residential EBD'
    price_ceiling_pence INTEGER,
    UNIQUE (agreement_id, code)
) STRICT, WITHOUT ROWID;

-- A provider's service in a lot.
CREATE TABLE membership (
    id TEXT PRIMARY KEY,
    lot_id TEXT NOT NULL REFERENCES lot (id),
    provider_id TEXT NOT NULL REFERENCES provider (id),
    service_id TEXT REFERENCES service (id),
    tier INTEGER NOT NULL CHECK (tier >= 1),
    rank INTEGER,
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    suspended_reason TEXT NOT NULL DEFAULT '',
    -- hundredths of a per cent
    sibling_discount INTEGER NOT NULL DEFAULT 0 CHECK (sibling_discount BETWEEN 0 AND 10000),
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_lot ON membership (lot_id, service_id);
CREATE INDEX membership_by_service ON membership (service_id, lot_id);

-- At most one rate answers for a membership, element and age on a day; actions check it.
CREATE TABLE rate (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES membership (id),
    element TEXT NOT NULL,                    -- agreements.model.Element
    unit TEXT NOT NULL,                       -- agreements.model.Unit
    vat_treatment TEXT NOT NULL DEFAULT 'exempt',
    age_from INTEGER NOT NULL,                -- years, inclusive
    age_to INTEGER NOT NULL,                  -- years, inclusive
    amount_pence INTEGER,                     -- NULL: price on application
    effective_from TEXT NOT NULL,
    effective_to TEXT,                        -- exclusive
    note TEXT NOT NULL DEFAULT '',
    source_cell TEXT NOT NULL DEFAULT '',     -- 'Lot 4 Residential EBD!D6'
    source_file TEXT NOT NULL DEFAULT '',     -- the workbook that the cell is in
    CHECK (age_from <= age_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_as_at ON rate (membership_id, element, effective_from);
"""
