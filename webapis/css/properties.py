"""The table of CSS properties: what each takes, in the notation of the specifications themselves.

https://drafts.csswg.org/css-values-4/#value-defs. Everything else (parsing, canonical order, shorthands, the attributes
of CSSStyleDeclaration) derives from these rows.
"""

from typing import Final

# name | initial value | inherited | syntax
_LONGHANDS: Final = """
accent-color | auto | y | auto | <color>
align-content | normal | | normal | <baseline-position> | <content-distribution> | <overflow-position>? <content-position>
align-items | normal | | normal | stretch | anchor-center | <baseline-position> | <overflow-position>? <self-position>
align-self | auto | | auto | normal | stretch | anchor-center | <baseline-position> | <overflow-position>? <self-position>
alignment-baseline | baseline | | baseline | alphabetic | ideographic | middle | central | mathematical | text-before-edge | text-after-edge
animation-delay | 0s | | <time>#
animation-direction | normal | | [ normal | reverse | alternate | alternate-reverse ]#
animation-duration | 0s | | [ auto | <time [0,inf]> ]#
animation-fill-mode | none | | [ none | forwards | backwards | both ]#
animation-iteration-count | 1 | | [ infinite | <number [0,inf]> ]#
animation-name | none | | [ none | <string> | <custom-ident> ]#
animation-play-state | running | | [ running | paused ]#
animation-timing-function | ease | | <easing-function>#
appearance | none | | none | auto | base | base-select | menulist-button | textfield | button | checkbox | listbox | menulist | meter | progress-bar | push-button | radio | searchfield | slider-horizontal | square-button | textarea
aspect-ratio | auto | | auto || <ratio>
backdrop-filter | none | | none | <filter-function>+
backface-visibility | visible | | visible | hidden
background-attachment | scroll | | [ scroll | fixed | local ]#
background-clip | border-box | | [ <visual-box> | text | border-area ]#
background-color | transparent | | <color>
background-image | none | | [ none | <image> ]#
background-origin | padding-box | | <visual-box>#
background-position-x | 0% | | [ center | [ [ left | right | x-start | x-end ]? <length-percentage>? ]! ]#
background-position-y | 0% | | [ center | [ [ top | bottom | y-start | y-end ]? <length-percentage>? ]! ]#
background-repeat | repeat | | <repeat-style>#
background-size | auto | | <bg-size>#
background-blend-mode | normal | | <blend-mode>#
baseline-shift | 0px | | <length-percentage> | sub | super | top | center | bottom
block-size | auto | | <size>
border-block-end-color | currentcolor | | <color>
border-block-end-style | none | | <line-style>
border-block-end-width | medium | | <line-width>
border-block-start-color | currentcolor | | <color>
border-block-start-style | none | | <line-style>
border-block-start-width | medium | | <line-width>
border-bottom-color | currentcolor | | <color>
border-bottom-left-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-bottom-right-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-bottom-style | none | | <line-style>
border-bottom-width | medium | | <line-width>
border-collapse | separate | y | separate | collapse
border-end-end-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-end-start-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-image-outset | 0 | | [ <number [0,inf]> | <length [0,inf]> ]{1,4}
border-image-repeat | stretch | | [ stretch | repeat | round | space ]{1,2}
border-image-slice | 100% | | [ <number [0,inf]> | <percentage [0,inf]> ]{1,4} && fill?
border-image-source | none | | none | <image>
border-image-width | 1 | | [ <length-percentage [0,inf]> | <number [0,inf]> | auto ]{1,4}
border-inline-end-color | currentcolor | | <color>
border-inline-end-style | none | | <line-style>
border-inline-end-width | medium | | <line-width>
border-inline-start-color | currentcolor | | <color>
border-inline-start-style | none | | <line-style>
border-inline-start-width | medium | | <line-width>
border-left-color | currentcolor | | <color>
border-left-style | none | | <line-style>
border-left-width | medium | | <line-width>
border-right-color | currentcolor | | <color>
border-right-style | none | | <line-style>
border-right-width | medium | | <line-width>
border-spacing | 0px | y | <length [0,inf]>{1,2}
border-start-end-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-start-start-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-top-color | currentcolor | | <color>
border-top-left-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-top-right-radius | 0px | | <length-percentage [0,inf]>{1,2}
border-top-style | none | | <line-style>
border-top-width | medium | | <line-width>
bottom | auto | | <inset>
box-decoration-break | slice | | slice | clone
box-shadow | none | | none | [ <color>? && [ <length>{2} <length [0,inf]>? <length>? ] && inset? ]#
box-sizing | content-box | | content-box | border-box
break-after | auto | | <break>
break-before | auto | | <break>
break-inside | auto | | auto | avoid | avoid-page | avoid-column | avoid-region
caption-side | top | y | top | bottom
caret-color | auto | y | auto | <color>
clear | none | | none | left | right | both | inline-start | inline-end
clip | auto | | auto | rect( <edge> , <edge> , <edge> , <edge> )
clip-path | none | | none | <url> | <basic-shape> || <geometry-box>
clip-rule | nonzero | y | nonzero | evenodd
color | canvastext | y | <color>
color-interpolation | srgb | y | auto | srgb | linearrgb
color-scheme | normal | y | normal | [ light | dark | <custom-ident> ]+ && only?
column-count | auto | | auto | <integer [1,inf]>
column-fill | balance | | auto | balance | balance-all
column-gap | normal | | normal | <length-percentage [0,inf]>
column-rule-color | currentcolor | | <color>
column-rule-style | none | | <line-style>
column-rule-width | medium | | <line-width>
column-span | none | | none | all
column-width | auto | | auto | <length [0,inf]>
contain | none | | none | strict | content | [ [ size | inline-size ] || layout || style || paint ]
container-name | none | | none | <custom-ident>+
container-type | normal | | normal | size | inline-size
content | normal | | normal | none | [ <image> | <content-item> ]+ [ / [ <string> | <counter> ]+ ]?
content-visibility | visible | | visible | auto | hidden
counter-increment | none | | none | [ <custom-ident> <integer>? ]+
counter-reset | none | | none | [ <custom-ident> <integer>? ]+
counter-set | none | | none | [ <custom-ident> <integer>? ]+
cursor | auto | y | [ <url> [ <number> <number> ]? , ]* [ auto | default | none | context-menu | help | pointer | progress | wait | cell | crosshair | text | vertical-text | alias | copy | move | no-drop | not-allowed | grab | grabbing | e-resize | n-resize | ne-resize | nw-resize | s-resize | se-resize | sw-resize | w-resize | ew-resize | ns-resize | nesw-resize | nwse-resize | col-resize | row-resize | all-scroll | zoom-in | zoom-out ]
cx | 0px | | <length-percentage>
cy | 0px | | <length-percentage>
direction | ltr | y | ltr | rtl
display | inline | | <display>
dominant-baseline | auto | y | auto | text-bottom | alphabetic | ideographic | middle | central | mathematical | hanging | text-top
empty-cells | show | y | show | hide
fill | black | y | <paint>
fill-opacity | 1 | y | <alpha-value>
fill-rule | nonzero | y | nonzero | evenodd
filter | none | | none | [ <filter-function> | <url> ]+
flex-basis | auto | | content | <size>
flex-direction | row | | row | row-reverse | column | column-reverse
flex-grow | 0 | | <number [0,inf]>
flex-shrink | 1 | | <number [0,inf]>
flex-wrap | nowrap | | nowrap | wrap | wrap-reverse
float | none | | left | right | none | inline-start | inline-end
flood-color | black | | <color>
flood-opacity | 1 | | <alpha-value>
font-family | serif | y | [ <string> | <generic-family> | <family-name> ]#
font-feature-settings | normal | y | normal | [ <string> [ <integer [0,inf]> | on | off ]? ]#
font-kerning | auto | y | auto | normal | none
font-language-override | normal | y | normal | <string>
font-optical-sizing | auto | y | auto | none
font-palette | normal | y | normal | light | dark | <dashed-ident>
font-size | medium | y | <font-size>
font-size-adjust | none | y | none | <number [0,inf]>
font-stretch | normal | y | <percentage [0,inf]> | <font-width>
font-style | normal | y | normal | italic | oblique <angle>?
font-synthesis-small-caps | auto | y | auto | none
font-synthesis-style | auto | y | auto | none
font-synthesis-weight | auto | y | auto | none
font-variant-alternates | normal | y | normal | historical-forms
font-variant-caps | normal | y | normal | small-caps | all-small-caps | petite-caps | all-petite-caps | unicase | titling-caps
font-variant-east-asian | normal | y | normal | [ [ jis78 | jis83 | jis90 | jis04 | simplified | traditional ] || [ full-width | proportional-width ] || ruby ]
font-variant-ligatures | normal | y | normal | none | [ [ common-ligatures | no-common-ligatures ] || [ discretionary-ligatures | no-discretionary-ligatures ] || [ historical-ligatures | no-historical-ligatures ] || [ contextual | no-contextual ] ]
font-variant-numeric | normal | y | normal | [ [ lining-nums | oldstyle-nums ] || [ proportional-nums | tabular-nums ] || [ diagonal-fractions | stacked-fractions ] || ordinal || slashed-zero ]
font-variant-position | normal | y | normal | sub | super
font-variation-settings | normal | y | normal | [ <string> <number> ]#
font-weight | normal | y | normal | bold | bolder | lighter | <number [1,1000]>
forced-color-adjust | auto | y | auto | none | preserve-parent-color
grid-auto-columns | auto | | <track-size>+
grid-auto-flow | row | | [ row | column ] || dense
grid-auto-rows | auto | | <track-size>+
grid-column-end | auto | | <grid-line>
grid-column-start | auto | | <grid-line>
grid-row-end | auto | | <grid-line>
grid-row-start | auto | | <grid-line>
grid-template-areas | none | | none | <string>+
grid-template-columns | none | | none | [ <line-names> | <track-size> | <track-repeat> ]+ | subgrid <line-names>*
grid-template-rows | none | | none | [ <line-names> | <track-size> | <track-repeat> ]+ | subgrid <line-names>*
height | auto | | <size>
hyphenate-character | auto | y | auto | <string>
hyphens | manual | y | none | manual | auto
image-orientation | from-image | y | from-image | none
image-rendering | auto | y | auto | smooth | high-quality | pixelated | crisp-edges
initial-letter | normal | | normal | <number [1,inf]> <integer [1,inf]>?
inline-size | auto | | <size>
inset-block-end | auto | | <inset>
inset-block-start | auto | | <inset>
inset-inline-end | auto | | <inset>
inset-inline-start | auto | | <inset>
isolation | auto | | auto | isolate
justify-content | normal | | normal | <content-distribution> | <overflow-position>? [ <content-position> | left | right ]
justify-items | legacy | | normal | stretch | anchor-center | <baseline-position> | <overflow-position>? [ <self-position> | left | right ] | legacy || [ left | right | center ]
justify-self | auto | | auto | normal | stretch | anchor-center | <baseline-position> | <overflow-position>? [ <self-position> | left | right ]
left | auto | | <inset>
letter-spacing | normal | y | normal | <length-percentage>
lighting-color | white | | <color>
line-break | auto | y | auto | loose | normal | strict | anywhere
line-height | normal | y | normal | <number [0,inf]> | <length-percentage [0,inf]>
list-style-image | none | y | none | <image>
list-style-position | outside | y | inside | outside
list-style-type | disc | y | none | <string> | <custom-ident>
margin-block-end | 0px | | <margin>
margin-block-start | 0px | | <margin>
margin-bottom | 0px | | <margin>
margin-inline-end | 0px | | <margin>
margin-inline-start | 0px | | <margin>
margin-left | 0px | | <margin>
margin-right | 0px | | <margin>
margin-top | 0px | | <margin>
marker-end | none | y | none | <url>
marker-mid | none | y | none | <url>
marker-start | none | y | none | <url>
mask-clip | border-box | | [ <geometry-box> | no-clip ]#
mask-composite | add | | [ add | subtract | intersect | exclude ]#
mask-image | none | | [ none | <image> ]#
mask-mode | match-source | | [ alpha | luminance | match-source ]#
mask-origin | border-box | | <geometry-box>#
mask-position | 0% 0% | | <position>#
mask-repeat | repeat | | <repeat-style>#
mask-size | auto | | <bg-size>#
mask-type | luminance | | luminance | alpha
max-block-size | none | | none | <sizing>
max-height | none | | none | <sizing>
max-inline-size | none | | none | <sizing>
max-width | none | | none | <sizing>
min-block-size | auto | | <size>
min-height | auto | | <size>
min-inline-size | auto | | <size>
min-width | auto | | <size>
mix-blend-mode | normal | | <blend-mode> | plus-lighter
object-fit | fill | | fill | contain | cover | none | scale-down
object-position | 50% 50% | | <position>
offset-anchor | auto | | auto | <position>
offset-distance | 0px | | <length-percentage>
offset-path | none | | none | <url> | <basic-shape> || <geometry-box> | <path-function>
offset-rotate | auto | | [ auto | reverse ] || <angle>
opacity | 1 | | <alpha-value>
order | 0 | | <integer>
orphans | 2 | y | <integer [1,inf]>
outline-color | auto | | auto | <color> | invert
outline-offset | 0px | | <length>
outline-style | none | | auto | <line-style>
outline-width | medium | | <line-width>
overflow-anchor | auto | | auto | none
overflow-block | visible | | visible | hidden | clip | scroll | auto
overflow-inline | visible | | visible | hidden | clip | scroll | auto
overflow-wrap | normal | y | normal | break-word | anywhere
overflow-x | visible | | visible | hidden | clip | scroll | auto | overlay
overflow-y | visible | | visible | hidden | clip | scroll | auto | overlay
overscroll-behavior-x | auto | | contain | none | auto
overscroll-behavior-y | auto | | contain | none | auto
padding-block-end | 0px | | <length-percentage [0,inf]>
padding-block-start | 0px | | <length-percentage [0,inf]>
padding-bottom | 0px | | <length-percentage [0,inf]>
padding-inline-end | 0px | | <length-percentage [0,inf]>
padding-inline-start | 0px | | <length-percentage [0,inf]>
padding-left | 0px | | <length-percentage [0,inf]>
padding-right | 0px | | <length-percentage [0,inf]>
padding-top | 0px | | <length-percentage [0,inf]>
page | auto | | auto | <custom-ident>
paint-order | normal | y | normal | [ fill || stroke || markers ]
perspective | none | | none | <length [0,inf]>
perspective-origin | 50% 50% | | <position>
pointer-events | auto | y | auto | none | visiblepainted | visiblefill | visiblestroke | visible | painted | fill | stroke | all | bounding-box
position | static | | static | relative | absolute | sticky | fixed
print-color-adjust | economy | y | economy | exact
quotes | auto | y | auto | none | [ <string> <string> ]+
r | 0px | | <length-percentage>
resize | none | | none | both | horizontal | vertical | block | inline
right | auto | | <inset>
rotate | none | | none | <angle> | [ x | y | z | <number>{3} ] && <angle>
row-gap | normal | | normal | <length-percentage [0,inf]>
ruby-position | over | y | [ alternate || [ over | under ] ] | inter-character
rx | auto | | auto | <length-percentage>
ry | auto | | auto | <length-percentage>
scale | none | | none | [ <number> | <percentage> ]{1,3}
scroll-behavior | auto | | auto | smooth
scroll-margin-bottom | 0px | | <length>
scroll-margin-left | 0px | | <length>
scroll-margin-right | 0px | | <length>
scroll-margin-top | 0px | | <length>
scroll-padding-bottom | auto | | auto | <length-percentage [0,inf]>
scroll-padding-left | auto | | auto | <length-percentage [0,inf]>
scroll-padding-right | auto | | auto | <length-percentage [0,inf]>
scroll-padding-top | auto | | auto | <length-percentage [0,inf]>
scroll-snap-align | none | | [ none | start | end | center ]{1,2}
scroll-snap-stop | normal | | normal | always
scroll-snap-type | none | | none | [ x | y | block | inline | both ] [ mandatory | proximity ]?
scrollbar-color | auto | y | auto | <color>{2}
scrollbar-gutter | auto | | auto | stable && both-edges?
scrollbar-width | auto | | auto | thin | none
shape-image-threshold | 0 | | <alpha-value>
shape-margin | 0px | | <length-percentage [0,inf]>
shape-outside | none | | none | <image> | <basic-shape> || <visual-box>
shape-rendering | auto | y | auto | optimizespeed | crispedges | geometricprecision
stop-color | black | | <color>
stop-opacity | 1 | | <alpha-value>
stroke | none | y | <paint>
stroke-dasharray | none | y | none | [ <length-percentage [0,inf]> | <number [0,inf]> ]+#
stroke-dashoffset | 0px | y | <length-percentage> | <number>
stroke-linecap | butt | y | butt | round | square
stroke-linejoin | miter | y | miter | round | bevel | crop | arcs | miter-clip
stroke-miterlimit | 4 | y | <number [0,inf]>
stroke-opacity | 1 | y | <alpha-value>
stroke-width | 1px | y | <length-percentage [0,inf]> | <number [0,inf]>
tab-size | 8 | y | <number [0,inf]> | <length [0,inf]>
table-layout | auto | | auto | fixed
text-align | start | y | start | end | left | right | center | justify | match-parent | -webkit-center | -webkit-left | -webkit-right
text-align-last | auto | y | auto | start | end | left | right | center | justify | match-parent
text-anchor | start | y | start | middle | end
text-combine-upright | none | y | none | all
text-decoration-color | currentcolor | | <color>
text-decoration-line | none | | none | [ underline || overline || line-through || blink ] | spelling-error | grammar-error
text-decoration-skip-ink | auto | y | auto | none | all
text-decoration-style | solid | | solid | double | dotted | dashed | wavy
text-decoration-thickness | auto | | auto | from-font | <length-percentage>
text-emphasis-color | currentcolor | y | <color>
text-emphasis-position | over right | y | [ over | under ] && [ right | left ]?
text-emphasis-style | none | y | none | [ [ filled | open ] || [ dot | circle | double-circle | triangle | sesame ] ] | <string>
text-indent | 0px | y | <length-percentage> && hanging? && each-line?
text-justify | auto | y | auto | none | inter-word | inter-character
text-orientation | mixed | y | mixed | upright | sideways
text-overflow | clip | | [ clip | ellipsis | <string> ]{1,2}
text-rendering | auto | y | auto | optimizespeed | optimizelegibility | geometricprecision
text-shadow | none | y | none | [ <color>? && [ <length>{2} <length [0,inf]>? ] ]#
text-size-adjust | auto | y | auto | none | <percentage [0,inf]>
text-transform | none | y | none | [ capitalize | uppercase | lowercase ] || full-width || full-size-kana | math-auto
text-underline-offset | auto | y | auto | <length-percentage>
text-underline-position | auto | y | auto | from-font | [ under || [ left | right ] ]
text-wrap-mode | wrap | y | wrap | nowrap
text-wrap-style | auto | y | auto | balance | stable | pretty
top | auto | | <inset>
touch-action | auto | | auto | none | [ [ pan-x | pan-left | pan-right ] || [ pan-y | pan-up | pan-down ] || pinch-zoom ] | manipulation
transform | none | | none | <transform-function>+
transform-box | view-box | | content-box | border-box | fill-box | stroke-box | view-box
transform-origin | 50% 50% | | [ left | center | right | top | bottom | <length-percentage> ] | [ left | center | right | <length-percentage> ] [ top | center | bottom | <length-percentage> ] <length>? | [ center | left | right ] && [ center | top | bottom ] <length>?
transform-style | flat | | flat | preserve-3d
transition-behavior | normal | | [ normal | allow-discrete ]#
transition-delay | 0s | | <time>#
transition-duration | 0s | | <time [0,inf]>#
transition-property | all | | none | <custom-ident>#
transition-timing-function | ease | | <easing-function>#
translate | none | | none | <length-percentage> [ <length-percentage> <length>? ]?
unicode-bidi | normal | | normal | embed | isolate | bidi-override | isolate-override | plaintext
user-select | auto | | auto | text | none | contain | all
vector-effect | none | | none | non-scaling-stroke | non-scaling-size | non-rotation | fixed-position
vertical-align | baseline | | baseline | sub | super | text-top | text-bottom | middle | top | bottom | <length-percentage>
view-transition-name | none | | none | auto | match-element | <custom-ident>
visibility | visible | y | visible | hidden | collapse
white-space-collapse | collapse | y | collapse | discard | preserve | preserve-breaks | preserve-spaces | break-spaces
widows | 2 | y | <integer [1,inf]>
width | auto | | <size>
will-change | auto | | auto | <custom-ident>#
word-break | normal | y | normal | break-all | keep-all | auto-phrase | break-word
word-spacing | normal | y | normal | <length-percentage>
writing-mode | horizontal-tb | y | horizontal-tb | vertical-rl | vertical-lr | sideways-rl | sideways-lr
x | 0px | | <length-percentage>
y | 0px | | <length-percentage>
z-index | auto | | auto | <integer>
zoom | 1 | | normal | <number [0,inf]> | <percentage [0,inf]>
-webkit-font-smoothing | auto | y | auto | none | antialiased | subpixel-antialiased
-webkit-line-clamp | none | | none | <integer [1,inf]>
-webkit-tap-highlight-color | black | y | <color>
-webkit-text-fill-color | currentcolor | y | <color>
-webkit-text-stroke-color | currentcolor | y | <color>
-webkit-text-stroke-width | 0px | y | <line-width>
-webkit-user-drag | auto | | auto | none | element
"""

