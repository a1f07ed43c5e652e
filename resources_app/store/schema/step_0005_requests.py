"""Step 5: placement requests, searches, releases, responses, offers and decisions.

Columns named in camel case are the Placements Data Standard v2's own field names, kept as
they are so that export needs no translation (assets/standards/placements_standard.json).
"""

TABLES = """
CREATE TABLE placement_request (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    child_id TEXT NOT NULL REFERENCES child (id),
    state TEXT NOT NULL,                      -- requests.model.State
    received_on TEXT NOT NULL,
    needed_by_date TEXT,
    urgency TEXT NOT NULL CHECK (urgency IN ('emergency', 'planned')),
    -- provision types, comma-separated, most wanted first
    provision_sought TEXT NOT NULL DEFAULT '',
    placement_code_sought TEXT NOT NULL DEFAULT '',
    expected_weeks INTEGER,
    -- Placements Data Standard v2: PlacementAvailability
    neededBy TEXT,
    siblingCount INTEGER,
    preferredLocation TEXT,
    -- PlacementRequirements; specificCommunicationRequirements is a JSON list
    communicationNeeds TEXT,
    specificCommunicationRequirements TEXT,
    homeAdaptation INTEGER,
    culturalNeeds TEXT,
    livingCompanions TEXT,
    pets TEXT,
    additionalSupport TEXT,
    deprivationOfLiberty INTEGER,
    -- PlacementRecommendation
    fosterCareSuitability TEXT,
    residentialCareSuitability TEXT,
    supportedAccommodationSuitability TEXT,
    -- Risks
    riskSelfHarm TEXT,
    riskSexualExploitation TEXT,
    riskCriminalExploitation TEXT,
    riskDrugAlcohol TEXT,
    riskEatingDisorder TEXT,
    riskMissing TEXT,
    riskOther TEXT,
    riskToOthersPhysical TEXT,
    riskToOthersSexual TEXT,
    riskToOthersFire TEXT,
    riskToOthersAnimals TEXT,
    riskToOthersCriminal TEXT,
    riskToOthersOther TEXT,
    -- QualityAssurance
    referralOfficerName TEXT,
    referralDate TEXT,
    -- What a good referral says, strengths first (DOMAIN: narrative)
    strengths TEXT NOT NULL DEFAULT '',       -- strengths, likes, what a good day looks like
    about TEXT NOT NULL DEFAULT '',           -- the child's story and what has happened
    care_needs TEXT NOT NULL DEFAULT '',
    education_needs TEXT NOT NULL DEFAULT '',
    health_needs TEXT NOT NULL DEFAULT '',
    family_time TEXT NOT NULL DEFAULT '',
    child_views TEXT NOT NULL DEFAULT '',
    family_views TEXT NOT NULL DEFAULT '',
    risk_summary TEXT NOT NULL DEFAULT '',
    outcomes_sought TEXT NOT NULL DEFAULT '', -- one a line
    places_to_avoid TEXT NOT NULL DEFAULT '[]',  -- JSON list of {"postcode": , "miles": , "why": }
    connected_persons_explored TEXT NOT NULL DEFAULT '',
    max_distance_miles INTEGER,               -- essential when given
    secure_authority TEXT NOT NULL DEFAULT '',   -- Children Act 1989 s.25: court order and dates
    liberty_order TEXT NOT NULL DEFAULT '',      -- deprivation of liberty: court order and dates
    authorised_by TEXT REFERENCES officer (id),
    authorised_at TEXT,
    authority_note TEXT NOT NULL DEFAULT '',
    submitted_by TEXT REFERENCES officer (id),
    submitted_at TEXT,
    closed_reason TEXT NOT NULL DEFAULT '',   -- coded, for on hold, withdrawn and closed
    closed_note TEXT NOT NULL DEFAULT '',
    held_from TEXT NOT NULL DEFAULT ''        -- the state it was in when it was put on hold
) STRICT;
CREATE INDEX placement_request_by_state ON placement_request (state, received_on);
CREATE INDEX placement_request_by_child ON placement_request (child_id);

-- Brothers and sisters in the same request; the child of the request itself is not listed.
CREATE TABLE request_sibling (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    child_id TEXT NOT NULL REFERENCES child (id),
    UNIQUE (request_id, child_id)
) STRICT, WITHOUT ROWID;

-- What was submitted, frozen: readable for ever, whatever is edited afterwards.
CREATE TABLE request_snapshot (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    version INTEGER NOT NULL,                 -- 1 for the first time it was submitted
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL REFERENCES officer (id),
    content TEXT NOT NULL,                    -- JSON in the layout of a request file
    content_sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX request_snapshot_by_request ON request_snapshot (request_id, version);

-- Every search is kept: what was asked, what was found, what was excluded and why.
CREATE TABLE search (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    searched_at TEXT NOT NULL,
    searched_by TEXT NOT NULL REFERENCES officer (id),
    criteria TEXT NOT NULL,                   -- JSON, requests.criteria
    services_considered INTEGER NOT NULL,
    fits INTEGER NOT NULL,
    excluded_by_cause TEXT NOT NULL,          -- JSON {cause: count}
    results TEXT NOT NULL                     -- JSON list of the ranked results, best first
) STRICT, WITHOUT ROWID;
CREATE INDEX search_by_request ON search (request_id, searched_at);

CREATE TABLE release (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    round_number INTEGER NOT NULL,
    rung TEXT NOT NULL,                       -- 'in-house', 'tier 1', 'tier 2', 'tier 3', 'spot'
    released_at TEXT NOT NULL,
    released_by TEXT NOT NULL REFERENCES officer (id),
    reply_due TEXT NOT NULL,                  -- a date, inclusive
    pack_document_id TEXT,
    -- the lot whose tiers it climbs; NULL: each service stands where its own first lot puts it
    lot_id TEXT REFERENCES lot (id),
    skipped_reason TEXT NOT NULL DEFAULT ''   -- why an earlier rung was passed over
) STRICT, WITHOUT ROWID;
CREATE INDEX release_by_request ON release (request_id, round_number);

CREATE TABLE release_recipient (
    id TEXT PRIMARY KEY,
    release_id TEXT NOT NULL REFERENCES release (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    membership_id TEXT REFERENCES membership (id),
    response TEXT NOT NULL DEFAULT 'none' CHECK (response IN ('none', 'offer', 'decline', 'query')),
    response_reason TEXT NOT NULL DEFAULT '', -- coded decline reason
    response_note TEXT NOT NULL DEFAULT '',
    responded_at TEXT,
    UNIQUE (release_id, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX release_recipient_by_service ON release_recipient (service_id);

CREATE TABLE offer (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    recipient_id TEXT REFERENCES release_recipient (id),
    service_id TEXT NOT NULL REFERENCES service (id),
    setting_id TEXT REFERENCES service_setting (id),
    membership_id TEXT REFERENCES membership (id),
    -- 1: whoever recorded it named the lot; 0: it was worked out
    lot_stated INTEGER NOT NULL DEFAULT 0 CHECK (lot_stated IN (0, 1)),
    carer_or_bed_code TEXT NOT NULL DEFAULT '',  -- a code, never a carer's name
    -- where the child would sleep, when not the service's own
    living_postcode TEXT NOT NULL DEFAULT '',
    available_from TEXT NOT NULL,
    how_needs_met TEXT NOT NULL DEFAULT '',
    school_offered TEXT NOT NULL DEFAULT '',
    above_contract_reason TEXT NOT NULL DEFAULT '',
    -- why an offer is taken from a service the request was never sent to
    unreleased_reason TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open'
        CHECK (status IN ('open', 'chosen', 'not chosen', 'withdrawn')),
    withdrawn_reason TEXT NOT NULL DEFAULT '' -- coded
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_by_request ON offer (request_id);

-- A price line of an offer, beside the contract's rate for it.
CREATE TABLE offer_price (
    id TEXT PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES offer (id),
    element TEXT NOT NULL,
    unit TEXT NOT NULL,
    -- units in a week (or in all, for one-offs)
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 1),
    amount_pence INTEGER NOT NULL,
    contract_pence INTEGER,                   -- NULL: the contract has no rate for it
    rate_id TEXT REFERENCES rate (id),
    description TEXT NOT NULL DEFAULT '',
    vat_treatment TEXT NOT NULL DEFAULT 'exempt'
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_price_by_offer ON offer_price (offer_id);

-- One decision stands per request (`set_aside_at` is NULL): actions see to it, not the
-- database, because two decisions made apart must both survive a merge and be shown.
CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES placement_request (id),
    offer_id TEXT NOT NULL REFERENCES offer (id),
    decided_by TEXT NOT NULL REFERENCES officer (id),
    decided_at TEXT NOT NULL,
    reasons TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    value_for_money TEXT NOT NULL,
    child_views TEXT NOT NULL DEFAULT '',
    family_views TEXT NOT NULL DEFAULT '',
    weekly_pence INTEGER NOT NULL,            -- what is put up for approval
    annual_pence INTEGER NOT NULL,            -- twelve months from the start, without one-offs
    one_off_pence INTEGER NOT NULL DEFAULT 0, -- beside both, never inside them
    bound_sha256 TEXT NOT NULL,               -- digest of the offer and its prices at that moment
    set_aside_at TEXT,
    set_aside_reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_by_request ON decision (request_id, decided_at);

CREATE TABLE funding_share (
    id TEXT PRIMARY KEY,
    decision_id TEXT NOT NULL REFERENCES decision (id),
    funder TEXT NOT NULL,                     -- 'social care', 'education', 'health'
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 10000),  -- hundredths of a per cent
    UNIQUE (decision_id, funder)
) STRICT, WITHOUT ROWID;
"""
