"""The JavaScript engine: knows nothing of pages. `Context` is its public face."""
