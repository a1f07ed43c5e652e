"""Agreements, lots, memberships and the rates that answer every question of price."""