# The names in < > of the rows above; what is not here is a basic type of matching.py.
TYPES: Final = {
    "attachment": "scroll | fixed | local",
    "baseline-position": "[ first | last ]? baseline",
    "basic-shape": "inset() | xywh() | rect() | circle(?) | ellipse(?) | polygon() | path() | shape()",
    "bg-size": "[ <length-percentage [0,inf]> | auto ]{1,2} | cover | contain",
    "blend-mode": "normal | multiply | screen | overlay | darken | lighten | color-dodge | color-burn | hard-light | "
    "soft-light | difference | exclusion | hue | saturation | color | luminosity",
    "break": "auto | avoid | always | all | avoid-page | page | left | right | recto | verso | avoid-column | column | "
    "avoid-region | region",
    "content-distribution": "space-between | space-around | space-evenly | stretch",
    "content-item": "<string> | <counter> | <attr> | open-quote | close-quote | no-open-quote | no-close-quote",
    "content-position": "center | start | end | flex-start | flex-end",
    "counter": "counter() | counters()",
    "attr": "attr()",
    "display": "[ block | inline | run-in ] || [ flow | flow-root | table | flex | grid | ruby ] | "
    "[ block | inline ]? && [ flow | flow-root ]? && list-item | table-row-group | table-header-group | "
    "table-footer-group | table-row | table-cell | table-column-group | table-column | table-caption | ruby-base | "
    "ruby-text | contents | none | inline-block | inline-table | inline-flex | inline-grid | math | -webkit-box | "
    "-webkit-inline-box | -webkit-flex | -webkit-inline-flex",
    "easing-function": "linear | ease | ease-in | ease-out | ease-in-out | step-start | step-end | linear() | "
    "cubic-bezier( <number [0,1]> , <number> , <number [0,1]> , <number> ) | "
    "steps( <integer [1,inf]> [ , [ jump-start | jump-end | jump-both | start | end ] ]? ) | "
    "steps( <integer [2,inf]> , jump-none )",
    "edge": "auto | <length>",
    "filter-function": "blur() | brightness() | contrast() | drop-shadow() | grayscale() | hue-rotate() | invert() | "
    "opacity() | saturate() | sepia()",
    "font-size": "xx-small | x-small | small | medium | large | x-large | xx-large | xxx-large | larger | smaller | math | "
    "<length-percentage [0,inf]>",
    "font-width": "normal | ultra-condensed | extra-condensed | condensed | semi-condensed | semi-expanded | expanded | "
    "extra-expanded | ultra-expanded",
    "generic-family": "serif | sans-serif | cursive | fantasy | monospace | system-ui | math | ui-serif | ui-sans-serif | "
    "ui-monospace | ui-rounded",
    "geometry-box": "border-box | padding-box | content-box | margin-box | fill-box | stroke-box | view-box",
    "gradient": "linear-gradient() | repeating-linear-gradient() | radial-gradient() | repeating-radial-gradient() | "
    "conic-gradient() | repeating-conic-gradient() | -webkit-linear-gradient() | -webkit-radial-gradient() | "
    "-webkit-gradient()",
    "grid-line": "auto | [ span && [ <integer [1,inf]> || <custom-ident> ] ] | <custom-ident> | "
    "[ [ <integer [-inf,-1]> | <integer [1,inf]> ] && <custom-ident>? ]",
    "image": "<url> | <gradient> | image-set() | -webkit-image-set() | cross-fade() | element()",
    "inset": "auto | <length-percentage>",
    "line-style": "none | hidden | dotted | dashed | solid | double | groove | ridge | inset | outset",
    "line-width": "<length [0,inf]> | thin | medium | thick",
    "margin": "<length-percentage> | auto",
    "overflow-position": "safe | unsafe",
    "paint": "none | context-fill | context-stroke | <color> | <url> [ none | <color> ]?",
    "path-function": "path() | ray()",
    "position": "[ left | center | right | top | bottom | <length-percentage> ] | "
    "[ left | center | right ] && [ top | center | bottom ] | "
    "[ left | center | right | <length-percentage> ] [ top | center | bottom | <length-percentage> ] | "
    "[ [ left | right ] <length-percentage> ] && [ [ top | bottom ] <length-percentage> ]",
    "ratio": "<number [0,inf]> [ / <number [0,inf]> ]?",
    "repeat-style": "repeat-x | repeat-y | [ repeat | space | round | no-repeat ]{1,2}",
    "self-position": "center | start | end | self-start | self-end | flex-start | flex-end",
    "size": "auto | <sizing>",
    "sizing": "<length-percentage [0,inf]> | min-content | max-content | fit-content | stretch | -webkit-fill-available | "
    "fit-content( <length-percentage [0,inf]> )",
    "track-breadth": "<length-percentage [0,inf]> | <flex [0,inf]> | min-content | max-content | auto",
    "track-repeat": "repeat( [ <integer [1,inf]> | auto-fill | auto-fit ] , [ <line-names> | <track-size> ]+ )",
    "track-size": "<track-breadth> | minmax( <track-breadth> , <track-breadth> ) | "
    "fit-content( <length-percentage [0,inf]> )",
    "transform-function": "matrix() | translate() | translatex() | translatey() | scale() | scalex() | scaley() | rotate() | "
    "skew() | skewx() | skewy() | matrix3d() | translate3d() | translatez() | scale3d() | scalez() | rotate3d() | "
    "rotatex() | rotatey() | rotatez() | perspective()",
    "visual-box": "content-box | padding-box | border-box",
}


