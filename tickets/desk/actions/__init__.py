"""Everything that changes a ticket: lock, may you, can it be, change, tell."""
