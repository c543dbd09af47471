"""Literals: constants, regular expressions, templates, arrays, objects (13.2)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_classes, emit_functions
from jsengine.bytecode.code import BigIntConstant, Descriptor
from jsengine.bytecode.emitter import FALSE, NULL, TRUE, Emitter, array_index

_NO_ATOM: Final = 0xFFFFFFFF
RADIX_PREFIXES: Final = ("0x", "0o", "0b")
MOST_DIGITS: Final = 1000
"""CPython's conversions to decimal take quadratic time, and refuse long ones."""


def emit_null(e: Emitter, node: int, dst: int) -> None:
    """The null literal."""
    e.load_special(dst, NULL)


def emit_true(e: Emitter, node: int, dst: int) -> None:
    """The true literal."""
    e.load_special(dst, TRUE)


def emit_false(e: Emitter, node: int, dst: int) -> None:
    """The false literal."""
    e.load_special(dst, FALSE)


def emit_number(e: Emitter, node: int, dst: int) -> None:
    """NumericLiteral."""
    e.load_number(dst, e.source.numbers[e.atoms[node]])


def emit_big_int(e: Emitter, node: int, dst: int) -> None:
    """NumericLiteral with the suffix n."""
    e.a.emit2(op.LOAD_CONSTANT, dst, e.a.constant(BigIntConstant(e.name(node))))


def emit_string(e: Emitter, node: int, dst: int) -> None:
    """StringLiteral."""
    e.load_string(dst, e.name(node))


def emit_reg_exp(e: Emitter, node: int, dst: int) -> None:
    """RegularExpressionLiteral."""
    pair = 2 * e.atoms[node]
    body = e.source.text(e.source.pairs[pair])
    flags = e.source.text(e.source.pairs[pair + 1])
    e.at_node(node)
    e.a.emit3(op.CREATE_REG_EXP, dst, e.a.constant(body), e.a.constant(flags))


# ----------------------------------------------------------------------------------------------------- templates


def cooked(e: Emitter, chunk: int) -> str | None:
    """The chunk's value; None where an escape is invalid."""
    atom = e.source.pairs[2 * e.atoms[chunk]]
    return None if atom in (-1, _NO_ATOM) else e.source.text(atom)


def emit_template(e: Emitter, node: int, dst: int) -> None:
    """TemplateLiteral without a tag: ToString of each hole, then concatenation."""
    parts = e.children(node)
    first = cooked(e, parts[0]) or ""
    if len(parts) == 1:
        e.load_string(dst, first)
        return
    result = e.safe_destination(dst)
    started = first != ""
    if started:
        e.load_string(result, first)
    part = e.a.register()
    for i in range(1, len(parts)):
        if i % 2 == 0:
            text = cooked(e, parts[i]) or ""
            if text == "":
                continue
            e.load_string(part, text)
        elif started:
            e.a.emit2(op.TO_STRING, part, template_hole(e, parts[i], part))
        else:
            e.a.emit2(op.TO_STRING, result, template_hole(e, parts[i], result))
            started = True
            continue
        e.at_node(node)
        e.a.emit3(op.ADD, result, result, part)
    e.move(dst, result)


def template_hole(e: Emitter, node: int, register: int) -> int:
    """Where the value of a hole is; `register` may be used."""
    local = e.local(node)
    if local < 0:
        e.expression(node, register)
        local = register
    e.at_node(node)
    return local


def emit_template_object(e: Emitter, template: int, dst: int) -> None:
    """GetTemplateObject of a tagged template."""
    chunks = [child for child in e.children(template) if e.kind(child) == k.TEMPLATE_CHUNK]
    values: list[int | str | None] = [cooked(e, chunk) for chunk in chunks]
    for chunk in chunks:
        values.append(e.source.text(e.source.pairs[2 * e.atoms[chunk] + 1]))
    e.a.emit3(op.CREATE_TEMPLATE_OBJECT, dst, e.a.constant(Descriptor(tuple(values))), e.a.feedback())


# -------------------------------------------------------------------------------------------------------- arrays


def emit_array(e: Emitter, node: int, dst: int) -> None:
    """ArrayLiteral."""
    array = e.safe_destination(dst)
    emit_array_of(e, e.children(node), array)
    e.move(dst, array)


def emit_array_of(e: Emitter, elements: list[int], array: int) -> None:
    """array := a new Array of elements, holes and spread values."""
    e.a.emit2(op.CREATE_ARRAY, array, min(len(elements), 0x7FFF))
    for element in elements:
        top = e.a.top
        kind = e.kind(element)
        if kind == k.ELISION:
            e.tree.step()
            e.a.emit1(op.APPEND_HOLE, array)
        elif kind == k.SPREAD:
            iterable = e.operand(element - 1)
            e.at_node(element - 1)
            e.a.emit2(op.APPEND_SPREAD, array, iterable)
        else:
            e.a.emit2(op.APPEND_ELEMENT, array, e.operand(element))
        e.a.top = top


