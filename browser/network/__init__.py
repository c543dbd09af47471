"""What answers requests: a module for each kind of scheme. None of them knows of pages."""
