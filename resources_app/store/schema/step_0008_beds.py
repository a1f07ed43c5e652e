"""Step 8: block contracts: homes, beds and each authority's allocation."""

TABLES = """
CREATE TABLE block_home (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    minutes_to_school INTEGER,                -- travel time to the linked school, entered
    UNIQUE (agreement_id, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bed (
    id TEXT PRIMARY KEY,
    block_home_id TEXT NOT NULL REFERENCES block_home (id),
    code TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    UNIQUE (block_home_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE bed_allocation (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    authority_code TEXT NOT NULL REFERENCES authority (ons_code),
    beds INTEGER NOT NULL CHECK (beds >= 0),
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;

CREATE TABLE bed_placement (
    id TEXT PRIMARY KEY,
    bed_id TEXT NOT NULL REFERENCES bed (id),
    placement_id TEXT NOT NULL REFERENCES placement (id),
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX bed_placement_by_bed ON bed_placement (bed_id, start_date);
"""
