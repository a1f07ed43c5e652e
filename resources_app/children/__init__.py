"""Children, their legal status, periods of care and siblings."""
