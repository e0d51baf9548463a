"""The ways in: forms, portal and imports."""
