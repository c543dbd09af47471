"""Which elements have declarations of transitions or animations, without working out their styles"""

from typing import TYPE_CHECKING

from jsengine._kernel import poll
from webapis.css.animating import WORDS
from webapis.css.cascade.rule_index import AnimatingRules, Buckets, IndexedRule, RuleIndex
from webapis.infra.ascii import ascii_lowercase

if TYPE_CHECKING:
    from webapis.css.cascade.matching import SheetGroup
    from webapis.dom.element import Element
    from webapis.selectors.structure import Context


def animates(rule: IndexedRule) -> bool:
    """Whether a rule declares transitions or animations."""
    return any(name.startswith(WORDS) for name in rule.declarations)


def only_animating(buckets: Buckets) -> Buckets:
    """Those of many rules."""
    made = Buckets()
    for own, other in ((buckets.by_id, made.by_id), (buckets.by_class, made.by_class), (buckets.by_tag, made.by_tag)):
        for key, rules in own.items():
            poll()
            found = [rule for rule in rules if animates(rule)]
            if found:
                other[key] = found
    made.others = [rule for rule in buckets.others if animates(rule)]
    return made


def animating_rules(index: RuleIndex) -> AnimatingRules:
    """Those of a sheet, looked for once."""
    if index.animating is None:
        made = AnimatingRules()
        made.elements = only_animating(index.elements)
        for name, buckets in index.pseudo_elements.items():
            own = only_animating(buckets)
            if own.by_id or own.by_class or own.by_tag or own.others:
                made.pseudo_elements[name] = own
                made.for_others = made.for_others or name.startswith("part(")
        made.for_others = made.for_others or any(animates(rule) for rule in [*index.host, *index.slotted])
        index.animating = made
    return index.animating


def is_animated_by(group: "SheetGroup", element: "Element", context: "Context") -> bool:
    """Whether such a rule matches an element, or one of its pseudo-elements."""
    for index in group.indexes:
        rules = animating_rules(index)
        if matches_any(rules.elements, element, context):
            return True
        for name, buckets in rules.pseudo_elements.items():
            context.pseudo_element = name
            found = matches_any(buckets, element, context)
            context.pseudo_element = ""
            if found:
                return True
    return False


def animates_others(group: "SheetGroup") -> bool:
    """Whether a tree has such rules for its host, for what is in its slots, or for parts of trees in it."""
    return any(animating_rules(index).for_others for index in group.indexes)


def matches_any(buckets: Buckets, element: "Element", context: "Context") -> bool:
    """Whether one of the rules that its id, classes and name lead to is for an element."""
    identifier = element.identifier
    if identifier and buckets.by_id:
        rules = buckets.by_id.get(ascii_lowercase(identifier) if context.quirks else identifier)
        if rules is not None and any(rule.selector.matches(element, context) for rule in rules):
            return True
    names = element.class_names
    if names is not None and buckets.by_class:
        for name in [ascii_lowercase(one) for one in names] if context.quirks else names:
            rules = buckets.by_class.get(name)
            if rules is not None and any(rule.selector.matches(element, context) for rule in rules):
                return True
    rules = buckets.by_tag.get(element.names.local_name)
    if rules is not None and any(rule.selector.matches(element, context) for rule in rules):
        return True
    return any(rule.selector.matches(element, context) for rule in buckets.others)
