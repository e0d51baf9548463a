"""Settings over REST."""
