#include "jsengine/kernel/frame_names.h"

#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/object.h"

namespace whipsnake {

namespace {

using inspection::Inspector;
using inspection::Text;

constexpr int kMostPrototypes = 20;
constexpr uint32_t kMostKeys = 200;  // of one object, in the search for a method's name

bool is_identifier(const Text& name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (char16_t c : name)
    if (!(uint32_t((c | 0x20) - 'a') < 26 || uint32_t(c - '0') < 10 || c == '_' || c == '$' || c > 0x7F))
      return false;
  return true;
}

bool is_class(Object* o) {
  return o->is(CellKind::kFunction) && (o->detail == uint8_t(FunctionKind::kClassConstructor) ||
                                        o->detail == uint8_t(FunctionKind::kDerivedConstructor));
}

Text text_property(Inspector& inspector, Object* o, PropertyKey key) {
  PropertyDescriptor d;
  bool found = inspector.find(o, key, &d) && d.value.is_string();
  return found ? inspector.text_of(d.value.as_string()) : Text();
}

// Empty for calls without a receiver, or on the global object.
Text type_of_receiver(Agent* agent, Inspector& inspector, Value receiver) {
  if (receiver.is_string()) return u"String";
  if (receiver.is_number()) return u"Number";
  if (receiver.is_boolean()) return u"Boolean";
  if (receiver.is_symbol()) return u"Symbol";
  if (receiver.is_bigint()) return u"BigInt";
  if (!receiver.is_object()) return {};
  Object* o = receiver.as_object();
  if (o->is(CellKind::kGlobalObject) || o->is(CellKind::kWindowProxy)) return {};
  if (o->is(CellKind::kProxy)) return u"Proxy";
  if (o->is_callable()) return is_class(o) ? text_property(inspector, o, agent->names->name) : u"Function";
  PropertyDescriptor constructor;
  if (!inspector.find(o, agent->names->constructor, &constructor) || !constructor.value.is_object())
    return u"Object";
  Text name = text_property(inspector, constructor.value.as_object(), agent->names->name);
  return name.empty() ? u"Object" : name;
}

bool is_closure_of(Value v, FunctionInfo* info) {
  return v.is_object() && v.as_object()->is(CellKind::kFunction) &&
         static_cast<Function*>(v.as_object())->info == info;
}

// Under which name the receiver has the function; empty where it is its own name, or there is none.
Text method_name(Agent* agent, Inspector& inspector, FunctionInfo* info, Value receiver) {
  if (!receiver.is_object()) return {};
  Object* o = receiver.as_object();
  PropertyDescriptor d;
  PropertyKey own_name = key_from_string(agent, info->name.as_string());
  if (inspector.find(o, own_name, &d) && is_closure_of(d.value, info)) return {};
  for (int step = 0; step < kMostPrototypes; step++) {
    o = Inspector::behind_proxies(o);
    if (o == nullptr || Inspector::is_opaque(o) || o->is_array() || o->is(CellKind::kTypedArray)) return {};
    KeyList keys(agent);
    if (is_abrupt(methods_of(o).own_property_keys(agent, o, &keys))) return {};
    for (uint32_t i = 0; i < keys.size() && i < kMostKeys; i++) {
      PropertyDescriptor own;
      bool found =
          keys[i].is_string() && methods_of(o).get_own_property(agent, o, keys[i], &own) == Truth::kTrue;
      if (found && is_closure_of(own.value, info)) return inspector.text_of(keys[i].as_string());
    }
    if (!o->prototype().is_object()) return {};
    o = o->prototype().as_object();
  }
  return {};
}

void append_text(StringBuilder& builder, const Text& text) {
  builder.append_utf16(text.data(), uint32_t(text.size()));
}

}  // namespace

bool append_function_name(Agent* agent, StringBuilder& builder, FunctionInfo* info, Value receiver) {
  Inspector inspector(agent, {.runs_getters = false});
  Text type = type_of_receiver(agent, inspector, receiver);
  Text name = info->name.is_string() ? inspector.text_of(info->name.as_string()) : Text();
  if (name.empty()) {
    if (type.empty()) return false;
    append_text(builder, type + u".<anonymous>");
    return true;
  }
  bool told = type.empty() || !is_identifier(name);
  append_text(builder, told ? name : type + u"." + name);
  bool is_accessor = inspection::starts_with(name, u"get ") || inspection::starts_with(name, u"set ");
  Text method = is_accessor ? name.substr(4) : method_name(agent, inspector, info, receiver);
  if (!method.empty()) append_text(builder, u" [as " + method + u"]");
  if (has_exception(agent)) take_exception(agent);
  return true;
}

}  // namespace whipsnake
