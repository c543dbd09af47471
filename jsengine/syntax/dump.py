"""`whipsnake dump --stage tokens|tree`: what the parser made of a text, for people and golden tests."""

from collections.abc import Iterator

from jsengine._generated import node_kinds as k
from jsengine.syntax.tree import NO_ATOM, Source, Tree, parse

NAMES = frozenset(
    (
        k.IDENTIFIER,
        k.BINDING_IDENTIFIER,
        k.LABEL,
        k.PROPERTY_NAME,
        k.MODULE_NAME,
        k.PRIVATE_NAME,
        k.MEMBER,
        k.PRIVATE_MEMBER,
        k.STRING,
        k.BIG_INT,
    )
)
PAIRS = frozenset((k.REG_EXP, k.TEMPLATE_CHUNK))


def dump_tree(text: str, module: bool = False) -> str:
    """The tree, a line for each node, parents above their children."""
    source = parse(text, module)
    return "\n".join(tree_lines(source)) + "\n"


def tree_lines(source: Source) -> Iterator[str]:
    tree = source.tree()
    stack = [(tree.root, 0)]
    while stack:
        node, depth = stack.pop()
        yield "  " * depth + describe(source, tree, node)
        stack.extend((child, depth + 1) for child in reversed(tree.children(node)))


def describe(source: Source, tree: Tree, node: int) -> str:
    """Kind, operator, flags, value and place of one node."""
    line, column = source.position(tree.starts[node])
    words = [k.KIND_NAMES[tree.kinds[node]]]
    if tree.operator(node):
        words.append(k.OPERATOR_NAMES[tree.operator(node)])
    words += [name for i, name in enumerate(k.FLAG_NAMES) if tree.flags[node] & k.FIRST_FLAG << i]
    words += value(source, tree.kinds[node], tree.atoms[node])
    return f"{' '.join(words)} {line}:{column}"


def value(source: Source, kind: int, atom: int) -> list[str]:
    if kind in NAMES:
        return [quote(source, atom)]
    if kind == k.NUMBER:
        return [repr(source.numbers[atom])]
    if kind in PAIRS:
        return [quote(source, source.pairs[2 * atom]), quote(source, source.pairs[2 * atom + 1])]
    return []


def quote(source: Source, atom: int) -> str:
    return "-" if atom == NO_ATOM else ascii(source.names[atom])


def dump_tokens(text: str, module: bool = False) -> str:
    """The text in tokens, as the tree knows them: what leaves cover, and what stands between them."""
    source = parse(text, module)
    return "".join(f"{line}\n" for line in token_lines(source))


def token_lines(source: Source) -> Iterator[str]:
    tree = source.tree()
    at = 0
    for node in range(len(tree.kinds)):
        if tree.sizes[node] != 1 or tree.starts[node] == tree.ends[node] or tree.starts[node] < at:
            continue
        if tree.kinds[node] in BODIES:
            continue
        yield from marks(source, at, tree.starts[node])
        yield token_line(source, k.KIND_NAMES[tree.kinds[node]], tree.starts[node], tree.ends[node])
        at = tree.ends[node]
    yield from marks(source, at, source.handle.length)


# Leaves that are brackets around nothing, not one token.
BODIES = frozenset(
    (
        k.SCRIPT,
        k.MODULE,
        k.BLOCK,
        k.FUNCTION_BODY,
        k.PARAMETERS,
        k.ARRAY,
        k.OBJECT,
        k.ARRAY_PATTERN,
        k.OBJECT_PATTERN,
        k.EMPTY,
        k.DEBUGGER,
        k.RETURN,
        k.BREAK,
        k.CONTINUE,
        k.DEFAULT_CASE,
        k.STATIC_BLOCK,
        k.YIELD,
        k.EXPORT,
        k.NEW_TARGET,
        k.IMPORT_META,
    )
)


def marks(source: Source, start: int, end: int) -> Iterator[str]:
    """Keywords and punctuators between two leaves."""
    for first, last in source.handle.tokens(start, end):
        yield token_line(source, "Mark", first, last)


def token_line(source: Source, kind: str, start: int, end: int) -> str:
    line, column = source.position(start)
    return f"{line}:{column} {kind} {ascii(source.text(start, end))}"
