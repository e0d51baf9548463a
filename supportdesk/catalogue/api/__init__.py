"""What tickets are filed under, over REST."""