class Property:
    """A row: a longhand."""

    __slots__ = ("inherited", "initial", "name", "syntax")

    def __init__(self, name: str, initial: str, inherited: bool, syntax: str) -> None:
        self.name = name
        self.initial = initial
        self.inherited = inherited
        self.syntax = syntax


_properties: Final[dict[str, Property]] = {}

# Prefixed names that are other names of properties.
_PREFIXED: Final = """
align-content align-items align-self animation animation-delay animation-direction animation-duration
animation-fill-mode animation-iteration-count animation-name animation-play-state animation-timing-function
appearance backface-visibility background-clip background-origin background-size border-bottom-left-radius
border-bottom-right-radius border-radius border-top-left-radius border-top-right-radius box-shadow box-sizing
clip-path column-count column-gap column-rule column-rule-color column-rule-style column-rule-width column-
span column-width columns filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap
justify-content mask mask-image mask-position mask-repeat mask-size opacity order perspective perspective-
origin shape-outside text-size-adjust transform transform-origin transform-style transition transition-delay
transition-duration transition-property transition-timing-function user-select
"""
# https://drafts.csswg.org/css-cascade-5/#legacy-name-alias and the prefixed names that pages use
ALIASES: Final = {
    "word-wrap": "overflow-wrap",
    "font-width": "font-stretch",
    "color-adjust": "print-color-adjust",
    "grid-gap": "gap",
    "grid-row-gap": "row-gap",
    "grid-column-gap": "column-gap",
    **{f"-webkit-{name}": name for name in _PREFIXED.split()},
}


def longhands() -> dict[str, Property]:
    """Every longhand by its name; the rows are read when they are first asked for."""
    if not _properties:
        for row in _LONGHANDS.strip().split("\n"):
            name, initial, inherited, syntax = row.split(" | ", 3) if " | | " not in row else _with_blank(row)
            _properties[name] = Property(name, initial, inherited == "y", syntax)
    return _properties


def _with_blank(row: str) -> list[str]:
    name, initial, rest = row.split(" | ", 2)
    return [name, initial, "", rest.removeprefix("| ")]
