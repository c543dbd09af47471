"""Runner of the tree-construction tests of html5lib-tests.

`cases` reads the .dat files, a `TreeParser` parses one case, `tree` writes a tree in the format of the files,
`main` is the command. Format: tree-construction/README.md of the suite.
"""
