"""How a fact is found: text with page offsets in, facts with provenance out. Pure functions; imports only `rules`."""
