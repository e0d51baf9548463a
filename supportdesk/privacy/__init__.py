"""Who may know of what, beyond the ordinary rules."""
