"""Views over REST."""
