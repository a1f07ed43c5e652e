"""What every room stands on: money, dates, postcodes, code lists, errors. Imports no other room."""
