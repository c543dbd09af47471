"""https://drafts.csswg.org/cssom-1/#the-cssimportrule-interface, and the at-rules of other modules: imports, namespaces,
fonts, keyframes, layers"""

from typing import TYPE_CHECKING

from webapis.css.descriptors import DescriptorStyle
from webapis.css.rules import CSSGroupingRule, CSSRule, CSSRuleList
from webapis.css.style_declaration import RuleStyle, serialize_block
from webapis.css.tokens import identifier_text, string_text
from webapis.idl.exceptions import dom_exception

if TYPE_CHECKING:
    from webapis.css.declaration_parsing import Declaration
    from webapis.css.media_list import MediaList
    from webapis.css.style_declaration import CSSStyleDeclaration
    from webapis.css.style_sheet import CSSStyleSheet


class CSSImportRule(CSSRule):
    """https://drafts.csswg.org/cssom-1/#the-cssimportrule-interface"""

    def __init__(
        self, href: str, media: "MediaList", layer_name: str | None, supports_text: str | None, supported: bool
    ) -> None:
        super().__init__()
        self.href = href
        self.media = media
        media.on_change = self.changed
        self.layer_name = layer_name
        self.supports_text = supports_text
        self.supported = supported
        self.style_sheet: CSSStyleSheet | None = None

    @property
    def type(self) -> int:
        return 3

    @property
    def css_text(self) -> str:
        text = f"@import url({string_text(self.href)})"
        if self.layer_name is not None:
            text += f" layer({self.layer_name})" if self.layer_name else " layer"
        if self.supports_text is not None:
            text += f" supports({self.supports_text})"
        media = self.media.media_text
        return f"{text} {media};" if media else text + ";"

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSNamespaceRule(CSSRule):
    """https://drafts.csswg.org/cssom-1/#the-cssnamespacerule-interface"""

    def __init__(self, prefix: str, namespace_uri: str) -> None:
        super().__init__()
        self.prefix = prefix
        self.namespace_uri = namespace_uri

    @property
    def type(self) -> int:
        return 10

    @property
    def css_text(self) -> str:
        prefix = identifier_text(self.prefix) + " " if self.prefix else ""
        return f"@namespace {prefix}url({string_text(self.namespace_uri)});"

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSFontFaceRule(CSSRule):
    """https://drafts.csswg.org/css-fonts-4/#om-fontface"""

    def __init__(self, declarations: "dict[str, Declaration]") -> None:
        super().__init__()
        self.style: CSSStyleDeclaration = DescriptorStyle(self, declarations)

    @property
    def type(self) -> int:
        return 5

    @property
    def css_text(self) -> str:
        declarations = self.style.css_text
        return f"@font-face {{ {declarations}{' ' if declarations else ''}}}"

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSKeyframeRule(CSSRule):
    """https://drafts.csswg.org/css-animations-1/#interface-csskeyframerule"""

    def __init__(self, key_text: str, declarations: "dict[str, Declaration]") -> None:
        super().__init__()
        self.keys = key_text
        self.style: CSSStyleDeclaration = RuleStyle(self, declarations)

    @property
    def type(self) -> int:
        return 8

    @property
    def key_text(self) -> str:
        """https://drafts.csswg.org/css-animations-1/#dom-csskeyframerule-keytext"""
        return self.keys

    @key_text.setter
    def key_text(self, value: str) -> None:
        from webapis.css.rule_parsing import keyframe_selector

        keys = keyframe_selector(value)
        if keys is None:
            raise dom_exception("SyntaxError", f"The key '{value}' is invalid and cannot be parsed")
        self.keys = keys
        self.changed()

    @property
    def css_text(self) -> str:
        declarations = serialize_block(self.style.declarations)
        return f"{self.keys} {{ {declarations}{' ' if declarations else ''}}}"

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSKeyframesRule(CSSRule):
    """https://drafts.csswg.org/css-animations-1/#interface-csskeyframesrule"""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.animation_name = name
        self.css_rules = CSSRuleList()

    @property
    def type(self) -> int:
        return 7

    @property
    def name(self) -> str:
        """https://drafts.csswg.org/css-animations-1/#dom-csskeyframesrule-name"""
        return self.animation_name

    @name.setter
    def name(self, value: str) -> None:
        self.animation_name = value
        self.changed()

    @property
    def length(self) -> int:
        """https://drafts.csswg.org/css-animations-1/#dom-csskeyframesrule-length"""
        return len(self.css_rules.rules)

    def indexed_getter(self, index: int) -> "CSSRule | None":
        """The keyframe at an index."""
        return self.css_rules.item(index)

    def append_rule(self, rule: str) -> None:
        """https://drafts.csswg.org/css-animations-1/#dom-csskeyframesrule-appendrule"""
        from webapis.css.rule_parsing import keyframe_of_text

        made = keyframe_of_text(rule)
        if made is not None:
            made.parent_rule, made.parent_style_sheet = self, self.parent_style_sheet
            self.css_rules.rules.append(made)
            self.changed()

    def find_rule(self, select: str) -> "CSSKeyframeRule | None":
        """https://drafts.csswg.org/css-animations-1/#dom-csskeyframesrule-findrule"""
        from webapis.css.rule_parsing import keyframe_selector

        keys = keyframe_selector(select)
        for rule in reversed(self.css_rules.rules):
            if isinstance(rule, CSSKeyframeRule) and rule.keys == keys:
                return rule
        return None

    def delete_rule(self, select: str) -> None:
        """https://drafts.csswg.org/css-animations-1/#dom-csskeyframesrule-deleterule"""
        found = self.find_rule(select)
        if found is not None:
            self.css_rules.rules.remove(found)
            found.parent_rule = found.parent_style_sheet = None
            self.changed()

    @property
    def css_text(self) -> str:
        inner = "".join([f"  {rule.css_text}\n" for rule in self.css_rules])
        return f"@keyframes {identifier_text(self.animation_name)} {{ \n{inner}}}"

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSLayerBlockRule(CSSGroupingRule):
    """https://drafts.csswg.org/css-cascade-5/#the-csslayerblockrule-interface"""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @property
    def css_text(self) -> str:
        return self.body_text(f"@layer {self.name}".rstrip())

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass


class CSSLayerStatementRule(CSSRule):
    """https://drafts.csswg.org/css-cascade-5/#the-csslayerstatementrule-interface"""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.name_list = names

    @property
    def css_text(self) -> str:
        return f"@layer {', '.join(self.name_list)};"

    @css_text.setter
    def css_text(self, value: str) -> None:
        pass
