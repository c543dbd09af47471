"""The native rules of the grammar: what parsimonious expressions cannot say.

Contexts are the parameters of the standard's productions ([Yield], [Await], [In]) and the goal symbol. They are a
word of bits; a rule that mentions `enter_NAME` gives the word back to its caller as it was.
"""

YIELD = 1
AWAIT = 2
NO_IN = 4
MODULE = 8

BITS = {"YIELD": YIELD, "AWAIT": AWAIT, "NO_IN": NO_IN, "MODULE": MODULE}

# name: (bits that stay, bits to set)
ENTER = {
    "enter_plain": (MODULE, 0),
    "enter_generator": (MODULE, YIELD),
    "enter_async": (MODULE, AWAIT),
    "enter_async_generator": (MODULE, YIELD | AWAIT),
    "enter_arrow": (MODULE | NO_IN, 0),
    "enter_async_arrow": (MODULE | NO_IN, AWAIT),
    "enter_static_block": (MODULE, AWAIT),
    "enter_in": (MODULE | YIELD | AWAIT, 0),
    "enter_noin": (MODULE | YIELD | AWAIT, NO_IN),
}

# name: (any of these bits, must be set)
ASK = {
    "yield_is_keyword": (YIELD, True),
    "await_is_keyword": (AWAIT, True),
    "await_is_reserved": (AWAIT | MODULE, True),
    "in_is_operator": (NO_IN, False),
    "script_goal": (MODULE, False),
}

# Marks where the name begins that a Member node carries.
NAME_HERE = "name_here"


def enter(context: int, name: str) -> int:
    keep, add = ENTER[name]
    return context & keep | add


def ask(context: int, name: str) -> bool:
    bits, wanted = ASK[name]
    return bool(context & bits) is wanted
