"""Seeded demo stores: invented people, real postcodes."""
