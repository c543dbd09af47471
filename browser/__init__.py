"""The browser: puts engine and Web APIs together into pages and windows."""
