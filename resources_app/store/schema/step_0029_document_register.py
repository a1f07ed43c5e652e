"""Step 29: what each document said as data, every copy handed out, signatures and signed copies."""

TABLES = """
-- What was printed, as data (JSON): the blob with the document's content_sha256. NULL in rows that
-- are older than this step. It may say who a child is, so that the journal has its SHA-256 alone.
ALTER TABLE document ADD COLUMN frozen_sha256 TEXT REFERENCES blob (sha256);

-- For the last of a kind made out to somebody, and whether there is a later one.
CREATE INDEX document_by_kind ON document (subject_id, kind, made_for);
CREATE INDEX document_by_day ON document (made_at);
CREATE INDEX document_by_bytes ON document (sha256);

-- Each time a copy of a document left the register.
CREATE TABLE document_issue (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    issued_at TEXT NOT NULL,
    issued_by TEXT NOT NULL REFERENCES officer (id),
    way TEXT NOT NULL CHECK (way IN
        ('on paper', 'saved', 'e-mail', 'with a release', 'handed over', 'post', 'portal')),
    recipient TEXT NOT NULL DEFAULT '',       -- who has it, as a person would say; '' for oneself
    address TEXT NOT NULL DEFAULT '',         -- where it went, as it was then
    sha256 TEXT NOT NULL,                     -- of the copy as delivered: its own when encrypted
    encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1)),
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX document_issue_by_document ON document_issue (document_id, issued_at);
CREATE INDEX document_issue_by_day ON document_issue (issued_at);
CREATE INDEX document_issue_by_bytes ON document_issue (sha256);

-- Who is to sign a document, in the order of its signature blocks. Signed, declined and not needed
-- exclude each other; with none of them the signature is awaited once it was asked for.
CREATE TABLE signature_party (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    place INTEGER NOT NULL CHECK (place >= 1),
    party TEXT NOT NULL,                      -- for whom: 'For the provider'
    name TEXT NOT NULL DEFAULT '',
    position TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    asked_on TEXT,
    due_on TEXT,                              -- the last day, included
    signed_on TEXT,
    signed_how TEXT NOT NULL DEFAULT '' CHECK (signed_how IN ('', 'by hand', 'digitally')),
    declined_on TEXT,
    declined_why TEXT NOT NULL DEFAULT '',
    not_needed_why TEXT NOT NULL DEFAULT '',
    UNIQUE (document_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_party_by_due ON signature_party (due_on);

CREATE TABLE signature_chaser (
    id TEXT PRIMARY KEY,
    party_id TEXT NOT NULL REFERENCES signature_party (id),
    chased_at TEXT NOT NULL,
    chased_by TEXT NOT NULL REFERENCES officer (id),
    address TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_chaser_by_party ON signature_chaser (party_id, chased_at);

-- A signed copy that came back, or was signed here with a certificate. The registered bytes stay.
CREATE TABLE signed_copy (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('scan', 'digitally signed')),
    added_by TEXT NOT NULL REFERENCES officer (id),
    added_at TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (document_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX signed_copy_by_bytes ON signed_copy (sha256);

-- The parties whose signature a copy shows.
CREATE TABLE signed_copy_party (
    id TEXT PRIMARY KEY,
    signed_copy_id TEXT NOT NULL REFERENCES signed_copy (id),
    party_id TEXT NOT NULL REFERENCES signature_party (id),
    UNIQUE (signed_copy_id, party_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX signed_copy_party_by_party ON signed_copy_party (party_id);
"""
