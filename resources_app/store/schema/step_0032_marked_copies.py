"""Step 32: the hash of each service's own copy of a pack, which carries its name."""

TABLES = """
-- Of the copy as it was attached; NULL where none was (by telephone, by portal, or before this
-- step, when everybody had the registered bytes).
ALTER TABLE sending ADD COLUMN copy_sha256 TEXT;
CREATE INDEX sending_by_copy ON sending (copy_sha256);
"""
