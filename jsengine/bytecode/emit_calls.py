"""Chains of member accesses and calls `a.b(c)[d]?.e`, super calls, new, import() (13.3).

A chain is walked from its base outward, so that long ones do not recurse. All calls of a chain share one window: the result
of one call is put where the next link needs it, as `this` or as the callee.
"""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_literals, emit_references, emit_scopes, emit_self_hosting
from jsengine.bytecode.assembler import CALL_HEADER, Label
from jsengine.bytecode.emitter import UNDEFINED, Emitter

LINKS: Final = frozenset([k.MEMBER, k.PRIVATE_MEMBER, k.INDEX, k.CALL, k.TAGGED_TEMPLATE])
CALLS: Final = frozenset([k.CALL, k.TAGGED_TEMPLATE])
WINDOW: Final = CALL_HEADER + 1
"""Registers of a window in front of the arguments."""


class Chain:
    """Links over a base, the innermost first."""

    def __init__(self, base: int, nodes: list[int], dst: int, is_callee: bool) -> None:
        self.base = base
        self.nodes = nodes
        self.dst = dst
        self.is_callee = is_callee
        """The value is called: it goes to the start of the window, its object to `this`."""
        self.window = -1
        """Register of the callee, -1 if nothing is called."""
        self.value = -1
        """Register for values between links that are not called."""


def link_target(e: Emitter, node: int) -> int:
    """The expression that a link hangs on."""
    kind = e.kind(node)
    if kind in (k.MEMBER, k.PRIVATE_MEMBER):
        return node - 1
    if kind == k.CALL:
        return e.children(node)[0]
    return e.before(node - 1)


def chain_of(e: Emitter, node: int, dst: int, is_callee: bool) -> Chain:
    """Take a chain apart."""
    nodes: list[int] = []
    current = node
    while e.kind(current) in LINKS:
        nodes.append(current)
        target = link_target(e, current)
        inner = e.strip(target)
        # `(a.b)()` keeps its `this`; other parentheses are as good as none.
        current = inner if e.kind(inner) in LINKS else target
    nodes.reverse()
    return Chain(current, nodes, dst, is_callee)


def emit_chain(e: Emitter, node: int, dst: int) -> None:
    """A chain for its value."""
    chain = chain_of(e, node, dst, False)
    if any(e.kind(link) in CALLS for link in chain.nodes):
        chain.window = e.a.reserve(WINDOW)
    emit_links(e, chain)


def emit_callee(e: Emitter, node: int, window: int) -> None:
    """A chain whose value is called: callee and `this` into the window."""
    chain = chain_of(e, node, window, True)
    chain.window = window
    emit_links(e, chain)


def emit_links(e: Emitter, chain: Chain) -> None:
    """Evaluate a chain."""
    chain.value = chain.window if chain.window >= 0 else e.safe_destination(chain.dst)
    place = emit_base(e, chain)
    for i in range(len(chain.nodes)):
        node = chain.nodes[i]
        top = e.a.top
        dst = place_of(e, chain, i)
        if place < 0:  # super
            place = dst
            emit_super_link(e, chain, i, dst)
        elif e.kind(node) in CALLS:
            if e.flag(node, k.FLAG_OPTIONAL):
                e.a.jump(op.JUMP_IF_NULLISH, [chain.window], e.chain_ends[-1])
            emit_arguments_and_call(e, chain, i, dst)
        else:
            if e.flag(node, k.FLAG_OPTIONAL):
                e.a.jump(op.JUMP_IF_NULLISH, [place], e.chain_ends[-1])
            emit_property_link(e, node, place, dst)
        place = dst
        e.a.top = top


def is_called(e: Emitter, chain: Chain, i: int) -> bool:
    """Whether the value of link i (-1: the base) is a callee."""
    if i + 1 == len(chain.nodes):
        return chain.is_callee
    return e.kind(chain.nodes[i + 1]) in CALLS


