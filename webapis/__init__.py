"""The Web APIs: a folder for each standard. Knows the engine, nothing of windows."""
