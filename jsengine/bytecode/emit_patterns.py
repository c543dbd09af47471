"""Destructuring: patterns in declarations, parameters and assignments (13.15.5, 14.3.3, 8.6.2).

`mode` says what happens to the names (emit_scopes.ASSIGN, VAR, INITIALISE). An iterator that is exhausted is marked by
undefined in its record, so that neither another step nor the end of the pattern touches it.
"""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_control, emit_functions, emit_literals, emit_references, emit_scopes
from jsengine.bytecode.assembler import Label
from jsengine.bytecode.contours import ITERATOR, Contour
from jsengine.bytecode.emitter import UNDEFINED, Emitter, array_index
from jsengine.bytecode.references import NAME, Reference

PATTERNS: Final = frozenset([k.ARRAY_PATTERN, k.OBJECT_PATTERN])


def emit_pattern(e: Emitter, node: int, value: int, mode: int) -> None:
    """Destructure the value in a register."""
    top = e.a.top
    e.enter()
    if e.kind(node) == k.ARRAY_PATTERN:
        emit_array_pattern(e, node, value, mode)
    else:
        emit_object_pattern(e, node, value, mode)
    e.depth -= 1
    e.a.top = top


def emit_target(e: Emitter, node: int, value: int, mode: int) -> None:
    """Bind or assign a value to a target, which may be a pattern."""
    if e.kind(node) in PATTERNS:
        emit_pattern(e, node, value, mode)
    else:
        top = e.a.top
        emit_references.store(e, emit_references.reference(e, node), value, mode)
        e.a.top = top


class Target:
    """A target with its default, resolved before its value is got."""

    def __init__(self, e: Emitter, node: int, mode: int) -> None:
        self.mode = mode
        self.default = -1
        """The expression of the default value, -1: none."""
        kind = e.kind(node)
        if kind in (k.DEFAULT, k.SHORTHAND_DEFAULT):
            self.default = node - 1
            node = e.before(node - 1)
        elif kind in (k.SHORTHAND, k.REST):
            node = node - 1
        self.node = node
        self.is_pattern = e.kind(node) in PATTERNS
        self.reference: Reference | None = None if self.is_pattern else emit_references.reference(e, node)

    def register(self, e: Emitter) -> int:
        """A register to put the value into: the variable's own if nobody can see it before."""
        r = self.reference
        if r is not None and r.kind == NAME and self.mode == emit_scopes.INITIALISE:
            register = emit_scopes.fresh_register(e, r.node)
            if register >= 0:
                return register
        return e.a.register()

    def finish(self, e: Emitter, value: int) -> None:
        """Use the default if the value is undefined; bind or assign it."""
        if self.default >= 0:
            emit_default(e, self.default, value, self.node)
        if self.reference is not None:
            emit_references.store(e, self.reference, value, self.mode)
        else:
            emit_pattern(e, self.node, value, self.mode)


def emit_default(e: Emitter, default: int, value: int, target: int) -> None:
    """value := the default, if value is undefined."""
    given = Label()
    e.a.jump(op.JUMP_IF_NOT_UNDEFINED, [value], given)
    if e.kind(target) in (k.IDENTIFIER, k.BINDING_IDENTIFIER) and emit_functions.is_anonymous_function(e, default):
        emit_functions.emit_named(e, default, value, e.name(target))
    else:
        e.expression(default, value)
    e.a.bind(given)


# ------------------------------------------------------------------------------------------------ object patterns


def emit_object_pattern(e: Emitter, node: int, value: int, mode: int) -> None:
    """ObjectBindingPattern, ObjectAssignmentPattern."""
    elements = e.children(node)
    name: str | None = None
    if elements and e.kind(elements[0]) == k.PROPERTY:
        name = emit_literals.static_key(e, e.children(elements[0])[0])
    elif elements and e.kind(elements[0]) in (k.SHORTHAND, k.SHORTHAND_DEFAULT):
        name = e.name(e.children(elements[0])[0])
    e.at_node(node)
    e.a.emit2(op.THROW_IF_NULLISH, value, e.a.constant(name))
    has_rest = bool(elements) and e.kind(elements[-1]) == k.REST
    count = len(elements) - 1 if has_rest else 0
    excluded = e.a.reserve(count)
    for i in range(len(elements)):
        top = e.a.top
        element = elements[i]
        if e.kind(element) == k.REST:
            emit_object_rest(e, element, value, excluded, count, mode)
        else:
            emit_property_pattern(e, element, value, excluded + i if has_rest else -1, mode)
        e.a.top = top


