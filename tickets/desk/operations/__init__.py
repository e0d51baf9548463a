"""What operations share: what a ticket held before, what of that comes back, and what a merge carries along."""
