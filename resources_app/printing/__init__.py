"""Plain data in, PDF bytes out. Knows no store."""
