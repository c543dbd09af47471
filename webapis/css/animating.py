"""Which documents may have something that moves: those with a style sheet or attribute that speaks of it.

Texts are not read for it. What is found by mistake costs time and nothing else.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from webapis.dom.document import Document

WORDS: Final = ("transition", "animation")


def speaks_of_animation(text: str) -> bool:
    """Whether a text may declare transitions or animations."""
    if "ransition" in text or "nimation" in text:
        return True
    return not text.islower() and any(word in text.lower() for word in WORDS)


def notice_text(document: "Document | None", text: str) -> None:
    """A text of style declarations came into a document."""
    if document is not None and document.default_view is not None and speaks_of_animation(text):
        from webapis.animation.document_animations import animations_of
        from webapis.animation.style_changes import StyleChanges

        animations = animations_of(document)
        if animations.style_changes is None:
            animations.style_changes = StyleChanges(document, animations)
