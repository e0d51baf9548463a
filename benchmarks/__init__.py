"""`make bench`: what the desk costs, and beside each figure the floor that the machine sets, taken in the same run."""
