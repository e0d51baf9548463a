"""Files over REST: upload first, then name their ids."""
