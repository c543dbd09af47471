"""What people are told when a program stops at a place that the grammar knows more about.

`complain_NAME` in the grammar never matches. If the parser came no further than there, the sentence here is the error;
otherwise it is "Unexpected token ...".
"""

# Sentences about a whole token, from the start of the rule; the others are about the token that comes.
ABOUT_THE_RULE = {
    "complain_string",
    "complain_template",
    "complain_regexp",
    "complain_comment",
    "complain_import",
    "complain_super",
}

COMPLAINTS = {
    "complain_arguments": "missing ) after argument list",
    "complain_string": "Invalid or unexpected token",
    "complain_comment": "Invalid or unexpected token",
    "complain_template": "Unterminated template literal",
    "complain_regexp": "Invalid regular expression: missing /",
    "complain_catch": "Missing catch or finally after try",
    "complain_throw": "Illegal newline after throw",
    "complain_function_name": "Function statements require a function name",
    "complain_getter": "Getter must not have any formal parameters.",
    "complain_setter": "Setter must have exactly one formal parameter.",
    "complain_power": (
        "Unary operator used immediately before exponentiation expression. "
        "Parenthesis must be used to disambiguate operator precedence"
    ),
    "complain_new_chain": "Invalid optional chain from new expression",
    "complain_chain_template": "Invalid tagged template on optional chain",
    "complain_import": "Cannot use import statement outside a module",
    "complain_rest": "Rest parameter must be last formal parameter",
    "complain_rest_element": "Rest element must be last element",
    "complain_super": "'super' keyword unexpected here",
}
