"""People, organisations, teams and tokens over REST."""
