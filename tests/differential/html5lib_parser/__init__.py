"""The oracle of test_html_parser: html5lib's tokenizer and phases build nodes of our DOM.

They are of 2012. `phases` brings them up to date (templates, select, ruby, foreign content), `adoption` is the adoption
agency, `driver` dispatches tokens, `sink` is what the nodes go into. Scripts do not run, declarative shadow roots and
parse errors are not there.
"""
