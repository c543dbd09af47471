"""https://html.spec.whatwg.org/#adoption-agency-algorithm"""

from html5lib.constants import specialElements

from tests.differential.html5lib_parser.open_elements import ParserNode
from tests.differential.html5lib_parser.sink import TABLE_PARTS, Sink


def run_adoption_agency(sink: Sink, subject: str) -> bool:
    """Whether it did the work; else the token is any other end tag."""
    stack = sink.openElements
    entries = sink.activeFormattingElements
    # 2. The current node alone.
    current = stack[-1]
    if current.namespace == sink.defaultNamespace and current.name == subject and current not in entries:
        stack.pop()
        return True
    # 3-4. At most eight times.
    for _ in range(8):
        # 4.3 The formatting element.
        formatting = sink.elementInActiveFormattingElements(subject)
        if not isinstance(formatting, ParserNode):
            return False
        # 4.4-4.5 It is open, and in scope.
        if formatting not in stack:
            entries.remove(formatting)
            return True
        if not sink.elementInScope(formatting):
            return True
        # 4.7-4.8 The furthest block.
        block = furthest_block(sink, formatting)
        if block is None:
            while stack.pop() is not formatting:
                pass
            entries.remove(formatting)
            return True
        adopt_children(sink, formatting, block)
    return True


def furthest_block(sink: Sink, formatting: ParserNode) -> ParserNode | None:
    """The topmost special element below the formatting element."""
    stack = sink.openElements
    for index in range(stack.index(formatting) + 1, len(stack)):
        if stack[index].nameTuple in specialElements:
            return stack[index]
    return None


def adopt_children(sink: Sink, formatting: ParserNode, block: ParserNode) -> None:
    """Steps 4.9 to 4.19."""
    stack = sink.openElements
    entries = sink.activeFormattingElements
    # 4.9-4.12 Where things are.
    ancestor = stack[stack.index(formatting) - 1]
    after: ParserNode = formatting
    last = block
    # 4.13 Every element between them.
    index = stack.index(block)
    counter = 0
    while True:
        counter += 1
        index -= 1
        node = stack[index]
        if node is formatting:
            break
        if counter > 3 and node in entries:
            entries.remove(node)
        if node not in entries:
            stack.remove(node)
            continue
        clone = node.cloneNode()
        entries[entries.index(node)] = clone
        stack[index] = clone
        if last is block:
            after = clone
        clone.appendChild(last)
        last = clone
    # 4.14 What became of it goes below the ancestor.
    if ancestor.name in TABLE_PARTS and ancestor.namespace == sink.defaultNamespace:
        parent, before = sink.getTableMisnestedNodePosition()
        parent.insertBefore(last, before)
    else:
        ancestor.appendChild(last)
    # 4.15-4.17 A new formatting element takes the block's children.
    clone = formatting.cloneNode()
    block.reparentChildren(clone)
    block.appendChild(clone)
    # 4.18-4.19 And the old one's places: that of the bookmark, and below the block.
    if after is formatting:
        entries[entries.index(formatting)] = clone
    else:
        entries.remove(formatting)
        entries.insert(entries.index(after) + 1, clone)
    stack.remove(formatting)
    stack.insert(stack.index(block) + 1, clone)
