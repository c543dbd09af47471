#include "jsengine/kernel/inspection/inspector.h"

#include <algorithm>
#include <cmath>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/proxy.h"

namespace whipsnake {

namespace inspection {

namespace {

constexpr int kMostSteps = 1000;             // of a prototype chain
constexpr int kDeepest = 500;                // the text of what is nested deeper is copied too often
constexpr uint64_t kBudget = 1u << 27;       // units made at one indentation, before only names are shown
constexpr size_t kShortString = 16;          // is never broken into lines
constexpr uint64_t kLargestText = 1u << 29;  // no string is longer

}  // namespace

Inspector::Inspector(Agent* agent, const InspectOptions& options)
    : agent_(agent), options_(options), seen_(agent), circular_(agent) {}

Inspector::~Inspector() { uncharge(agent_, Category::kText, charged_); }

Text Inspector::text_of(String* s) {
  if (s == nullptr) return {};
  s = flatten(agent_, s);
  if (s == nullptr) return {};
  if (s->is_two_byte()) return Text(s->utf16_chars(), s->length());
  return Text(s->latin1_chars(), s->latin1_chars() + s->length());
}

// -- Looking without touching

Object* Inspector::behind_proxies(Object* o) {
  for (int i = 0; i < kMostSteps && o->is(CellKind::kProxy); i++) {
    Value target = static_cast<ProxyObject*>(o)->target;
    if (!target.is_object()) return nullptr;
    o = target.as_object();
  }
  return o->is(CellKind::kProxy) ? nullptr : o;
}

bool Inspector::find(Object* o, PropertyKey key, PropertyDescriptor* d) {
  for (int steps = 0; steps < kMostSteps && !stopped(); steps++) {
    o = behind_proxies(o);
    if (o == nullptr || is_opaque(o)) return false;
    *d = PropertyDescriptor();
    Truth found = methods_of(o).get_own_property(agent_, o, key, d);
    if (found == Truth::kAbrupt && has_exception(agent_)) take_exception(agent_);
    if (found != Truth::kFalse) return found == Truth::kTrue;
    Value prototype = o->prototype();
    if (!prototype.is_object()) return false;
    o = prototype.as_object();
  }
  return false;
}

Value Inspector::read(Object* o, PropertyKey key) {
  PropertyDescriptor d;
  if (!find(o, key, &d)) return Value::undefined();
  if (!d.is_accessor()) return d.value.is_absent() ? Value::undefined() : d.value;
  if (!is_callable(d.getter)) return Value::undefined();
  bool ours = d.getter.as_object()->is(CellKind::kNativeFunction);
  if (!ours && !options_.runs_getters) return Value::undefined();
  Value result = call(agent_, d.getter, o, nullptr, 0);
  if (!result.is_abrupt()) return result;
  if (has_exception(agent_)) take_exception(agent_);
  return Value::undefined();
}

// -- Values

Text Inspector::value(Value v, int level, bool in_typed_array) {
  if (stopped() || is_abrupt(poll(agent_))) return {};
  if (!v.is_object()) return primitive(v);
  Object* o = v.as_object();
  if (o->is(CellKind::kProxy)) {
    Object* target = behind_proxies(o);
    if (target == nullptr) return styled(u"<Revoked Proxy>", Style::kSpecial);
    if (options_.show_proxy) return proxy(o, level);
    o = target;
  }
  if (o->is(CellKind::kWindowProxy)) return styled(u"[object Window]", Style::kSpecial);
  if (is_opaque(o)) return text_of(display(agent_, o));
  for (size_t i = 0; i < seen_.size(); i++)
    if (seen_[i] == Value(o)) return circular(o);
  return object(o, level, in_typed_array);
}

Text Inspector::primitive(Value v, bool is_styled) {
  auto show = [&](TextView text, Style style) { return is_styled ? styled(text, style) : Text(text); };
  if (v.is_string()) return string(v.as_string(), is_styled);
  if (v.is_number()) {
    bool minus_zero = v.is_double() && v.as_double() == 0 && std::signbit(v.as_double());
    return show(minus_zero ? u"-0" : text_of(number_to_string(agent_, v.as_number())), Style::kNumber);
  }
  if (v.is_bigint()) return show(text_of(bigint_to_string(agent_, v.as_bigint())) + u"n", Style::kBigInt);
  if (v.is_boolean()) return show(v.is_true() ? u"true" : u"false", Style::kBoolean);
  if (v.is_null()) return show(u"null", Style::kNull);
  if (v.is_symbol()) return show(text_of(display(agent_, v)), Style::kSymbol);
  return show(u"undefined", Style::kUndefined);
}

Text Inspector::string(String* s, bool is_styled) {
  Text trailer;
  auto most = uint32_t(std::max(options_.most_characters, 0));
  if (s->length() > most) {
    trailer = more_of(s->length() - most, u"character");
    s = substring(agent_, s, 0, most);
  }
  Text text = text_of(s);
  auto show = [&](TextView part) { return is_styled ? styled(quoted(part), Style::kString) : quoted(part); };
  bool in_lines =
      text.size() > kShortString && int64_t(text.size()) > options_.break_length - indentation_ - 4;
  if (!in_lines || text.find(u'\n') == Text::npos) return show(text) + trailer;
  Text result;
  for (size_t from = 0; from < text.size();) {
    size_t end = std::min(text.find(u'\n', from), text.size() - 1) + 1;
    if (from > 0) result += u" +\n" + Text(size_t(indentation_) + 2, ' ');
    result += show(TextView(text).substr(from, end - from));
    from = end;
  }
  return result + trailer;
}

// -- Objects

Text Inspector::circular(Object* o) {
  size_t index = 0;
  while (index < circular_.size() && !(circular_[index] == Value(o))) index++;
  if (index == circular_.size()) circular_.push(o);
  return styled(u"[Circular *" + from_integer(index + 1) + u"]", Style::kSpecial);
}

Text Inspector::proxy(Object* o, int level) {
  if (level > options_.depth) return styled(u"Proxy [Array]", Style::kSpecial);
  if (!native_stack_left(agent_)) return styled(u"[Proxy]", Style::kSpecial);
  auto* p = static_cast<ProxyObject*>(o);
  indentation_ += 2;
  std::vector<Text> parts;
  parts.push_back(value(p->target, level + 1));
  parts.push_back(value(p->handler, level + 1));
  indentation_ -= 2;
  return join_pair(std::move(parts), u"Proxy [", level + 1);
}

Text Inspector::abbreviated(const Shown& shown, Object* o) {
  Text name = style_prefix(shown, o);
  name.pop_back();
  return shown.has_constructor ? u"[" + name + u"]" : name;
}

Text Inspector::object(Object* o, int level, bool in_typed_array) {
  Shown shown(agent_);
  size_t charged_before = charged_;
  if (level > kDeepest || !native_stack_left(agent_))
    return styled(
        u"[" + name_by_kind(o) + u": Inspection interrupted prematurely. Maximum call stack size exceeded.]",
        Style::kSpecial);
  find_constructor(shown, o, level);
  find_tag(shown, o);
  classify(shown, o, level, in_typed_array);
  if (stopped() || shown.is_done) return shown.base;
  if (level > options_.depth) return styled(abbreviated(shown, o), Style::kSpecial);
  fill(shown, o, level + 1);
  if (stopped()) return {};
  for (size_t i = 0; i < circular_.size(); i++) {
    if (!(circular_[i] == Value(o))) continue;
    Text reference = styled(u"<ref *" + from_integer(i + 1) + u">", Style::kSpecial);
    shown.base = shown.base.empty() ? reference : reference + u" " + shown.base;
  }
  if (options_.sorted) {
    size_t properties = std::min<size_t>(shown.keys.size(), shown.parts.size());
    std::sort(shown.is_list ? shown.parts.end() - ptrdiff_t(properties) : shown.parts.begin(),
              shown.parts.end());
  }
  Text result = join(shown, o, level + 1);
  uncharge(agent_, Category::kText, charged_ - charged_before);
  charged_ = charged_before;
  return account(std::move(result));
}

void Inspector::fill(Shown& shown, Object* o, int level) {
  if (!seen_.push(o)) return;
  current_depth_ = level;
  add_contents(shown, o, level);
  for (uint32_t i = 0; i < shown.keys.size() && !stopped(); i++)
    shown.parts.push_back(property(o, shown.keys[i], level, false));
  for (Text& text : shown.inherited) shown.parts.push_back(std::move(text));
  seen_.truncate(seen_.size() - 1);
}

// Memory that scripts make us take counts for them; too much of it turns the rest into names.
Text Inspector::account(Text text) {
  size_t bytes = text.size() * sizeof(char16_t);
  if (is_abrupt(poll(agent_))) return {};
  if (text.size() > kLargestText || !charge(agent_, Category::kText, bytes)) {
    if (!stopped()) throw_out_of_memory(agent_);
    return {};
  }
  charged_ += bytes;
  if (budget_.size() <= size_t(indentation_)) budget_.resize(size_t(indentation_) + 1);
  if ((budget_[size_t(indentation_)] += text.size()) > kBudget) options_.depth = -1;
  return text;
}

// -- Properties

void Inspector::add_key(Shown& shown, Object* o, PropertyKey key) {
  for (uint32_t i = 0; i < shown.keys.size(); i++)
    if (shown.keys[i] == key) return;
  PropertyDescriptor d;
  if (find(o, key, &d)) (void)shown.keys.add(key);
}

void Inspector::filter_keys(Shown& shown, Object* o) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < shown.keys.size() && !stopped(); i++) {
    PropertyKey key = shown.keys[i];
    PropertyDescriptor d;
    Truth found = methods_of(o).get_own_property(agent_, o, key, &d);
    if (found == Truth::kAbrupt && has_exception(agent_)) take_exception(agent_);
    bool wanted = found == Truth::kTrue && (options_.show_hidden || (d.attributes & kEnumerable));
    if (wanted) shown.keys.replace(kept++, key);
  }
  shown.keys.truncate(kept);
}

