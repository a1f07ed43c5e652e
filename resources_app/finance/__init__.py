"""What placements cost: commitments, invoices, payments and savings."""
