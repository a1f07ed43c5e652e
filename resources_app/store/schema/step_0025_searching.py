"""Step 25: brothers and sisters placed apart; searches by name; travel times; who lives there."""

TABLES = """
-- A brother or sister who is not to live with the children of a request, and why.
CREATE TABLE request_apart (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    child_id TEXT NOT NULL REFERENCES child (id),
    reason TEXT NOT NULL,
    -- the request that was made for them when they left this one; NULL: none was made here
    apart_request_id TEXT REFERENCES placement_request (id),
    decided_by TEXT NOT NULL REFERENCES officer (id),
    decided_at TEXT NOT NULL,
    UNIQUE (request_id, child_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_apart_by_other ON request_apart (apart_request_id);
CREATE INDEX request_apart_by_child ON request_apart (child_id);

-- What an officer calls a kept search, to use what it asks again for another request.
ALTER TABLE search ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE INDEX search_by_name ON search (name) WHERE name <> '';

-- Where the child sees the family, when that is not the child's own home.
ALTER TABLE child ADD COLUMN family_postcode TEXT NOT NULL DEFAULT '';

-- Minutes somebody drove or looked up, instead of those estimated from the distance.
CREATE TABLE travel_time (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    from_postcode TEXT NOT NULL,              -- where the child would sleep
    to_postcode TEXT NOT NULL,                -- the child's home, school or family
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    entered_by TEXT NOT NULL REFERENCES officer (id),
    entered_at TEXT NOT NULL,
    UNIQUE (child_id, from_postcode, to_postcode)
) STRICT, WITHOUT ROWID;

-- What it would mean for the children who live there already, looked at before a decision.
CREATE TABLE impact_assessment (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    household TEXT NOT NULL DEFAULT '',       -- a carer's code; empty: the whole home
    lived_there TEXT NOT NULL,                -- JSON list of the children's ids, for comparing
    assessment TEXT NOT NULL,
    outcome TEXT NOT NULL,                    -- requests.impact.Outcome
    measures TEXT NOT NULL DEFAULT '',        -- what makes it work
    assessed_by TEXT NOT NULL REFERENCES officer (id),
    assessed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX impact_assessment_by_request ON impact_assessment (request_id, service_id);

-- How many brothers and sisters a service would take together, as it said itself.
CREATE TABLE sibling_capacity (
    id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL REFERENCES service (id),
    children INTEGER NOT NULL CHECK (children >= 1),
    declared_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    declared_by TEXT NOT NULL REFERENCES officer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sibling_capacity_by_service ON sibling_capacity (service_id, declared_on);
"""