void Inspector::find_keys(Shown& shown, Object* o) {
  if (is_abrupt(methods_of(o).own_property_keys(agent_, o, &shown.keys)) && has_exception(agent_))
    take_exception(agent_);
  if (!o->is(CellKind::kModuleNamespace)) filter_keys(shown, o);
}

// The elements of lists, which may be very many, are not asked for.
void Inspector::find_named_keys(Shown& shown, Object* o) {
  if (o->is_array() && options_.show_hidden) (void)shown.keys.add(agent_->names->length);
  (void)named_keys(agent_, o, &shown.keys);
  filter_keys(shown, o);
}

Text Inspector::property(Object* o, PropertyKey key, int level, bool is_element) {
  PropertyDescriptor d;
  Truth found = methods_of(o).get_own_property(agent_, o, key, &d);
  if (found == Truth::kAbrupt && has_exception(agent_)) take_exception(agent_);
  bool is_stack = o->is(CellKind::kError) && key == agent_->names->stack && d.is_accessor();
  if (found != Truth::kTrue || is_stack) {
    uint8_t attributes = is_stack ? d.attributes : uint8_t(kEnumerable);
    d = PropertyDescriptor::data(read(o, key), attributes);
  }
  Text text = property_value(d, level);
  if (is_element || stopped()) return text;
  return property_name(key, d.attributes & kEnumerable) + u": " + text;
}

