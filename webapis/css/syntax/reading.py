"""The way into tinycss2. Its nodes go on as they are; `type`, `value`, `lower_value` and their like are all that is used.

Not compiled: mypyc takes no module that stands on a package without types.
"""

from typing import Any

import tinycss2


def component_values(text: str) -> list[Any]:
    """https://drafts.csswg.org/css-syntax-3/#parse-list-of-component-values, without comments"""
    values: list[Any] = tinycss2.parse_component_value_list(text, skip_comments=True)
    return values


def block_declarations(text: str) -> list[Any]:
    """The declarations of https://drafts.csswg.org/css-syntax-3/#parse-block-contents; what is none is dropped."""
    items = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    return [item for item in items if item.type == "declaration"]


def written_text(values: list[Any]) -> str:
    """The values as they may have been written."""
    text: str = tinycss2.serialize(values)
    return text.strip(" \t\n\r\f")
