"""Step 13: what changes a charge: absences, what was delivered, whose line it is, VAT."""

TABLES = """
-- Nights away from where the child lives.
CREATE TABLE absence (
    id TEXT PRIMARY KEY,
    placement_id TEXT NOT NULL REFERENCES placement (id),
    reason TEXT NOT NULL,                     -- agreements.terms.AbsenceReason
    start_date TEXT NOT NULL,                 -- the first night away
    end_date TEXT,                            -- exclusive: the day of return
    -- beyond the agreement's most nights, somebody agreed to pay on, up to this day (exclusive)
    retained_until TEXT,
    retained_by TEXT REFERENCES officer (id),
    retained_reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_by_placement ON absence (placement_id, start_date);

-- NULL: of the child whose placement carries the agreement.
ALTER TABLE fee_line ADD COLUMN placement_id TEXT REFERENCES placement (id);
CREATE INDEX fee_line_by_placement ON fee_line (placement_id) WHERE placement_id IS NOT NULL;
-- 'delivered': paid for what `delivery` says, not for `quantity` a week.
ALTER TABLE fee_line ADD COLUMN
    basis TEXT NOT NULL DEFAULT 'contracted' CHECK (basis IN ('contracted', 'delivered'));
ALTER TABLE fee_line ADD COLUMN
    vat_recoverable INTEGER NOT NULL DEFAULT 1 CHECK (vat_recoverable IN (0, 1));

-- Hours, sessions or miles that were given on a day.
CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    fee_line_id TEXT NOT NULL REFERENCES fee_line (id),
    day TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),  -- hundredths of the line's unit
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_by_line ON delivery (fee_line_id, day);

-- Brothers and sisters are found by their request.
CREATE INDEX placement_by_request ON placement (request_id);
"""
