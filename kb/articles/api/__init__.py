"""Articles over REST: for the desk with everything, for readers outside what they may read."""