Text Inspector::property_value(const PropertyDescriptor& d, int level) {
  if (!d.is_accessor()) {
    indentation_ += 2;
    Text text = value(d.value.is_absent() ? Value::undefined() : d.value, level);
    indentation_ -= 2;
    return text;
  }
  bool getter = d.getter.is_object(), setter = d.setter.is_object();
  if (!getter && !setter) return styled(u"undefined", Style::kUndefined);
  return styled(getter ? (setter ? u"[Getter/Setter]" : u"[Getter]") : u"[Setter]", Style::kSpecial);
}

Text Inspector::property_name(PropertyKey key, bool enumerable) {
  if (key.is_symbol())
    return u"[" + styled(escaped(text_of(display(agent_, Value(key.as_symbol())))), Style::kSymbol) + u"]";
  if (key == agent_->names->proto) return u"['__proto__']";
  if (key.is_index()) {
    Text digits = from_integer(key.as_index());
    return enumerable ? styled(u"'" + digits + u"'", Style::kString) : u"[" + digits + u"]";
  }
  Text name = text_of(key.as_string());
  if (!enumerable) return u"[" + escaped(name) + u"]";
  bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
  for (char16_t c : name) plain &= uint32_t((c | 0x20) - 'a') < 26 || (c >= '0' && c <= '9') || c == '_';
  return plain ? name : styled(quoted(name), Style::kString);
}

}  // namespace inspection

String* inspect(Agent* agent, Value v, const InspectOptions& options) {
  inspection::Inspector inspector(agent, options);
  inspection::Text text = inspector.value(v, 0);
  if (inspector.stopped()) return nullptr;
  return new_utf16_string(agent, text.data(), uint32_t(text.size()));
}

}  // namespace whipsnake
