"""Runner of tc39/test262, after its INTERPRETING.md.

`frontmatter` reads a test's metadata, `plan` turns files into variants (default, strict, module, raw), a `Host` runs
one variant in a fresh realm, `judge` compares the outcome with what the metadata asks for, `main` is the command.
"""