# ------------------------------------------------------------------------------------------------------- objects


def emit_object(e: Emitter, node: int, dst: int) -> None:
    """ObjectLiteral."""
    result = e.safe_destination(dst)
    e.a.emit2(op.CREATE_OBJECT, result, e.a.feedback())
    for element in e.children(node):
        top = e.a.top
        kind = e.kind(element)
        if kind == k.PROPERTY:
            emit_property(e, element, result)
        elif kind == k.SHORTHAND:
            value = e.operand(element - 1)
            define_field(e, result, e.name(element - 1), value)
        elif kind == k.SPREAD:
            source = e.operand(element - 1)
            e.at_node(element - 1)
            e.a.emit2(op.COPY_DATA_PROPERTIES, result, source)
        else:
            emit_functions.define_method(e, element, result, True)
        e.a.top = top
    e.move(dst, result)


def emit_property(e: Emitter, node: int, result: int) -> None:
    """PropertyDefinition `key: value`."""
    value = node - 1
    key = e.before(value)
    text = static_key(e, key)
    if text is None:
        key_register = e.a.register()
        emit_key(e, key, key_register)
        if emit_functions.is_anonymous_function(e, value):
            register = e.a.register()
            emit_with_dynamic_name(e, value, register, key_register)
        else:
            register = e.operand(value)
        e.a.emit3(op.DEFINE_ELEMENT, result, key_register, register)
    elif text == "__proto__":
        e.a.emit2(op.SET_PROTOTYPE, result, e.operand(value))
    else:
        if emit_functions.is_anonymous_function(e, value):
            register = e.a.register()
            emit_functions.emit_named(e, value, register, text)
        else:
            register = e.operand(value)
        define_field(e, result, text, register)


def emit_with_dynamic_name(e: Emitter, value: int, dst: int, key: int) -> None:
    """An anonymous function or class that is named by a key which is known at run time."""
    function = e.strip(value)
    if e.kind(function) == k.CLASS_EXPRESSION:
        emit_classes.emit_class(e, function, dst, None, key)
        return
    e.expression(function, dst)
    e.a.emit3(op.SET_FUNCTION_NAME, dst, key, 0)


def define_field(e: Emitter, target: int, name: str, value: int) -> None:
    """CreateDataPropertyOrThrow with a static name."""
    index = array_index(name)
    if index is None:
        e.a.emit4(op.DEFINE_FIELD, target, e.a.constant(name), value, e.a.feedback())
    else:
        key = e.a.register()
        e.load_number(key, float(index))
        e.a.emit3(op.DEFINE_ELEMENT, target, key, value)
        e.a.top -= 1


# ---------------------------------------------------------------------------------------------------------- keys


def static_key(e: Emitter, key: int) -> str | None:
    """The property name that a key spells; None if it is computed (or private)."""
    kind = e.kind(key)
    if kind in (k.PROPERTY_NAME, k.STRING):
        return e.name(key)
    if kind == k.NUMBER:
        return number_text(e.source.numbers[e.atoms[key]])
    if kind == k.BIG_INT:
        return big_int_text(e.name(key))
    return None


def big_int_text(literal: str) -> str | None:
    """BigInt::toString for radix 10; None for what is so long that it is left to the kernel, which polls."""
    if literal[:2].lower() not in RADIX_PREFIXES:
        return literal
    return str(int(literal, 0)) if len(literal) <= MOST_DIGITS else None


def number_text(value: float) -> str:
    """Number::toString for radix 10."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and value < 1e16:
        return str(int(value))
    mantissa, _, exponent_text = repr(value).partition("e")
    if exponent_text == "":
        return mantissa
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    exponent = int(exponent_text)
    if 0 < exponent < 21:
        return (whole + fraction).ljust(exponent + 1, "0")
    if -7 < exponent < 0:  # Python goes over to exponents earlier
        return "0." + "0" * (-exponent - 1) + whole + fraction
    return whole + ("." + fraction if fraction else "") + ("e+" if exponent > 0 else "e") + str(exponent)


def emit_key(e: Emitter, key: int, dst: int) -> None:
    """dst := the property key, as a string or symbol or number."""
    text = static_key(e, key)
    if text is not None:
        e.load_string(dst, text)
        return
    expression = key if e.kind(key) == k.BIG_INT else key - 1  # ComputedKey
    e.expression(expression, dst)
    if e.kind(expression) not in (k.STRING, k.NUMBER, k.TEMPLATE):
        e.at_node(expression)
        e.a.emit2(op.TO_PROPERTY_KEY, dst, dst)


EXPRESSION_HANDLERS: Final = {
    k.NULL: emit_null,
    k.TRUE: emit_true,
    k.FALSE: emit_false,
    k.NUMBER: emit_number,
    k.BIG_INT: emit_big_int,
    k.STRING: emit_string,
    k.REG_EXP: emit_reg_exp,
    k.TEMPLATE: emit_template,
    k.ARRAY: emit_array,
    k.OBJECT: emit_object,
}
