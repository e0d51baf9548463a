"""What leaves the desk. For now: notices inside the product."""
