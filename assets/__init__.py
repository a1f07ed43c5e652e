"""Icons, fonts, wording and code lists, as data."""
