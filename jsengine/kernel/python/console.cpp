// The console's methods. https://console.spec.whatwg.org/, with the texts that node prints.
#include "jsengine/kernel/python/console.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/symbol.h"

namespace whipsnake {

namespace {

Value log_as(Agent* agent, const char* method, const Value* values, uint32_t count) {
  return write_console(agent, method, format_log(agent, values, count, console_options(agent, method)));
}
template <char const* method>
Value log(Agent* agent, Frame* f) {
  return log_as(agent, method, f->registers + 1, f->argc);
}
constexpr char kLog[] = "log", kInfo[] = "info", kDebug[] = "debug", kWarn[] = "warn", kError[] = "error";

Value warn(Agent* agent, String* before, String* label, const char* after) {
  StringBuilder builder(agent);
  builder.append_ascii("Warning: ");
  builder.append(TRY(before));
  builder.append(label);
  builder.append_ascii(after);
  return write_console(agent, "warn", builder.finish());
}

// print(...values), as engines' shells have it: strings of the values, by ToString.
Value print(Agent* agent, Frame* frame) {
  StringBuilder builder(agent);
  for (uint32_t i = 0; i < frame->argc; i++) {
    if (i > 0) builder.append_ascii(" ");
    builder.append(TRY(to_string(agent, frame->registers[1 + i])));
  }
  return write_console(agent, "print", builder.finish());
}

// https://console.spec.whatwg.org/#assert
Value assert_(Agent* agent, Frame* f) {
  if (to_boolean(f->argument(0))) return Value::undefined();
  StringBuilder builder(agent);
  builder.append_ascii("Assertion failed");
  if (f->argc > 1) {
    builder.append_ascii(": ");
    builder.append(TRY(to_string(agent, f->argument(1))));
  }
  RootedVector values(agent);
  if (!values.push(TRY(builder.finish()))) return Abrupt{};
  for (uint32_t i = 2; i < f->argc; i++)
    if (!values.push(f->argument(i))) return Abrupt{};
  InspectOptions options = console_options(agent, "assert");
  return write_console(agent, "assert", format_log(agent, values.data(), uint32_t(values.size()), options));
}

// https://console.spec.whatwg.org/#trace
Value trace(Agent* agent, Frame* f) {
  String* text = TRY(format_log(agent, f->registers + 1, f->argc, console_options(agent, "trace")));
  Object* error = TRY(new_object(agent, agent->realm));
  put_fresh(agent, error, agent->names->name, new_string(agent, "Trace"));
  put_fresh(agent, error, agent->names->message, text);
  TRY(install_stack(agent, error));
  Value stack = peek_data(agent, error, agent->names->stack);
  return write_console(agent, "trace", stack.is_string() ? stack.as_string() : text);
}

// -- dir and table

Status read_number(Agent* agent, Object* given, const char* name, int* option) {
  Value v = TRY(get(agent, given, PropertyKey::name(intern(agent, name))));
  if (v.is_null()) *option = InspectOptions::kUnlimited;
  if (v == Value::boolean(false)) *option = 0;
  if (v.is_number()) *option = int(std::clamp(v.as_number(), -1.0, double(InspectOptions::kUnlimited)));
  return Status::kOk;
}

Status read_flag(Agent* agent, Object* given, const char* name, bool* option) {
  Value v = TRY(get(agent, given, PropertyKey::name(intern(agent, name))));
  if (!v.is_undefined()) *option = to_boolean(v);
  return Status::kOk;
}

// https://console.spec.whatwg.org/#dir, with node's options
Value dir(Agent* agent, Frame* f) {
  InspectOptions options = console_options(agent, "dir");
  if (f->argument(1).is_object()) {
    Object* given = f->argument(1).as_object();
    TRY(read_number(agent, given, "depth", &options.depth));
    TRY(read_number(agent, given, "breakLength", &options.break_length));
    TRY(read_number(agent, given, "compact", &options.compact));
    TRY(read_number(agent, given, "maxArrayLength", &options.most_elements));
    TRY(read_number(agent, given, "maxStringLength", &options.most_characters));
    TRY(read_flag(agent, given, "colors", &options.colours));
    TRY(read_flag(agent, given, "showHidden", &options.show_hidden));
    TRY(read_flag(agent, given, "showProxy", &options.show_proxy));
    TRY(read_flag(agent, given, "sorted", &options.sorted));
  }
  return write_console(agent, "dir", inspect(agent, f->argument(0), options));
}

// https://console.spec.whatwg.org/#table
Value table(Agent* agent, Frame* f) {
  InspectOptions options = console_options(agent, "table");
  return write_console(agent, "table", format_table(agent, f->argument(0), f->argument(1), options));
}

// -- Groups

// https://console.spec.whatwg.org/#group
Value group(Agent* agent, Frame* f) {
  if (f->argc > 0) TRY(log_as(agent, kLog, f->registers + 1, f->argc));
  console_of(agent).groups++;
  return Value::undefined();
}

// https://console.spec.whatwg.org/#groupend
Value group_end(Agent* agent, Frame*) {
  Console& console = console_of(agent);
  if (console.groups > 0) console.groups--;
  return Value::undefined();
}

Value clear(Agent*, Frame*) { return Value::undefined(); }

// -- Counters and timers, by label

std::u16string key_of(Agent* agent, String* label) {
  label = flatten(agent, label);
  if (label == nullptr) return {};
  std::u16string key;
  for (uint32_t i = 0; i < label->length(); i++) key += label->unit(i);
  return key;
}

String* label_of(Agent* agent, Frame* f) {
  Value label = f->argument(0);
  return label.is_undefined() ? new_string(agent, "default") : to_string(agent, label);
}

// The place of a label, made when there is none; nullptr: no memory.
double* place_of(Agent* agent, std::map<std::u16string, double>& labels, const std::u16string& key) {
  auto found = labels.find(key);
  if (found != labels.end()) return &found->second;
  constexpr size_t kNode = 96;
  if (!charge(agent, Category::kText, key.size() * sizeof(char16_t) + kNode)) return nullptr;
  return &labels.emplace(key, 0.0).first->second;
}

void forget(Agent* agent, std::map<std::u16string, double>& labels, const std::u16string& key) {
  constexpr size_t kNode = 96;
  if (labels.erase(key)) uncharge(agent, Category::kText, key.size() * sizeof(char16_t) + kNode);
}

// https://console.spec.whatwg.org/#count
Value count(Agent* agent, Frame* f) {
  String* label = TRY(label_of(agent, f));
  double* number = TRY(place_of(agent, console_of(agent).counts, key_of(agent, label)));
  StringBuilder builder(agent);
  builder.append(label);
  builder.append_ascii(": ");
  builder.append(TRY(number_to_string(agent, ++*number)));
  return write_console(agent, "log", builder.finish());
}

// https://console.spec.whatwg.org/#countreset
Value count_reset(Agent* agent, Frame* f) {
  String* label = TRY(label_of(agent, f));
  auto& counts = console_of(agent).counts;
  std::u16string key = key_of(agent, label);
  if (!counts.contains(key)) return warn(agent, new_string(agent, "Count for '"), label, "' does not exist");
  forget(agent, counts, key);
  return Value::undefined();
}

double now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

// https://console.spec.whatwg.org/#time
Value time_(Agent* agent, Frame* f) {
  String* label = TRY(label_of(agent, f));
  auto& timers = console_of(agent).timers;
  std::u16string key = key_of(agent, label);
  if (timers.contains(key))
    return warn(agent, new_string(agent, "Label '"), label, "' already exists for console.time()");
  *TRY(place_of(agent, timers, key)) = now();
  return Value::undefined();
}

// "1.234ms", "2.345s", "1:02.345 (m:ss.mmm)"
String* duration(Agent* agent, double ms) {
  char text[64];
  double hours = std::floor(ms / 3.6e6);
  double minutes = std::floor(std::fmod(ms, 3.6e6) / 6e4);
  double seconds = std::fmod(ms, 6e4) / 1e3;
  if (hours > 0)
    snprintf(text, sizeof text, "%.0f:%02.0f:%06.3f (h:mm:ss.mmm)", hours, minutes, seconds);
  else if (minutes > 0)
    snprintf(text, sizeof text, "%.0f:%06.3f (m:ss.mmm)", minutes, seconds);
  else if (ms >= 1e3)
    snprintf(text, sizeof text, "%.3fs", seconds);
  else
    snprintf(text, sizeof text, "%gms", std::round(ms * 1e3) / 1e3);
  return new_string(agent, text);
}

Value log_time(Agent* agent, Frame* f, const char* method, bool ends) {
  String* label = TRY(label_of(agent, f));
  auto& timers = console_of(agent).timers;
  std::u16string key = key_of(agent, label);
  auto found = timers.find(key);
  if (found == timers.end()) return warn(agent, new_string(agent, "No such label '"), label, method);
  RootedVector values(agent);
  String* elapsed = TRY(duration(agent, now() - found->second));
  bool ok = values.push(new_string(agent, "%s: %s")) && values.push(label) && values.push(elapsed);
  for (uint32_t i = 1; ok && !ends && i < f->argc; i++) ok = values.push(f->argument(i));
  if (!ok) return Abrupt{};
  if (ends) forget(agent, timers, key);
  return log_as(agent, kLog, values.data(), uint32_t(values.size()));
}
// https://console.spec.whatwg.org/#timelog
Value time_log(Agent* agent, Frame* f) { return log_time(agent, f, "' for console.timeLog()", false); }
// https://console.spec.whatwg.org/#timeend
Value time_end(Agent* agent, Frame* f) { return log_time(agent, f, "' for console.timeEnd()", true); }

// A namespace object's operations can be enumerated. https://webidl.spec.whatwg.org/#es-namespaces
constexpr BuiltinRow operation(BuiltinRow row) {
  row.attributes = kDataDefault;
  return row;
}
#define OPERATION(NAME, CODE) operation(NATIVE(NAME, 0, CODE))

const BuiltinRow kRows[] = {
    OPERATION("log", log<kLog>),
    OPERATION("warn", log<kWarn>),
    OPERATION("dir", dir),
    OPERATION("time", time_),
    OPERATION("timeEnd", time_end),
    OPERATION("timeLog", time_log),
    OPERATION("trace", trace),
    OPERATION("assert", assert_),
    OPERATION("clear", clear),
    OPERATION("count", count),
    OPERATION("countReset", count_reset),
    OPERATION("group", group),
    OPERATION("groupEnd", group_end),
    OPERATION("table", table),
    OPERATION("debug", log<kDebug>),
    OPERATION("info", log<kInfo>),
    OPERATION("dirxml", log<kLog>),
    OPERATION("error", log<kError>),
    OPERATION("groupCollapsed", group),
    TEXT_SYMBOL(kToStringTag, "console"),
};
const BuiltinSet kSet(Intrinsic::kConsole, {.prototype = Intrinsic::kObjectPrototype}, kRows);

}  // namespace

Status install_console(Agent* agent) {
  Realm* realm = agent->realm;
  Value console = TRY(intrinsic(realm, Intrinsic::kConsole));
  PropertyKey console_key = PropertyKey::name(intern(agent, "console"));
  TRY(define_property_or_throw(agent, realm->global_object, console_key,
                               PropertyDescriptor::data(console, kHiddenDefault)));
  PropertyKey print_key = PropertyKey::name(intern(agent, "print"));
  Value function = TRY(new_native_function(agent, realm, print, print_key, 0));
  return define_property_or_throw(agent, realm->global_object, print_key,
                                  PropertyDescriptor::data(function, kHiddenDefault));
}

}  // namespace whipsnake
