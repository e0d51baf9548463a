"""How the REST entry point answers."""
