"""One encrypted SQLite file: opening it, keys, transactions, the schema and the journal."""
