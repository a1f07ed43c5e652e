"""Step 3: providers, their Ofsted registrations (services), settings and what the team adds."""

TABLES = """
CREATE TABLE provider (
    id TEXT PRIMARY KEY,
    ofsted_owner_id TEXT NOT NULL DEFAULT '', -- '' for a provider Ofsted does not know
    name TEXT NOT NULL,
    owner_type TEXT NOT NULL DEFAULT '',
    owner_group TEXT NOT NULL DEFAULT '',     -- Ofsted's top_company
    address TEXT NOT NULL DEFAULT '',         -- lines separated by line feeds
    postcode TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    company_number TEXT NOT NULL DEFAULT '',
    signatory TEXT NOT NULL DEFAULT ''        -- who signs contracts for the provider
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_by_owner ON provider (ofsted_owner_id);
CREATE INDEX provider_by_name ON provider (name);

CREATE TABLE service (
    id TEXT PRIMARY KEY,
    urn TEXT NOT NULL UNIQUE,                 -- 'SC093391' or '2751533'
    provider_id TEXT NOT NULL REFERENCES provider (id),
    name TEXT NOT NULL,
    provision_type TEXT NOT NULL,             -- providers.model.ProvisionType
    provision_subtype TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    registration_status TEXT NOT NULL,        -- providers.model.RegistrationStatus
    registration_date TEXT,
    closed_date TEXT,
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',        -- normalised, or '' when not shared
    easting INTEGER,                          -- metres, British National Grid
    northing INTEGER,
    position_approximate INTEGER NOT NULL DEFAULT 0 CHECK (position_approximate IN (0, 1)),
    authority_code TEXT NOT NULL DEFAULT '',  -- ONS code, from the postcode where known
    authority_name TEXT NOT NULL DEFAULT '',  -- as Ofsted writes it
    region TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    registered_places INTEGER,
    placement_codes TEXT NOT NULL DEFAULT '', -- SSDA903, comma-separated: 'U1,U2,U3'
    provider_code TEXT NOT NULL DEFAULT '',   -- SSDA903 PR0-PR5
    inspection_date TEXT,
    overall_effectiveness TEXT NOT NULL DEFAULT '',  -- providers.model.Grade
    safety_grade TEXT NOT NULL DEFAULT '',
    leadership_grade TEXT NOT NULL DEFAULT '',
    outcomes_grade TEXT NOT NULL DEFAULT '',
    grade_note TEXT NOT NULL DEFAULT '',      -- Ofsted's sentence where it gives no grade
    interim_inspection_date TEXT,
    interim_effectiveness TEXT NOT NULL DEFAULT '',
    assurance_visit_date TEXT,
    report_link TEXT NOT NULL DEFAULT '',
    cares_for_ebd INTEGER NOT NULL DEFAULT 0 CHECK (cares_for_ebd IN (0, 1)),
    cares_for_mental_disorders INTEGER NOT NULL DEFAULT 0
        CHECK (cares_for_mental_disorders IN (0, 1)),
    cares_for_sensory_impairment INTEGER NOT NULL DEFAULT 0
        CHECK (cares_for_sensory_impairment IN (0, 1)),
    cares_for_alcohol_problems INTEGER NOT NULL DEFAULT 0
        CHECK (cares_for_alcohol_problems IN (0, 1)),
    cares_for_drug_problems INTEGER NOT NULL DEFAULT 0 CHECK (cares_for_drug_problems IN (0, 1)),
    cares_for_learning_difficulty INTEGER NOT NULL DEFAULT 0
        CHECK (cares_for_learning_difficulty IN (0, 1)),
    cares_for_physical_disability INTEGER NOT NULL DEFAULT 0
        CHECK (cares_for_physical_disability IN (0, 1)),
    multi_building INTEGER NOT NULL DEFAULT 0 CHECK (multi_building IN (0, 1)),
    conditions TEXT NOT NULL DEFAULT '',
    age_from INTEGER,                         -- years, inclusive; read from conditions or entered
    age_to INTEGER,                           -- years, inclusive
    genders TEXT NOT NULL DEFAULT '' CHECK (genders IN ('', 'M', 'F')),  -- '' takes any
    -- 1: a person must check
    conditions_unread INTEGER NOT NULL DEFAULT 0 CHECK (conditions_unread IN (0, 1)),
    linked_school_urn TEXT NOT NULL DEFAULT '',
    linked_school_name TEXT NOT NULL DEFAULT '',
    registered_manager TEXT NOT NULL DEFAULT '',
    referral_contact TEXT NOT NULL DEFAULT '',
    referral_email TEXT NOT NULL DEFAULT '',
    specialisms TEXT NOT NULL DEFAULT '',     -- comma-separated
    in_house INTEGER NOT NULL DEFAULT 0 CHECK (in_house IN (0, 1)),
    -- day of the last import that added or changed it; NULL: in no register
    register_month TEXT
) STRICT;
CREATE INDEX service_by_provider ON service (provider_id);
CREATE INDEX service_by_place ON service (registration_status, provision_type, easting, northing);

-- Where children sleep: one row for a home, many for a supported-accommodation registration.
CREATE TABLE service_setting (
    id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL REFERENCES service (id),
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    easting INTEGER,
    northing INTEGER,
    position_approximate INTEGER NOT NULL DEFAULT 0 CHECK (position_approximate IN (0, 1)),
    authority_code TEXT NOT NULL DEFAULT '',
    authority_name TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',        -- 'Single occupancy', 'Shared, ring-fenced' …
    capacity INTEGER,
    status TEXT NOT NULL DEFAULT 'Open',
    status_date TEXT,
    telephone TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX service_setting_by_service ON service_setting (service_id);

-- An embargo: while one is in force the service is never found suitable.
CREATE TABLE suspension (
    id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL REFERENCES service (id),
    reason TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX suspension_by_service ON suspension (service_id, start_date);

CREATE TABLE vacancy (
    id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL REFERENCES service (id),
    places INTEGER NOT NULL CHECK (places >= 0),
    declared_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX vacancy_by_service ON vacancy (service_id, declared_on);

CREATE TABLE due_diligence_document (
    id TEXT PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES provider (id),
    kind TEXT NOT NULL,
    issued_on TEXT,
    expires_on TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE chronology_entry (
    id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL REFERENCES service (id),
    happened_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX chronology_entry_by_service ON chronology_entry (service_id, happened_on);

CREATE TABLE register_import (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    layout TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    settings INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A closure, a downgrade or a new condition at a service where a child lives.
CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    raised_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    service_id TEXT REFERENCES service (id),
    subject_table TEXT NOT NULL DEFAULT '',
    subject_id TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL,
    settled_at TEXT
) STRICT, WITHOUT ROWID;
"""
