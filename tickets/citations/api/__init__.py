"""Articles on tickets over REST."""
