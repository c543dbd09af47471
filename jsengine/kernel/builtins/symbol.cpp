// Symbol. https://tc39.es/ecma262/#sec-symbol-objects
#include "jsengine/kernel/symbol.h"

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Value symbol_constructor(Agent* agent, Frame* f) {
  if (!f->new_target.is_undefined())
    return throw_error(agent, Message::kNotAConstructor, new_string(agent, "Symbol"));
  Value description = f->argument(0);
  if (!description.is_undefined()) description = TRY(to_string(agent, description));
  return TRY(new_symbol(agent, description));
}

Value symbol_for_key(Agent* agent, Frame* f) {
  return TRY(symbol_for(agent, TRY(to_string(agent, f->argument(0)))));
}

Value symbol_key_for(Agent* agent, Frame* f) {
  Value v = f->argument(0);
  if (!v.is_symbol()) return throw_error(agent, Message::kNotASymbol, v);
  return v.as_symbol()->is_registered() ? v.as_symbol()->description : Value::undefined();
}

// https://tc39.es/ecma262/#sec-thissymbolvalue
Value this_symbol_value(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (v.is_symbol()) return v;
  if (v.is_object() && v.as_object()->is(CellKind::kSymbolObject))
    return static_cast<WrapperObject*>(v.as_object())->primitive;
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}

Value symbol_to_string(Agent* agent, Frame* f) {
  return TRY(display(agent, TRY(this_symbol_value(agent, f, "Symbol.prototype.toString"))));
}
Value symbol_value_of(Agent* agent, Frame* f) {
  return this_symbol_value(agent, f, "Symbol.prototype.valueOf");
}
Value symbol_to_primitive(Agent* agent, Frame* f) {
  return this_symbol_value(agent, f, "Symbol.prototype [ @@toPrimitive ]");
}
Value symbol_description(Agent* agent, Frame* f) {
  return TRY(this_symbol_value(agent, f, "Symbol.prototype.description")).as_symbol()->description;
}

const BuiltinRow kSymbolRows[] = {
    VALUE_OF("prototype", kSymbolPrototype, 0),
    NATIVE("for", 1, symbol_for_key),
    NATIVE("keyFor", 1, symbol_key_for),
    WELL_KNOWN_SYMBOL("asyncIterator", kAsyncIterator),
    WELL_KNOWN_SYMBOL("hasInstance", kHasInstance),
    WELL_KNOWN_SYMBOL("isConcatSpreadable", kIsConcatSpreadable),
    WELL_KNOWN_SYMBOL("iterator", kIterator),
    WELL_KNOWN_SYMBOL("match", kMatch),
    WELL_KNOWN_SYMBOL("matchAll", kMatchAll),
    WELL_KNOWN_SYMBOL("replace", kReplace),
    WELL_KNOWN_SYMBOL("search", kSearch),
    WELL_KNOWN_SYMBOL("species", kSpecies),
    WELL_KNOWN_SYMBOL("split", kSplit),
    WELL_KNOWN_SYMBOL("toPrimitive", kToPrimitive),
    WELL_KNOWN_SYMBOL("toStringTag", kToStringTag),
    WELL_KNOWN_SYMBOL("unscopables", kUnscopables),
};
const BuiltinSet kSymbolSet(Intrinsic::kSymbol, a_constructor("Symbol", 0, symbol_constructor), kSymbolRows);

const BuiltinRow kSymbolPrototypeRows[] = {
    VALUE_OF("constructor", kSymbol, kHiddenDefault),
    NATIVE("toString", 0, symbol_to_string),
    NATIVE("valueOf", 0, symbol_value_of),
    GETTER("description", symbol_description),
    TEXT_SYMBOL(kToStringTag, "Symbol"),
    READ_ONLY(NATIVE_SYMBOL(kToPrimitive, "[Symbol.toPrimitive]", 1, symbol_to_primitive)),
};
const BuiltinSet kSymbolPrototypeSet(Intrinsic::kSymbolPrototype, {.prototype = Intrinsic::kObjectPrototype},
                                     kSymbolPrototypeRows);

}  // namespace

}  // namespace whipsnake
