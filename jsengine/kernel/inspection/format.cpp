// Format strings of the console. https://console.spec.whatwg.org/#formatter, with node's details.
#include <cmath>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace inspection {

namespace {

// Own, with a function as its value.
bool has_own_method(Agent* agent, Object* o, PropertyKey key) {
  PropertyDescriptor d;
  Truth found = methods_of(o).get_own_property(agent, o, key, &d);
  if (has_exception(agent)) take_exception(agent);
  return found == Truth::kTrue && is_callable(d.value);
}

class Formatter {
 public:
  Formatter(Agent* agent, const Value* arguments, uint32_t count, const InspectOptions& options)
      : agent_(agent), arguments_(arguments), count_(count), options_(options), builder_(agent) {}

  String* run() {
    if (count_ > 0 && arguments_[0].is_string()) {
      if (count_ == 1) return arguments_[0].as_string();
      String* format = TRY(flatten(agent_, arguments_[0].as_string()));
      TRY(fill_in(format));
    }
    for (; next_ < count_; next_++) {
      if (next_ > 0) builder_.append_ascii(" ");
      Value v = arguments_[next_];
      builder_.append(v.is_string() ? v.as_string() : TRY(inspect(agent_, v, options_)));
    }
    return builder_.finish();
  }

 private:
  Status fill_in(String* format) {
    uint32_t from = 0;
    next_ = 1;
    for (uint32_t i = 0; i + 1 < format->length(); i++) {
      if ((i & 0xFFFF) == 0) TRY(poll(agent_));
      if (format->unit(i) != '%') continue;
      char16_t directive = format->unit(++i);
      if (directive == '%') {
        builder_.append(format, from, i);
        from = i + 1;
      } else if (next_ < count_ &&
                 std::u16string_view(u"sdifjoOc").find(directive) != std::u16string_view::npos) {
        builder_.append(format, from, i - 1);
        from = i + 1;
        String* text = TRY(directed(directive, arguments_[next_++]));
        builder_.append(text);
      }
    }
    builder_.append(format, from, format->length());
    return Status::kOk;
  }

  String* directed(char16_t directive, Value v) {
    InspectOptions options = options_;
    switch (directive) {
      case 's':
        return as_string(v);
      case 'd':
        if (v.is_bigint()) return plain(v);
        return plain(v.is_symbol() ? Value::number(NAN) : TRY(to_number(agent_, v)));
      case 'i':
        if (v.is_bigint()) return plain(v);
        return parsed(Intrinsic::kparseInt, v);
      case 'f':
        return parsed(Intrinsic::kparseFloat, v);
      case 'j':
        return as_json(v);
      case 'o':
        options.show_hidden = options.show_proxy = true;
        options.depth = 4;
        return inspect(agent_, v, options);
      case 'O':
        return inspect(agent_, v, options);
      default:  // c: a style sheet
        return new_string(agent_, "");
    }
  }

  // Numbers and the like, without colours.
  String* plain(Value v) {
    InspectOptions options = options_;
    options.colours = false;
    return inspect(agent_, v, options);
  }

  String* parsed(Intrinsic parser, Value v) {
    if (v.is_symbol()) return plain(Value::number(NAN));
    Value function = TRY(intrinsic(agent_->realm, parser));
    return plain(TRY(call(agent_, function, Value::undefined(), &v, 1)));
  }

  String* as_string(Value v) {
    if (v.is_number() || v.is_bigint()) return plain(v);
    if (v.is_symbol()) return display(agent_, v);
    if (!v.is_object() || is_callable(v) || !has_built_in_to_string(v.as_object()))
      return to_string(agent_, v);
    InspectOptions options = options_;
    options.colours = false;
    options.compact = 3;
    options.depth = 0;
    return inspect(agent_, v, options);
  }

  // Whether the text of an object would tell no more than "[object Object]".
  bool has_built_in_to_string(Object* o) {
    o = Inspector::behind_proxies(o);
    if (o == nullptr) return true;
    Inspector inspector(agent_, options_);
    PropertyKey to_primitive = PropertyKey::symbol(well_known(agent_, WellKnownSymbol::kToPrimitive));
    PropertyDescriptor text, primitive;
    bool has_text = inspector.find(o, agent_->names->toString, &text) && is_callable(text.value);
    bool has_primitive = inspector.find(o, to_primitive, &primitive) && is_callable(primitive.value);
    if (!has_text && !has_primitive) return true;
    for (bool own = true;; own = false) {
      if ((has_text && has_own_method(agent_, o, agent_->names->toString)) ||
          (has_primitive && has_own_method(agent_, o, to_primitive))) {
        PropertyDescriptor constructor;
        if (own) return false;
        if (methods_of(o).get_own_property(agent_, o, agent_->names->constructor, &constructor) !=
            Truth::kTrue)
          return false;
        return is_callable(constructor.value) && constructor.value.as_object()->is(CellKind::kNativeFunction);
      }
      Value prototype = o->prototype();
      o = prototype.is_object() ? Inspector::behind_proxies(prototype.as_object()) : nullptr;
      if (o == nullptr || Inspector::is_opaque(o)) return true;
    }
  }

  String* as_json(Value v) {
    Value json = TRY(intrinsic(agent_->realm, Intrinsic::kJSON));
    PropertyKey stringify = PropertyKey::name(intern(agent_, "stringify"));
    Value text = invoke(agent_, json, stringify, &v, 1);
    if (text.is_string()) return text.as_string();
    if (!text.is_abrupt()) return new_string(agent_, "undefined");
    if (!has_exception(agent_) || !is_circularity(agent_->pending)) return nullptr;
    take_exception(agent_);
    return new_string(agent_, "[Circular]");
  }

  bool is_circularity(Value exception) {
    constexpr std::string_view kStart = "Converting circular structure to JSON";
    if (!exception.is_object()) return false;
    Value message = peek_data(agent_, exception.as_object(), agent_->names->message);
    if (!message.is_string() || message.as_string()->length() < kStart.size()) return false;
    return strings_equal(agent_, substring(agent_, message.as_string(), 0, uint32_t(kStart.size())),
                         new_string(agent_, kStart));
  }

  Agent* agent_;
  const Value* arguments_;
  uint32_t count_;
  InspectOptions options_;
  StringBuilder builder_;
  uint32_t next_ = 0;  // argument
};

}  // namespace

}  // namespace inspection

String* format_log(Agent* agent, const Value* arguments, uint32_t count, const InspectOptions& options) {
  return inspection::Formatter(agent, arguments, count, options).run();
}

}  // namespace whipsnake
