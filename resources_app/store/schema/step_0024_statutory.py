"""Step 24: what the law asks to be recorded beside a decision: the checklist of an approval,
court orders, temporary approvals of connected persons, family and friends considered, and
placements in settings that are not registered."""

TABLES = """
-- An item of a statutory approval's checklist, and how it was met.
CREATE TABLE approval_check (
    id TEXT PRIMARY KEY,
    approval_id TEXT NOT NULL REFERENCES approval (id),
    item TEXT NOT NULL,                       -- a code of approvals.checklists.CHECKLISTS
    answer TEXT NOT NULL,                     -- how and when, or why it does not arise
    answered_by TEXT NOT NULL REFERENCES officer (id),
    answered_on TEXT NOT NULL,
    UNIQUE (approval_id, item)
) STRICT, WITHOUT ROWID;

-- Section 25 Children Act 1989, and orders that deprive a child of liberty.
CREATE TABLE court_order (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    kind TEXT NOT NULL,                       -- a code of children.court_orders.KINDS
    court TEXT NOT NULL,
    case_reference TEXT NOT NULL,
    made_on TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive
    discharged_on TEXT,                       -- from this day on it authorises nothing
    discharge_reason TEXT NOT NULL DEFAULT '',
    approved_under_13_on TEXT,                -- the Secretary of State's approval
    entered_by TEXT NOT NULL REFERENCES officer (id),
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX court_order_by_child ON court_order (child_id, start_date);
CREATE INDEX court_order_by_end ON court_order (end_date) WHERE discharged_on IS NULL;

-- Regulation 24 (and 25) of the Care Planning Regulations 2010.
CREATE TABLE temporary_approval (
    id TEXT PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES child (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    carer TEXT NOT NULL,                      -- a carer's code
    relation TEXT NOT NULL,                   -- 'grandmother'
    assessed_on TEXT NOT NULL,                -- Schedule 4
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive; later once it was extended
    extended_on TEXT,
    extended_by TEXT REFERENCES officer (id),
    extension_ground TEXT NOT NULL DEFAULT '',
    ended_on TEXT,                            -- from this day on it is over
    outcome TEXT NOT NULL DEFAULT '',         -- a code of assets/codes/connected_outcomes.csv
    approved_by TEXT NOT NULL REFERENCES officer (id),
    approved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX temporary_approval_by_child ON temporary_approval (child_id, start_date);
CREATE INDEX temporary_approval_open ON temporary_approval (end_date) WHERE ended_on IS NULL;

-- Parents, relatives and friends considered before anyone else for a request.
CREATE TABLE person_considered (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    relation TEXT NOT NULL,
    name TEXT NOT NULL,
    approached_on TEXT,                       -- empty where nobody asked them
    outcome TEXT NOT NULL,                    -- a code of assets/codes/considered_outcomes.csv
    why TEXT NOT NULL DEFAULT '',
    entered_by TEXT NOT NULL REFERENCES officer (id),
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_considered_by_request ON person_considered (request_id);

-- Care Standards Act 2000, section 11: an exception for one child's request, and whom it was
-- told to.
CREATE TABLE unregistered_exception (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    words TEXT NOT NULL,
    ofsted_told_on TEXT NOT NULL,
    court_told_on TEXT,                       -- where the child is under an order
    until_date TEXT NOT NULL,                 -- exclusive
    authorised_by TEXT NOT NULL REFERENCES officer (id),
    authorised_at TEXT NOT NULL,
    UNIQUE (request_id, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unregistered_exception_by_end ON unregistered_exception (until_date);
"""
