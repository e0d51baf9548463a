"""Major incidents, problems and the status page."""
