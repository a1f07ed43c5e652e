"""Step 16: numbered variations of an individual placement agreement, and how placements end."""

TABLES = """
CREATE TABLE variation (
    id TEXT PRIMARY KEY,
    ipa_id TEXT NOT NULL REFERENCES ipa (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    effective_from TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
    reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES officer (id),
    proposed_at TEXT NOT NULL,
    weekly_before_pence INTEGER NOT NULL,     -- of the whole agreement on the day before, net
    weekly_pence INTEGER NOT NULL,            -- on the day it takes effect
    annual_pence INTEGER NOT NULL,            -- in the twelve months from that day
    bound_sha256 TEXT NOT NULL,
    UNIQUE (ipa_id, number)
) STRICT, WITHOUT ROWID;

-- A line that is changed (with the line it replaces), ended (`ends`) or added.
CREATE TABLE variation_line (
    id TEXT PRIMARY KEY,
    variation_id TEXT NOT NULL REFERENCES variation (id),
    fee_line_id TEXT REFERENCES fee_line (id),
    ends INTEGER NOT NULL DEFAULT 0 CHECK (ends IN (0, 1)),
    element TEXT NOT NULL,
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 1),
    amount_pence INTEGER NOT NULL,
    vat_treatment TEXT NOT NULL DEFAULT 'exempt',
    rate_id TEXT REFERENCES rate (id),
    description TEXT NOT NULL DEFAULT '',
    made_line_id TEXT REFERENCES fee_line (id),       -- once approved
    CHECK (ends = 0 OR fee_line_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX variation_line_by_variation ON variation_line (variation_id);

-- Why a placement ended, as a code of assets/codes/ssda903_reason_placement_changed.csv; '' for
-- those that ended before the code was asked for.
ALTER TABLE placement ADD COLUMN end_code TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN notice_given_on TEXT;
ALTER TABLE placement ADD COLUMN notice_given_by TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN disrupted INTEGER NOT NULL DEFAULT 0 CHECK (disrupted IN (0, 1));
"""
