"""Spec: https://w3c.github.io/FileAPI/
Snapshot: 2026-11
Not implemented: FileReaderSync, streams.
"""
