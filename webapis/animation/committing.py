"""https://drafts.csswg.org/web-animations-1/#dom-animation-commitstyles"""

from typing import TYPE_CHECKING

from webapis.css.cascade.engine import engine_of, is_in_flat_tree
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.animation.animation import Animation


def commit_styles(animation: "Animation") -> None:
    """Write what the animation makes of its target into the target's style attribute."""
    # 1-4. Something that has such an attribute, and is rendered.
    effect = animation.keyframe_effect()
    target = None if effect is None else effect.target_element
    if effect is None or target is None:
        return
    declarations = target.style_attribute_declarations()
    if effect.pseudo or declarations is None:
        raise dom_exception("NoModificationAllowedError", "The target of the effect has no style attribute.")
    if target.node_document.default_view is None or not is_in_flat_tree(target):
        raise dom_exception("InvalidStateError", "The target of the effect is not rendered.")
    style = engine_of(target.node_document).style_of(target)
    if style.value("display") == "none":
        raise dom_exception("InvalidStateError", "The target of the effect is not rendered.")
    # 5-7. What the effects up to this one say of its properties.
    base = style.base_style or style
    effects = [effect] if style.effects is None or effect not in style.effects.effects else style.effects.effects
    values: dict[str, str] = {}
    for name in effect.tracks_for(base):
        value = base.value(name)
        for one in effects:
            value = one.value(base, name, value) or value
            if one is effect:
                break
        values[name] = value
    for name, value in values.items():
        declarations.set_property(name, value)
