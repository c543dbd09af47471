#include "jsengine/kernel/inspect.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/hash_table.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

constexpr int kDepth = 2;  // objects below that are named only
constexpr uint32_t kMostElements = 100;
constexpr uint64_t kLineWidth = 72;  // what fits stays on one line

class Inspector {
 public:
  explicit Inspector(Agent* agent) : agent_(agent) {}

  String* show(Value v, int depth) {
    if (v.is_string()) return quoted(v.as_string());
    if (v.is_number()) {
      bool minus_zero = v.is_double() && v.as_double() == 0 && std::signbit(v.as_double());
      return minus_zero ? new_string(agent_, "-0") : number_to_string(agent_, v.as_number());
    }
    if (v.is_bigint())
      return concatenate(agent_, TRY(bigint_to_string(agent_, v.as_bigint())), new_string(agent_, "n"));
    if (v.is_object()) return show_object(v.as_object(), depth);
    return display(agent_, v);
  }

 private:
  // Single quotes, unless the text has them and something else does without.
  String* quoted(String* s) {
    TRY(flatten(agent_, s));
    bool single = false, twice = false, backtick = false;
    for (uint32_t i = 0; i < s->length(); i++) {
      char16_t c = s->unit(i);
      single |= c == '\'', twice |= c == '"', backtick |= c == '`';
    }
    char quote = !single ? '\'' : !twice ? '"' : !backtick ? '`' : '\'';
    StringBuilder b(agent_);
    b.append_unit(char16_t(quote));
    for (uint32_t i = 0; i < s->length(); i++) append_escaped(b, s->unit(i), quote);
    b.append_unit(char16_t(quote));
    return b.finish();
  }

  static void append_escaped(StringBuilder& b, char16_t c, char quote) {
    if (c == '\n') return b.append_ascii("\\n");
    if (c == '\t') return b.append_ascii("\\t");
    if (c == '\r') return b.append_ascii("\\r");
    if (c == '\b') return b.append_ascii("\\b");
    if (c == '\f') return b.append_ascii("\\f");
    if (c == '\v') return b.append_ascii("\\v");
    if (c == '\\' || c == char16_t(quote)) b.append_ascii("\\");
    if (c < 0x20 || c == 0x7F) {
      char text[8];
      snprintf(text, sizeof text, "\\x%02X", c);
      return b.append_ascii(text);
    }
    b.append_unit(c);
  }

  // An own or inherited data property of the prototype chain.
  Value peek(Object* object, PropertyKey key) {
    for (int steps = 0; object != nullptr && steps < 100; steps++) {
      PropertyDescriptor d;
      if (!is_inspectable(object)) return Value::undefined();
      if (methods_of(object).get_own_property(agent_, object, key, &d) == Truth::kTrue)
        return d.is_data() ? d.value : Value::undefined();
      Value prototype = object->prototype();
      object = prototype.is_object() ? prototype.as_object() : nullptr;
    }
    return Value::undefined();
  }

  static bool is_inspectable(Object* object) {
    return !object->is(CellKind::kProxy) && !object->is(CellKind::kModuleNamespace) &&
           !object->is(CellKind::kWindowProxy) && !object->is(CellKind::kPythonObject);
  }

  String* constructor_name(Object* object) {
    Value constructor = peek(object, agent_->names->constructor);
    if (!constructor.is_object()) return nullptr;
    Value name = peek(constructor.as_object(), agent_->names->name);
    return name.is_string() && name.as_string()->length() ? name.as_string() : nullptr;
  }

  String* function_head(Object* object) {
    bool is_class =
        object->is(CellKind::kFunction) && (object->detail == uint8_t(FunctionKind::kClassConstructor) ||
                                            object->detail == uint8_t(FunctionKind::kDerivedConstructor));
    Value name = peek(object, agent_->names->name);
    bool named = name.is_string() && name.as_string()->length();
    StringBuilder b(agent_);
    b.append_ascii(is_class ? "[class " : named ? "[Function: " : "[Function (anonymous)");
    if (named)
      b.append(name.as_string());
    else if (is_class)
      b.append_ascii("(anonymous)");
    b.append_ascii("]");
    return b.finish();
  }

