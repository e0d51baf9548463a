"""People, organisations, teams, tokens, and who may do what."""
