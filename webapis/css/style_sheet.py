"""https://drafts.csswg.org/cssom-1/#css-style-sheets: nothing has a sheet yet, and scripts cannot make one."""


class StyleSheet:
    """https://drafts.csswg.org/cssom-1/#the-stylesheet-interface"""

    wrapper: object


class CSSStyleSheet(StyleSheet):
    """https://drafts.csswg.org/cssom-1/#the-cssstylesheet-interface"""