  String* wrapper_head(Object* object) {
    StringBuilder b(agent_);
    String* name = constructor_name(object);
    b.append_ascii("[");
    if (name) b.append(name);
    b.append_ascii(": ");
    b.append(TRY(show(static_cast<WrapperObject*>(object)->primitive, 0)));
    b.append_ascii("]");
    return b.finish();
  }

  // What stands before the properties; the text alone when there are none.
  String* head_of(Object* object) {
    switch (object->kind) {
      case CellKind::kError: {
        Value own = peek(object, agent_->names->stack);
        Value stack = own.is_string() ? own : stack_text(agent_, static_cast<Error*>(object));
        return stack.is_string() && stack.as_string()->length() ? stack.as_string() : display(agent_, object);
      }
      case CellKind::kBoolean:
      case CellKind::kNumber:
      case CellKind::kStringObject:
      case CellKind::kSymbolObject:
      case CellKind::kBigIntObject:
        return wrapper_head(object);
      default:
        if (object->is_callable()) return function_head(object);
        break;
    }
    if (object->is_array()) return nullptr;
    String* name = constructor_name(object);
    if (has_count(object)) return counted_head(object, name);
    if (name == nullptr) return new_string(agent_, "[Object: null prototype]");
    return strings_equal(agent_, name, new_string(agent_, "Object")) ? nullptr : name;
  }

  // -- Collections and typed arrays: `Map(2) { 'a' => 1, 'b' => 2 }`, `Uint8Array(2) [ 1, 2 ]`

  static bool is_list(Object* object) { return object->is_array() || object->is(CellKind::kTypedArray); }
  static bool has_entries(Object* object) { return object->is(CellKind::kMap) || object->is(CellKind::kSet); }
  static bool has_count(Object* object) { return has_entries(object) || object->is(CellKind::kTypedArray); }

  String* counted_head(Object* object, String* name) {
    uint64_t count = has_entries(object) ? static_cast<Collection*>(object)->table->live
                                         : static_cast<TypedArray*>(object)->length;
    StringBuilder b(agent_);
    b.append(name ? name : TRY(new_string(agent_, "[null prototype]")));
    b.append_ascii("(");
    b.append(TRY(number_to_string(agent_, double(count))));
    b.append_ascii(")");
    return b.finish();
  }

  bool add_entries(Object* object, int depth, std::vector<String*>* parts) {
    HashTable* table = static_cast<Collection*>(object)->table;
    TableCursor cursor{table};
    for (uint32_t shown = 0; HashTable::Entry* entry = cursor.next(); shown++) {
      if (shown == kMostElements) return add_more(table->live - shown, parts);
      Value v = entry->value;
      String* part = show(entry->key, depth + 1);
      if (part != nullptr && object->is(CellKind::kMap)) {
        StringBuilder b(agent_);
        b.append(part);
        b.append_ascii(" => ");
        String* text = show(v, depth + 1);
        if (text) b.append(text);
        part = text ? b.finish() : nullptr;
      }
      if (part == nullptr) return false;
      keep(part, parts);
    }
    return true;
  }

  bool add_typed_elements(TypedArray* array, std::vector<String*>* parts) {
    for (uint64_t i = 0; i < array->length; i++) {
      if (i == kMostElements) return add_more(uint32_t(array->length - i), parts);
      Value v = load_element(agent_, array->type(), array->element(i));
      String* part = v.is_abrupt() ? nullptr : show(v, 0);
      if (part == nullptr) return false;
      keep(part, parts);
    }
    return true;
  }

