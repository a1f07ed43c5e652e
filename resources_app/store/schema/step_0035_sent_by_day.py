"""Step 35: what was sent is read by its day, however much of it there is."""

TABLES = """
CREATE INDEX sending_by_day ON sending (sent_at);
CREATE INDEX notification_by_day ON notification (sent_on) WHERE sent_on IS NOT NULL;
"""
