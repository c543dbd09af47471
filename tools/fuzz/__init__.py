"""Random input for the engine."""
