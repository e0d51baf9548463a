"""What forms ask, and what an answer is. Pure but for `content`."""