def place_of(e: Emitter, chain: Chain, i: int) -> int:
    """Where the value of link i (-1: the base) goes."""
    if is_called(e, chain, i):
        return chain.window
    if i + 1 == len(chain.nodes):
        return chain.dst
    if is_called(e, chain, i + 1):
        return chain.window + CALL_HEADER
    return chain.value


def emit_base(e: Emitter, chain: Chain) -> int:
    """Evaluate the base; the register of its value, -1 for `super`."""
    base = chain.base
    if e.kind(base) == k.SUPER:
        return -1
    if chain.nodes and e.kind(chain.nodes[0]) == k.CALL and emit_self_hosting.is_intrinsic(e, base):
        return emit_intrinsic_base(e, chain)
    if is_called(e, chain, -1):
        emit_called_base(e, base, chain.window)
        return chain.window
    place = place_of(e, chain, -1)
    if place != chain.value:  # it is `this` of a call
        e.expression(base, place)
        return place
    first = chain.nodes[0]
    local = e.local(base)
    if local >= 0:
        if e.kind(first) != k.INDEX or local not in e.variables or not e.may_assign(first - 1, base):
            return local
        e.move(place, local)
        return place
    e.expression(base, place)
    return place


def emit_intrinsic_base(e: Emitter, chain: Chain) -> int:
    """In self-hosted code: the call of an intrinsic is the base of what remains of the chain."""
    node = chain.nodes.pop(0)
    place = place_of(e, chain, -1)
    emit_self_hosting.emit_intrinsic_call(e, node, place)
    if is_called(e, chain, -1):
        e.load_special(chain.window + CALL_HEADER, UNDEFINED)
    return place


def emit_called_base(e: Emitter, base: int, window: int) -> None:
    """A callee that is no property: `this` is undefined, unless a `with` object or a parenthesised chain gives it."""
    this = window + CALL_HEADER
    inner = e.strip(base)
    if e.kind(base) == k.IDENTIFIER and emit_scopes.is_dynamic(e, base):
        holder = emit_scopes.resolve_binding(e, base)
        e.a.emit4(op.LOAD_BINDING, window, holder, e.a.text(e.name(base)), 0)
        e.a.emit2(op.LOAD_BINDING_THIS, this, holder)
        e.a.top -= 1
    elif e.kind(inner) == k.CHAIN and e.kind(inner - 1) in LINKS:
        short = Label()
        end = Label()
        e.chain_ends.append(short)
        if e.kind(inner - 1) in CALLS:
            e.expression(inner - 1, window)
            e.load_special(this, UNDEFINED)
        else:
            emit_callee(e, inner - 1, window)
        e.chain_ends.pop()
        e.a.jump(op.JUMP, [], end)
        e.a.bind(short)
        e.load_special(window, UNDEFINED)
        e.load_special(this, UNDEFINED)
        e.a.bind(end)
    else:
        e.expression(base, window)
        e.load_special(this, UNDEFINED)


def emit_property_link(e: Emitter, node: int, place: int, dst: int) -> None:
    """dst := place.name, place.#name or place[key]."""
    kind = e.kind(node)
    if kind == k.MEMBER:
        e.at_node(node)
        name = e.name(node)
        get = op.GET_LENGTH if name == "length" else op.GET_PROPERTY
        e.a.emit4(get, dst, place, e.a.text(name), e.a.feedback())
    elif kind == k.PRIVATE_MEMBER:
        private = emit_references.private_name(e, node)
        e.at_node(node)
        e.a.emit3(op.GET_PRIVATE, dst, place, private)
    elif emit_references.is_name_key(e, node - 1):
        e.at_node(node)
        e.a.emit4(op.GET_PROPERTY, dst, place, e.a.text(e.name(node - 1)), e.a.feedback())
    else:
        key = e.operand(node - 1)
        e.at_node(node)
        e.a.emit4(op.GET_ELEMENT, dst, place, key, e.a.feedback())


