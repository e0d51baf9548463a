"""Data for a newcomer and for a trial. Made by the real actions, as an import: they name their instants."""
