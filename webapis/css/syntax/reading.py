"""The way into tinycss2. Its nodes go on as they are; `type`, `value`, `lower_value` and their like are all that is used.
It polls nothing, so limits may end it anywhere (`run_interruptibly`): true booleans are its `skip_comments`, `skip_whitespace`.

Not compiled: mypyc takes no module that stands on a package without types.
"""

from typing import Any, Final

import tinycss2

from jsengine._kernel import run_interruptibly

DEEPEST: Final = 64
"""Blocks in blocks beyond this are not written by anybody; walking them recurses."""


def component_values(text: str) -> list[Any]:
    """https://drafts.csswg.org/css-syntax-3/#parse-list-of-component-values, without comments"""
    values: list[Any] = run_interruptibly(tinycss2.parse_component_value_list, text, True)
    return values


def block_declarations(text: str) -> list[Any]:
    """The declarations of https://drafts.csswg.org/css-syntax-3/#parse-block-contents; what is none is dropped."""
    return [item for item in block_items(text) if item.type == "declaration"]


def block_items(content: Any) -> list[Any]:
    """https://drafts.csswg.org/css-syntax-3/#parse-block-contents, of a text or of what a block holds; errors dropped."""
    items = run_interruptibly(tinycss2.parse_blocks_contents, content, True, True)
    return [item for item in items if item.type != "error"]


def rule_items(content: Any) -> list[Any]:
    """The same where no declarations can be: rules of an at-rule's block; errors dropped."""
    items = run_interruptibly(tinycss2.parse_rule_list, content, True, True)
    return [item for item in items if item.type != "error"]


def sheet_items(text: str) -> list[Any]:
    """https://drafts.csswg.org/css-syntax-3/#parse-stylesheet-contents; errors dropped."""
    items = run_interruptibly(tinycss2.parse_stylesheet, component_values(text), True, True)
    return [item for item in items if item.type != "error"]


def one_rule(text: str) -> Any:
    """https://drafts.csswg.org/css-syntax-3/#parse-rule: None is a syntax error."""
    item = run_interruptibly(tinycss2.parse_one_rule, component_values(text), True)
    return None if item.type == "error" else item


def is_shallow(values: list[Any]) -> bool:
    """Whether no blocks nest deeper than code may recurse."""
    pending = [(value, 1) for value in values]
    while pending:
        value, depth = pending.pop()
        inside = getattr(value, "arguments", None) or getattr(value, "content", None)
        if inside:
            if depth > DEEPEST:
                return False
            pending += [(one, depth + 1) for one in inside]
    return True


def written_text(values: list[Any]) -> str:
    """The values as they may have been written."""
    text: str = run_interruptibly(tinycss2.serialize, values)
    return text.strip(" \t\n\r\f")
