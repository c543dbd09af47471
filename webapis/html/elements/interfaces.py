"""The element interface of every HTML element: https://html.spec.whatwg.org/#elements-in-the-dom"""

from typing import TYPE_CHECKING, Final

from webapis.dom.element_creation import HTML_INTERFACES
from webapis.html.elements import (
    dialog,
    embedded,
    form,
    form_parts,
    frames,
    image,
    input as input_element,
    interactive,
    meta,
    script,
    select,
    structure,
    style_links,
    tabular,
    textarea,
)
from webapis.html.elements.html_element import HTMLElement, HTMLUnknownElement
from webapis.media import media_element, track_element

if TYPE_CHECKING:
    from webapis.dom.element import Element

PLAIN: Final = (
    "abbr acronym address article aside b basefont bdi bdo big center cite code dd dfn dt em figcaption figure footer "
    "header hgroup i kbd main mark nav nobr noembed noframes noscript plaintext rb rp rt rtc ruby s samp search section "
    "small strike strong sub summary sup tt u var wbr"
)

BY_NAME: "Final[dict[str, type[Element]]]" = {
    "a": interactive.HTMLAnchorElement,
    "area": interactive.HTMLAreaElement,
    "audio": media_element.HTMLAudioElement,
    "base": structure.HTMLBaseElement,
    "blockquote": structure.HTMLQuoteElement,
    "body": structure.HTMLBodyElement,
    "br": structure.HTMLBRElement,
    "button": form_parts.HTMLButtonElement,
    "canvas": structure.HTMLCanvasElement,
    "caption": tabular.HTMLTableCaptionElement,
    "col": tabular.HTMLTableColElement,
    "colgroup": tabular.HTMLTableColElement,
    "data": structure.HTMLDataElement,
    "datalist": form_parts.HTMLDataListElement,
    "del": structure.HTMLModElement,
    "details": interactive.HTMLDetailsElement,
    "dialog": dialog.HTMLDialogElement,
    "dir": structure.HTMLDirectoryElement,
    "div": structure.HTMLDivElement,
    "dl": structure.HTMLDListElement,
    "embed": embedded.HTMLEmbedElement,
    "fieldset": form_parts.HTMLFieldSetElement,
    "font": structure.HTMLFontElement,
    "form": form.HTMLFormElement,
    "frame": frames.HTMLFrameElement,
    "frameset": structure.HTMLFrameSetElement,
    "h1": structure.HTMLHeadingElement,
    "h2": structure.HTMLHeadingElement,
    "h3": structure.HTMLHeadingElement,
    "h4": structure.HTMLHeadingElement,
    "h5": structure.HTMLHeadingElement,
    "h6": structure.HTMLHeadingElement,
    "head": structure.HTMLHeadElement,
    "hr": structure.HTMLHRElement,
    "html": structure.HTMLHtmlElement,
    "iframe": frames.HTMLIFrameElement,
    "img": image.HTMLImageElement,
    "input": input_element.HTMLInputElement,
    "ins": structure.HTMLModElement,
    "label": form_parts.HTMLLabelElement,
    "legend": form_parts.HTMLLegendElement,
    "li": structure.HTMLLIElement,
    "link": style_links.HTMLLinkElement,
    "listing": structure.HTMLPreElement,
    "map": structure.HTMLMapElement,
    "marquee": structure.HTMLMarqueeElement,
    "menu": structure.HTMLMenuElement,
    "meta": meta.HTMLMetaElement,
    "meter": form_parts.HTMLMeterElement,
    "object": embedded.HTMLObjectElement,
    "ol": structure.HTMLOListElement,
    "optgroup": select.HTMLOptGroupElement,
    "option": select.HTMLOptionElement,
    "output": form_parts.HTMLOutputElement,
    "p": structure.HTMLParagraphElement,
    "param": structure.HTMLParamElement,
    "picture": structure.HTMLPictureElement,
    "pre": structure.HTMLPreElement,
    "progress": form_parts.HTMLProgressElement,
    "q": structure.HTMLQuoteElement,
    "script": script.HTMLScriptElement,
    "select": select.HTMLSelectElement,
    "slot": interactive.HTMLSlotElement,
    "source": media_element.HTMLSourceElement,
    "span": structure.HTMLSpanElement,
    "style": style_links.HTMLStyleElement,
    "table": tabular.HTMLTableElement,
    "tbody": tabular.HTMLTableSectionElement,
    "td": tabular.HTMLTableCellElement,
    "template": interactive.HTMLTemplateElement,
    "textarea": textarea.HTMLTextAreaElement,
    "tfoot": tabular.HTMLTableSectionElement,
    "th": tabular.HTMLTableCellElement,
    "thead": tabular.HTMLTableSectionElement,
    "time": structure.HTMLTimeElement,
    "title": structure.HTMLTitleElement,
    "tr": tabular.HTMLTableRowElement,
    "track": track_element.HTMLTrackElement,
    "ul": structure.HTMLUListElement,
    "video": media_element.HTMLVideoElement,
    "xmp": structure.HTMLPreElement,
}

for _name in PLAIN.split():
    BY_NAME[_name] = HTMLElement

HTML_INTERFACES.by_name = BY_NAME
HTML_INTERFACES.fallback = HTMLUnknownElement
HTML_INTERFACES.custom = HTMLElement
