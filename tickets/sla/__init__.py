"""Working time, promises and clocks."""
