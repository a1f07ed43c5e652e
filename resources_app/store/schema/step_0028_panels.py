"""Step 28: panels that look at decisions, with agenda, minutes and what they recommend."""

TABLES = """
CREATE TABLE panel (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'PNL-26-A7-0003'
    title TEXT NOT NULL,
    held_on TEXT NOT NULL,
    chair TEXT NOT NULL,
    attendees TEXT NOT NULL DEFAULT '',       -- a name a line
    minutes TEXT NOT NULL DEFAULT '',
    minuted_by TEXT REFERENCES officer (id),
    minuted_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_by_day ON panel (held_on);

-- A request on a panel's agenda. What a panel says recommends: the approval of its funding, or
-- of regulation 11, is given by whoever the law or the limits name.
CREATE TABLE panel_item (
    id TEXT PRIMARY KEY,
    panel_id TEXT NOT NULL REFERENCES panel (id),
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    question TEXT NOT NULL,                   -- what the panel is asked
    outcome TEXT NOT NULL DEFAULT ''
        CHECK (outcome IN ('', 'recommended', 'not recommended', 'deferred')),
    words TEXT NOT NULL DEFAULT '',
    recorded_by TEXT REFERENCES officer (id),
    recorded_at TEXT,
    UNIQUE (panel_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_item_by_request ON panel_item (request_id);
"""
