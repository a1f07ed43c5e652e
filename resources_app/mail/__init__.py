"""E-mails that somebody sent us: who wrote, when, to whom, what, and the files in them."""
