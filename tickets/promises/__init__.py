"""Looking at all promises together: what another policy or other hours would have meant."""
