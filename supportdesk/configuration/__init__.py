"""What a desk decides for itself: explicit values, confirmed by somebody, in force from an instant (DEC-29)."""