  String* show_object(Object* object, int depth) {
    if (!is_inspectable(object)) return display(agent_, object);
    if (std::find(seen_.begin(), seen_.end(), object) != seen_.end())
      return new_string(agent_, "[Circular *1]");
    if (!native_stack_left(agent_)) return throw_stack_overflow(agent_);
    bool has_text = object->is_callable() || object->is(CellKind::kError) || is_wrapper(object);
    String* head = head_of(object);
    if (agent_->pending_kind != Pending::kNone) return nullptr;
    if (depth > kDepth && !has_text) return abbreviated(object, head);
    seen_.push_back(object);
    std::vector<String*> parts;
    bool ok = add_parts(object, depth, &parts);
    seen_.pop_back();
    if (!ok) return nullptr;
    if (has_text && parts.empty()) return head;
    return join(is_list(object), head, parts, depth);
  }

  static bool is_wrapper(Object* object) {
    return object->kind >= CellKind::kBoolean && object->kind <= CellKind::kBigIntObject;
  }

  String* abbreviated(Object* object, String* head) {
    if (object->is_array()) return new_string(agent_, "[Array]");
    StringBuilder b(agent_);
    b.append_ascii("[");
    if (head)
      b.append(head);
    else
      b.append_ascii("Object");
    b.append_ascii("]");
    return b.finish();
  }

  bool add_parts(Object* object, int depth, std::vector<String*>* parts) {
    if (TypedArray* array = typed_array_of(object)) return add_typed_elements(array, parts);
    if (has_entries(object) && !add_entries(object, depth, parts)) return false;
    KeyList keys(agent_);
    if (methods_of(object).own_property_keys(agent_, object, &keys) == Status::kAbrupt) return false;
    uint32_t elements = 0, expected = 0;
    for (uint32_t i = 0; i < keys.size(); i++) {
      PropertyKey key = keys[i];
      PropertyDescriptor d;
      Truth found = methods_of(object).get_own_property(agent_, object, key, &d);
      if (found == Truth::kAbrupt) return false;
      if (found == Truth::kFalse || !(d.attributes & kEnumerable)) continue;
      bool element = key.is_index() && object->is_array();
      if (key.is_index() && object->is(CellKind::kStringObject)) continue;
      if (element) {
        if (!add_holes(key.as_index() - expected, parts)) return false;
        expected = key.as_index() + 1;
        if (++elements > kMostElements) continue;
      }
      String* part = element ? show_property_value(d, depth) : named_part(key, d, depth);
      if (part == nullptr) return false;
      keep(part, parts);
    }
    if (object->is_array() && !add_holes(object->aux - expected, parts)) return false;
    if (elements > kMostElements) return add_more(elements - kMostElements, parts);
    return agent_->pending_kind == Pending::kNone;
  }

  // `parts` is no root: everything in it is also in this list.
  void keep(String* part, std::vector<String*>* parts) {
    parts->push_back(part);
    if (!kept_.push(part)) ENGINE_BUG("no memory to show a value");
  }

  bool add_holes(uint32_t count, std::vector<String*>* parts) {
    if (count == 0) return true;
    char text[40];
    snprintf(text, sizeof text, count == 1 ? "<%u empty item>" : "<%u empty items>", count);
    keep(new_string(agent_, text), parts);
    return true;
  }
  bool add_more(uint32_t count, std::vector<String*>* parts) {
    char text[40];
    snprintf(text, sizeof text, count == 1 ? "... %u more item" : "... %u more items", count);
    keep(new_string(agent_, text), parts);
    return true;
  }

  String* show_property_value(const PropertyDescriptor& d, int depth) {
    if (!d.is_accessor()) return show(d.value, depth + 1);
    bool getter = d.getter.is_object(), setter = d.setter.is_object();
    return new_string(agent_, getter ? (setter ? "[Getter/Setter]" : "[Getter]") : "[Setter]");
  }

  static bool is_identifier(String* s) {
    for (uint32_t i = 0; i < s->length(); i++) {
      char16_t c = s->unit(i);
      bool letter = uint32_t((c | 0x20) - 'a') < 26 || c == '_' || c == '$';
      if (!letter && (i == 0 || c < '0' || c > '9')) return false;
    }
    return s->length() > 0;
  }

