"""https://w3c.github.io/aria/#ARIAMixin: its attributes only reflect."""
