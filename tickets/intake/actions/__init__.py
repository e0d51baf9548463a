"""What intake does to the world."""