  String* named_part(PropertyKey key, const PropertyDescriptor& d, int depth) {
    StringBuilder b(agent_);
    if (key.is_symbol()) {
      b.append_ascii("[");
      b.append(TRY(display(agent_, Value(key.as_symbol()))));
      b.append_ascii("]");
    } else {
      String* name = TRY(key_to_value(agent_, key)).as_string();
      b.append(key.is_index() || !is_identifier(name) ? TRY(quoted(name)) : name);
    }
    b.append_ascii(": ");
    b.append(TRY(show_property_value(d, depth)));
    return b.finish();
  }

  String* join(bool is_list, String* head, const std::vector<String*>& parts, int depth) {
    StringBuilder b(agent_);
    if (head != nullptr) {
      b.append(head);
      b.append_ascii(" ");
    }
    if (parts.empty()) {
      b.append_ascii(is_list ? "[]" : "{}");
      return b.finish();
    }
    uint64_t width = parts.size() + (head ? head->length() : 0);
    bool lines = false;
    for (String* part : parts) {
      width += part->length();
      for (uint32_t i = 0; i < part->length() && !lines; i++) lines = part->unit(i) == '\n';
    }
    bool one_line = width + parts.size() <= kLineWidth && !lines;
    b.append_ascii(is_list ? "[" : "{");
    for (size_t i = 0; i < parts.size(); i++) {
      if (i > 0) b.append_ascii(",");
      if (one_line)
        b.append_ascii(" ");
      else
        new_line(b, depth + 1);
      b.append(parts[i]);
    }
    if (one_line)
      b.append_ascii(" ");
    else
      new_line(b, depth);
    b.append_ascii(is_list ? "]" : "}");
    return b.finish();
  }

  static void new_line(StringBuilder& b, int depth) {
    b.append_ascii("\n");
    for (int i = 0; i < depth; i++) b.append_ascii("  ");
  }

  Agent* agent_;
  RootedVector kept_{agent_};
  std::vector<Object*> seen_;
};

// One directive of a format string; false: not one.
bool append_directive(Agent* agent, StringBuilder& b, char16_t directive, Value argument, bool* ok) {
  String* text = nullptr;
  switch (directive) {
    case 's':
      text = argument.is_string() ? argument.as_string() : inspect(agent, argument);
      break;
    case 'd':
    case 'i':
    case 'f':
      if (argument.is_number()) {
        double d = argument.as_number();
        text = number_to_string(agent, directive == 'i' ? std::trunc(d) : d);
      } else if (argument.is_string()) {
        double d = string_to_number(agent, argument.as_string());
        text = number_to_string(agent, directive == 'i' ? std::trunc(d) : d);
      } else {
        text = argument.is_bigint() ? inspect(agent, argument) : new_string(agent, "NaN");
      }
      break;
    case 'j':
    case 'o':
    case 'O':
      text = inspect(agent, argument);
      break;
    case 'c':
      return true;
    default:
      return false;
  }
  *ok = text != nullptr;
  if (text) b.append(text);
  return true;
}

}  // namespace

String* inspect(Agent* agent, Value v) { return Inspector(agent).show(v, 0); }

// https://console.spec.whatwg.org/#formatter
String* format_log(Agent* agent, const Value* arguments, uint32_t count) {
  StringBuilder b(agent);
  uint32_t next = 0;
  if (count > 1 && arguments[0].is_string()) {
    String* format = TRY(flatten(agent, arguments[0].as_string()));
    next = 1;
    for (uint32_t i = 0; i < format->length(); i++) {
      char16_t c = format->unit(i);
      bool directive = c == '%' && i + 1 < format->length();
      bool ok = true;
      if (directive && format->unit(i + 1) == '%') {
        b.append_unit('%');
        i++;
      } else if (directive && next < count &&
                 append_directive(agent, b, format->unit(i + 1), arguments[next], &ok)) {
        if (!ok) return nullptr;
        next++, i++;
      } else {
        b.append_unit(c);
      }
    }
  }
  for (; next < count; next++) {
    if (next > 0) b.append_ascii(" ");
    b.append(arguments[next].is_string() ? arguments[next].as_string()
                                         : TRY(inspect(agent, arguments[next])));
  }
  return b.finish();
}

}  // namespace whipsnake