def emit_super_link(e: Emitter, chain: Chain, i: int, dst: int) -> None:
    """`super.x`, `super[x]` or `super(...)`."""
    node = chain.nodes[i]
    if e.kind(node) == k.CALL:
        emit_super_call(e, node, chain.base, dst)
        if is_called(e, chain, i):
            e.load_special(chain.window + CALL_HEADER, UNDEFINED)
        return
    r = emit_references.super_reference(e, node)
    emit_references.load(e, r, dst)
    if is_called(e, chain, i):
        e.move(chain.window + CALL_HEADER, r.object)


def emit_arguments_and_call(e: Emitter, chain: Chain, i: int, dst: int) -> None:
    """Call what is in the window."""
    node = chain.nodes[i]
    window = chain.window
    callee = chain.nodes[i - 1] if i > 0 else chain.base
    if i > 0 and e.kind(callee) in CALLS:  # f()()
        e.load_special(window + CALL_HEADER, UNDEFINED)
    if e.kind(node) == k.TAGGED_TEMPLATE:
        count = emit_template_arguments(e, node - 1)
    else:
        arguments = e.children(node)[1:]
        is_eval = i == 0 and e.kind(callee) == k.IDENTIFIER and e.name(callee) == "eval" and not is_optional(e, node)
        if has_spread(e, arguments):
            emit_literals.emit_array_of(e, arguments, e.a.register())
            e.at_node(node)
            if is_eval:
                environment = emit_scopes.current_environment(e)
                e.a.emit4(op.CALL_EVAL_SPREAD, dst, window, environment, e.a.constant(e.scope))
            else:
                e.a.emit2(op.CALL_SPREAD, dst, window)
            return
        count = emit_arguments(e, arguments)
        if is_eval:
            e.at_node(node)
            environment = emit_scopes.current_environment(e)
            e.a.emit5(op.CALL_EVAL, dst, window, count, environment, e.a.constant(e.scope))
            return
    e.at_node(node)
    known = known_call(e, callee, count)
    if known >= 0:
        e.a.emit3(known, dst, window, e.a.feedback())
    else:
        e.a.emit4(op.CALL, dst, window, count, e.a.feedback())


def known_call(e: Emitter, callee: int, count: int) -> int:
    """The opcode of a call that is likely of a function the engine knows, or -1."""
    if e.kind(callee) in (k.MEMBER, k.IDENTIFIER):
        known = op.CALL_KNOWN.get(e.name(callee))
        if known is not None and known[0] == count:
            return known[1]
    return -1


def is_optional(e: Emitter, node: int) -> bool:
    """Whether a link is `?.`."""
    return e.flag(node, k.FLAG_OPTIONAL)


def has_spread(e: Emitter, arguments: list[int]) -> bool:
    """Whether the number of arguments is known only at run time."""
    return any(e.kind(argument) == k.SPREAD for argument in arguments)


def emit_arguments(e: Emitter, arguments: list[int]) -> int:
    """Evaluate arguments into consecutive registers; how many they are."""
    for argument in arguments:
        e.expression(argument, e.a.register())
    return len(arguments)


def emit_template_arguments(e: Emitter, template: int) -> int:
    """The arguments of a tag: the template object, then the values of the holes."""
    emit_literals.emit_template_object(e, template, e.a.register())
    return 1 + emit_arguments(e, [part for part in e.children(template) if e.kind(part) != k.TEMPLATE_CHUNK])


def link_object(e: Emitter, node: int, target: int) -> int:
    """The object of a property that is deleted."""
    register = e.operand(target)
    if e.flag(node, k.FLAG_OPTIONAL):
        e.a.jump(op.JUMP_IF_NULLISH, [register], e.chain_ends[-1])
    return register


def emit_optional_chain(e: Emitter, node: int, dst: int) -> None:
    """Chain: undefined if one of its optional links hangs on null or undefined."""
    short = Label()
    end = Label()
    e.chain_ends.append(short)
    e.expression(node - 1, dst)
    e.chain_ends.pop()
    e.a.jump(op.JUMP, [], end)
    e.a.bind(short)
    e.load_special(dst, UNDEFINED)
    e.a.bind(end)


