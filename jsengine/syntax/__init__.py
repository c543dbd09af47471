"""The front end: text to tree. https://tc39.es/ecma262/2025/

`ecmascript.peg` is the only description of the syntax; `nodes.md` describes the tree it makes.
"""
