"""Regular expressions: the tables of their matcher, written at build time."""
