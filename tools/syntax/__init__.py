"""Tools around the parser that are run by hand."""
