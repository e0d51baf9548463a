"""What the desk does by rule: where a ticket goes, who gets it, and what came of it (T-22, D8)."""
