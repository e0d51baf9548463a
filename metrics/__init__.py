"""Facts, figures and reviews."""