# ---------------------------------------------------------------------------------------- constructor calls, import


def emit_new(e: Emitter, node: int, dst: int) -> None:
    """NewExpression."""
    window = e.a.reserve(WINDOW)
    callee, *arguments = e.children(node)
    e.expression(callee, window)
    if has_spread(e, arguments):
        emit_literals.emit_array_of(e, arguments, e.a.register())
        e.at_node(node)
        e.a.emit2(op.CONSTRUCT_SPREAD, dst, window)
        return
    count = emit_arguments(e, arguments)
    e.at_node(node)
    e.a.emit4(op.CONSTRUCT, dst, window, count, e.a.feedback())


def emit_super_call(e: Emitter, node: int, super_node: int, dst: int) -> None:
    """https://tc39.es/ecma262/2025/#sec-super-keyword-runtime-semantics-evaluation: SuperCall."""
    function = e.a.register()
    emit_scopes.load_pseudo(e, super_node, function, 3)
    new_target = e.a.register()
    if e.this_function < 0:  # eval code
        emit_scopes.load_dynamic(e, new_target, 1)
    else:
        variable = e.source.functions.new_target_variable[e.this_function]
        emit_scopes.load_variable(e, variable, False, new_target)
    inner = e.a.reserve(WINDOW)
    e.at_node(node)
    e.a.emit2(op.GET_SUPER_CONSTRUCTOR, inner, function)
    result = e.a.reserve(0)
    arguments = e.children(node)[1:]
    if has_spread(e, arguments):
        emit_literals.emit_array_of(e, arguments, e.a.register())
        e.at_node(node)
        e.a.emit3(op.SUPER_CONSTRUCT_SPREAD, inner, inner, new_target)
    else:
        count = emit_arguments(e, arguments)
        e.at_node(node)
        e.a.emit4(op.SUPER_CONSTRUCT, inner, inner, count, new_target)
    e.a.top = result
    bind_this(e, inner)
    if e.source.initialises_instances(e.this_function):
        e.a.emit2(op.INITIALISE_FIELDS, inner, function)
    e.move(dst, inner)


def bind_this(e: Emitter, value: int) -> None:
    """BindThisValue: `this` of the derived constructor := value, once."""
    if e.this_function < 0:
        e.a.emit2(op.BIND_DYNAMIC_THIS, emit_scopes.current_environment(e), value)
        return
    variable = e.source.functions.this_variable[e.this_function]
    old = e.registers.get(variable, -1)
    if old < 0:
        old = e.a.register()
        emit_scopes.load_variable(e, variable, False, old)
    e.a.emit1(op.THROW_IF_THIS_BOUND, old)
    emit_scopes.store_variable(e, variable, False, value, emit_scopes.INITIALISE)


def emit_import_call(e: Emitter, node: int, dst: int) -> None:
    """import(specifier, options)."""
    arguments = e.children(node)
    specifier = e.temporary(arguments[0])
    options = e.a.register()
    if len(arguments) > 1:
        e.expression(arguments[1], options)
    else:
        e.load_special(options, UNDEFINED)
    e.at_node(node)
    e.a.emit3(op.IMPORT_CALL, dst, specifier, options)


def emit_import_meta(e: Emitter, node: int, dst: int) -> None:
    """import.meta."""
    e.a.emit1(op.IMPORT_META, dst)


EXPRESSION_HANDLERS: Final = {
    k.MEMBER: emit_chain,
    k.PRIVATE_MEMBER: emit_chain,
    k.INDEX: emit_chain,
    k.CALL: emit_chain,
    k.TAGGED_TEMPLATE: emit_chain,
    k.CHAIN: emit_optional_chain,
    k.NEW: emit_new,
    k.IMPORT_CALL: emit_import_call,
    k.IMPORT_META: emit_import_meta,
}