def emit_object_rest(e: Emitter, element: int, value: int, excluded: int, count: int, mode: int) -> None:
    """`...rest` of an object pattern."""
    target = Target(e, element, mode)
    register = e.a.register()
    e.a.emit4(op.COPY_REST, register, value, excluded, count)
    target.finish(e, register)


def emit_property_pattern(e: Emitter, element: int, value: int, excluded: int, mode: int) -> None:
    """`key: target = default`, `name = default`. excluded: where the key is kept for the rest, -1: there is none."""
    if e.kind(element) == k.PROPERTY:
        key_node = e.before(element - 1)
        name = emit_literals.static_key(e, key_node)
        target_node = element - 1
    else:
        key_node = -1
        target_node = element
        name = e.name(e.children(element)[0])
    key = excluded
    if name is None:
        if key < 0:
            key = e.a.register()
        emit_literals.emit_key(e, key_node, key)
    elif excluded >= 0:
        e.load_string(key, name)
    target = Target(e, target_node, mode)
    register = target.register(e)
    e.at_node(element)
    if name is None or array_index(name) is not None:
        if name is not None and key < 0:
            key = e.a.register()
            e.load_number(key, float(name))
        e.a.emit4(op.GET_ELEMENT, register, value, key, e.a.feedback())
    else:
        e.a.emit4(op.GET_PROPERTY, register, value, e.a.constant(name), e.a.feedback())
    target.finish(e, register)


# ------------------------------------------------------------------------------------------------- array patterns


def emit_array_pattern(e: Emitter, node: int, value: int, mode: int) -> None:
    """ArrayBindingPattern, ArrayAssignmentPattern: a walk over an iterator that is closed if not exhausted."""
    record = e.a.reserve(2)
    exception = e.a.register()
    e.at_node(node)
    e.a.emit2(op.GET_ITERATOR, record, value)
    contour = Contour(ITERATOR)
    contour.record = record
    contour.region = e.a.open_region(exception)
    e.contours.append(contour)
    elements = e.children(node)
    exhaustible = False
    for element in elements:
        top = e.a.top
        if e.kind(element) == k.ELISION:
            emit_step(e, contour, e.a.register(), exhaustible)
        elif e.kind(element) == k.REST:
            target = Target(e, element, mode)
            rest = e.a.register()
            emit_iterator_rest(e, contour, rest, exhaustible)
            target.finish(e, rest)
        else:
            target = Target(e, element, mode)
            register = target.register(e)
            emit_step(e, contour, register, exhaustible)
            target.finish(e, register)
        exhaustible = True
        e.a.top = top
    e.contours.pop()
    region = contour.region
    e.a.close_region(region)
    e.at_node(node)
    e.a.emit1(op.ITERATOR_CLOSE, record)
    emit_control.emit_closing_handler(e, region, record)


def emit_step(e: Emitter, contour: Contour, dst: int, exhaustible: bool) -> None:
    """dst := the next value, undefined after the end. Errors of the iterator itself do not close it."""
    region = contour.region
    assert region is not None
    record = contour.record
    end = Label()
    done = Label()
    result = e.safe_destination(dst)
    if exhaustible:
        e.a.jump(op.JUMP_IF_UNDEFINED, [record], end)
    e.a.suspend_region(region)
    e.a.jump(op.ITERATOR_STEP, [result, record], end)
    e.a.resume_region(region)
    e.a.jump(op.JUMP, [], done)
    e.a.bind(end)
    e.load_special(record, UNDEFINED)
    e.load_special(result, UNDEFINED)
    e.a.bind(done)
    e.move(dst, result)


def emit_iterator_rest(e: Emitter, contour: Contour, dst: int, exhaustible: bool) -> None:
    """dst := an Array of the values that are left."""
    region = contour.region
    assert region is not None
    record = contour.record
    end = Label()
    head = Label()
    value = e.a.register()
    e.a.emit2(op.CREATE_ARRAY, dst, 0)
    if exhaustible:
        e.a.jump(op.JUMP_IF_UNDEFINED, [record], end)
    e.a.suspend_region(region)
    e.a.bind_head(head)
    e.a.emit0(op.LOOP_HEAD)
    e.a.jump(op.ITERATOR_STEP, [value, record], end)
    e.a.emit2(op.APPEND_ELEMENT, dst, value)
    e.a.jump(op.JUMP, [], head)
    e.a.resume_region(region)
    e.a.bind(end)
    e.load_special(record, UNDEFINED)
