"""Who may approve what. Every room that needs a yes asks here."""
