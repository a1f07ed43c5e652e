"""Step 12: an agreement's terms as fields, its extensions and notices, standings over time,
and uplifts."""

TABLES = """
ALTER TABLE agreement ADD COLUMN
    discount_combination TEXT NOT NULL DEFAULT 'one after another'
    CHECK (discount_combination IN ('one after another', 'added together', 'largest only'));
ALTER TABLE agreement ADD COLUMN payment_days INTEGER NOT NULL DEFAULT 30;
-- 'CPI', '' for none
ALTER TABLE agreement ADD COLUMN uplift_index TEXT NOT NULL DEFAULT '';
-- hundredths of a per cent; NULL: no cap
ALTER TABLE agreement ADD COLUMN uplift_cap INTEGER;
-- '04-01'
ALTER TABLE agreement ADD COLUMN uplift_day TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN urgent_response_hours INTEGER NOT NULL DEFAULT 4;
ALTER TABLE agreement ADD COLUMN call_off_of TEXT REFERENCES agreement (id);

-- VAT that the council gets back does not count in what it costs.
ALTER TABLE rate ADD COLUMN
    vat_recoverable INTEGER NOT NULL DEFAULT 1 CHECK (vat_recoverable IN (0, 1));

-- What is paid while a child is away: all for the first nights, then a share, up to a maximum.
CREATE TABLE retainer_rule (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    absence_reason TEXT NOT NULL,             -- agreements.terms.AbsenceReason
    full_nights INTEGER NOT NULL CHECK (full_nights >= 0),
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 10000),  -- hundredths of a per cent
    most_nights INTEGER CHECK (most_nights >= full_nights),    -- beyond it: by approval only
    UNIQUE (agreement_id, absence_reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE discount_rule (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    lot_id TEXT REFERENCES lot (id),          -- NULL: every lot
    kind TEXT NOT NULL CHECK (kind IN ('sibling', 'volume', 'long stay')),
    -- from the so-many-th child, the so-many-th placement, the so-many-th night
    starts_at INTEGER NOT NULL CHECK (starts_at >= 2),
    discount INTEGER NOT NULL CHECK (discount BETWEEN 1 AND 10000),  -- hundredths of a per cent
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX discount_rule_by_agreement ON discount_rule (agreement_id);

-- An option to run on, taken or not.
CREATE TABLE agreement_extension (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    months INTEGER NOT NULL CHECK (months >= 1),
    decide_by TEXT,                           -- the last day on which it may be taken
    taken_on TEXT,
    declined_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (agreement_id, number)
) STRICT, WITHOUT ROWID;

-- A procurement notice of an agreement that was published.
CREATE TABLE agreement_notice (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    notice TEXT NOT NULL,                     -- a code of assets/codes/procurement_notices.csv
    published_on TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_notice_by_agreement ON agreement_notice (agreement_id);

-- A member's tier and rank from a day on, and whether it is suspended; before the first, the
-- membership's own.
CREATE TABLE membership_standing (
    id TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES membership (id),
    tier INTEGER NOT NULL CHECK (tier >= 1),
    rank INTEGER,
    suspended_reason TEXT NOT NULL DEFAULT '', -- '': it is not
    start_date TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT ''            -- of a change of tier or rank
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_standing_by_membership ON membership_standing (membership_id, start_date);

-- Rates raised together from a day, once somebody with the limit has approved it.
CREATE TABLE uplift (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'UPL-26-A7-0003'
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    method TEXT NOT NULL CHECK (method IN ('percentage', 'capped index', 'new schedule')),
    -- hundredths of a per cent: what was asked, or the index's figure
    percentage INTEGER,
    index_name TEXT NOT NULL DEFAULT '',
    index_source TEXT NOT NULL DEFAULT '',    -- where the figure was read
    cap INTEGER,                              -- hundredths of a per cent
    rounding TEXT NOT NULL DEFAULT 'penny' CHECK (rounding IN ('penny', 'pound')),
    scope TEXT NOT NULL DEFAULT '',           -- JSON: lots, elements, providers; '' is all
    source_file TEXT NOT NULL DEFAULT '',     -- of a new schedule
    source_sha256 TEXT NOT NULL DEFAULT '',
    effective_from TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
    proposed_by TEXT NOT NULL REFERENCES officer (id),
    proposed_at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    weekly_pence INTEGER NOT NULL,            -- effect on live placements, net
    annual_pence INTEGER NOT NULL,
    placements INTEGER NOT NULL,
    bound_sha256 TEXT NOT NULL                -- of every rate, old and new
) STRICT, WITHOUT ROWID;

CREATE TABLE uplift_rate (
    id TEXT PRIMARY KEY,
    uplift_id TEXT NOT NULL REFERENCES uplift (id),
    rate_id TEXT NOT NULL REFERENCES rate (id),       -- the old one
    new_pence INTEGER NOT NULL CHECK (new_pence > 0),
    source_cell TEXT NOT NULL DEFAULT '',
    new_rate_id TEXT REFERENCES rate (id)             -- once approved
) STRICT, WITHOUT ROWID;
CREATE INDEX uplift_rate_by_uplift ON uplift_rate (uplift_id);
"""
