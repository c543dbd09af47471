"""Nothing of this family has a quick path: see `default`."""
