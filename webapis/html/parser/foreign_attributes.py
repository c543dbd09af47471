"""Names of SVG's and MathML's elements and attributes: https://html.spec.whatwg.org/#adjust-foreign-attributes and the like"""

from typing import TYPE_CHECKING, Final

from webapis.dom.names import plain_name, qualified_name
from webapis.infra import namespaces

if TYPE_CHECKING:
    from webapis.dom.names import QualifiedName

# https://html.spec.whatwg.org/#parsing-main-inforeign: tag names of SVG by their lowercase
SVG_TAG_NAMES: Final[dict[str, str]] = {
    name.lower(): name
    for name in [
        "altGlyph",
        "altGlyphDef",
        "altGlyphItem",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "clipPath",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feImage",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
        "foreignObject",
        "glyphRef",
        "linearGradient",
        "radialGradient",
        "textPath",
    ]
}
# https://html.spec.whatwg.org/#adjust-svg-attributes
SVG_ATTRIBUTES: Final[dict[str, str]] = {
    name.lower(): name
    for name in [
        "attributeName",
        "attributeType",
        "baseFrequency",
        "baseProfile",
        "calcMode",
        "clipPathUnits",
        "diffuseConstant",
        "edgeMode",
        "filterUnits",
        "glyphRef",
        "gradientTransform",
        "gradientUnits",
        "kernelMatrix",
        "kernelUnitLength",
        "keyPoints",
        "keySplines",
        "keyTimes",
        "lengthAdjust",
        "limitingConeAngle",
        "markerHeight",
        "markerUnits",
        "markerWidth",
        "maskContentUnits",
        "maskUnits",
        "numOctaves",
        "pathLength",
        "patternContentUnits",
        "patternTransform",
        "patternUnits",
        "pointsAtX",
        "pointsAtY",
        "pointsAtZ",
        "preserveAlpha",
        "preserveAspectRatio",
        "primitiveUnits",
        "refX",
        "refY",
        "repeatCount",
        "repeatDur",
        "requiredExtensions",
        "requiredFeatures",
        "specularConstant",
        "specularExponent",
        "spreadMethod",
        "startOffset",
        "stdDeviation",
        "stitchTiles",
        "surfaceScale",
        "systemLanguage",
        "tableValues",
        "targetX",
        "targetY",
        "textLength",
        "viewBox",
        "viewTarget",
        "xChannelSelector",
        "yChannelSelector",
        "zoomAndPan",
    ]
}
# https://html.spec.whatwg.org/#adjust-mathml-attributes
MATHML_ATTRIBUTES: Final[dict[str, str]] = {"definitionurl": "definitionURL"}
# https://html.spec.whatwg.org/#adjust-foreign-attributes
FOREIGN_ATTRIBUTES: Final[dict[str, tuple[str, str | None, str]]] = {
    "xlink:actuate": (namespaces.XLINK, "xlink", "actuate"),
    "xlink:arcrole": (namespaces.XLINK, "xlink", "arcrole"),
    "xlink:href": (namespaces.XLINK, "xlink", "href"),
    "xlink:role": (namespaces.XLINK, "xlink", "role"),
    "xlink:show": (namespaces.XLINK, "xlink", "show"),
    "xlink:title": (namespaces.XLINK, "xlink", "title"),
    "xlink:type": (namespaces.XLINK, "xlink", "type"),
    "xml:lang": (namespaces.XML, "xml", "lang"),
    "xml:space": (namespaces.XML, "xml", "space"),
    "xmlns": (namespaces.XMLNS, None, "xmlns"),
    "xmlns:xlink": (namespaces.XMLNS, "xmlns", "xlink"),
}


def foreign_attribute_name(name: str) -> "QualifiedName":
    """https://html.spec.whatwg.org/#adjust-foreign-attributes"""
    adjusted = FOREIGN_ATTRIBUTES.get(name)
    if adjusted is None:
        return plain_name(name)
    namespace, prefix, local_name = adjusted
    return qualified_name(namespace, prefix, local_name)
