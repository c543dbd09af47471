// Errors: their stack, mended where it does not tell the class, and what it does not tell at all.
#include <algorithm>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/names.h"

namespace whipsnake::inspection {

namespace {

constexpr TextView kFrameStart = u"\n    at";
constexpr size_t kMostFrames = 1000;  // that are compared with those of a cause

bool is_name_unit(char16_t c) {
  return uint32_t((c | 0x20) - 'a') < 26 || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// The class that a stack begins with: /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/ or a text that is a name
// alone.
Text class_at_start(TextView stack) {
  size_t end = 0;
  while (end < stack.size() &&
         (is_name_unit(stack[end]) || TextView(u" []()").find(stack[end]) != TextView::npos))
    end++;
  bool capital = !stack.empty() && stack[0] >= 'A' && stack[0] <= 'Z';
  TextView rest = stack.substr(end);
  if (capital && end > 1 && (starts_with(rest, u":") || starts_with(rest, kFrameStart)))
    return Text(stack.substr(0, end));
  for (char16_t c : stack)
    if (!is_name_unit(c)) return {};
  return ends_with(stack, u"Error") ? Text(stack) : Text();
}

std::vector<Text> lines_of(TextView text) {
  std::vector<Text> lines;
  for (size_t from = 0; from <= text.size();) {
    size_t end = std::min(text.find(u'\n', from), text.size());
    lines.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

// More than three frames in a row that both stacks have: how many, and where in the first.
size_t common_frames(const std::vector<Text>& a, const std::vector<Text>& b, size_t* offset) {
  for (size_t i = 0; i + 3 < a.size(); i++) {
    size_t position = size_t(std::find(b.begin(), b.end(), a[i]) - b.begin());
    size_t rest = b.size() - position;
    if (rest <= 3) continue;
    size_t length = 1;
    while (length < std::min(a.size() - i, rest) && a[i + length] == b[position + length]) length++;
    *offset = i;
    if (length > 3) return length;
  }
  return 0;
}

}  // namespace

bool Inspector::is_error_like(Object* o) {
  Value error = intrinsic(agent_->realm, Intrinsic::kError);
  return error.is_object() && is_instance(o, error.as_object());
}

Text Inspector::primitive_text(Value v) { return text_of(display(agent_, v)); }

Text Inspector::stack_of(Object* o) {
  Value stack = read(o, agent_->names->stack);
  if (stack.is_string() && stack.as_string()->length()) return text_of(stack.as_string());
  if (!stack.is_string() && !stack.is_nullish()) return primitive_text(stack);
  StringBuilder builder(agent_);
  append_error_header(agent_, builder, read(o, agent_->names->name), read(o, agent_->names->message));
  return text_of(builder.finish());
}

// Properties whose text is part of the stack.
void Inspector::drop_told_keys(Shown& shown, Object* o, TextView stack) {
  if (options_.show_hidden) return;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < shown.keys.size(); i++) {
    PropertyKey key = shown.keys[i];
    bool candidate =
        key == agent_->names->name || key == agent_->names->message || key == agent_->names->stack;
    bool told = candidate && contains(stack, primitive_text(read(o, key)));
    if (!told) shown.keys.replace(kept++, key);
  }
  shown.keys.truncate(kept);
}

// The name of the class where the stack tells that of the error's `name` only.
Text Inspector::with_class(const Shown& shown, Text stack, const Text& name) {
  size_t length = name.size();
  bool regular = ends_with(name, u"Error") && starts_with(stack, name) &&
                 (stack.size() == length || stack[length] == ':' || stack[length] == '\n');
  if (shown.has_constructor && !regular) return stack;
  Text fallback = u"Error";
  if (!shown.has_constructor) {
    Text found = class_at_start(stack);
    length = found.size();
    if (!found.empty()) fallback = found;
  }
  Text start = prefix(shown, fallback);
  start.pop_back();
  if (name == start) return stack;
  if (!contains(start, name)) return start + u" [" + name + u"]" + stack.substr(length);
  return length == 0 ? start + u": " + stack : start + stack.substr(length);
}

// Lines of the stack; those that the cause has, too, are left out.
std::vector<Text> Inspector::frames_of(Object* o, TextView stack) {
  std::vector<Text> frames = lines_of(stack);
  Value cause = read(o, agent_->names->cause);
  if (!cause.is_object() || !(cause.as_object()->is(CellKind::kError) || is_error_like(cause.as_object())))
    return frames;
  Text other = stack_of(cause.as_object());
  size_t start = other.find(kFrameStart), offset = 0;
  if (start == Text::npos) return frames;
  std::vector<Text> frames_of_cause = lines_of(TextView(other).substr(start + 1));
  if (frames.size() > kMostFrames || frames_of_cause.size() > kMostFrames) return frames;
  size_t length = common_frames(frames, frames_of_cause, &offset);
  if (length == 0) return frames;
  auto first = frames.begin() + ptrdiff_t(offset) + 1;
  Text told = u"    ... " + from_integer(length - 2) + u" lines matching cause stack trace ...";
  frames.erase(first, first + ptrdiff_t(length) - 2);
  frames.insert(frames.begin() + ptrdiff_t(offset) + 1, styled(told, Style::kUndefined));
  return frames;
}

Text Inspector::error_base(Shown& shown, Object* o) {
  Value name_value = read(o, agent_->names->name);
  Text name = name_value.is_nullish() ? u"Error" : primitive_text(name_value);
  Text stack = stack_of(o);
  drop_told_keys(shown, o, stack);
  add_key(shown, o, agent_->names->cause);
  Value errors = read(o, agent_->names->errors);
  if (errors.is_object() && errors.as_object()->is_array()) add_key(shown, o, agent_->names->errors);
  stack = with_class(shown, std::move(stack), name);
  Value message_value = read(o, agent_->names->message);
  Text message = message_value.is_string() ? text_of(message_value.as_string()) : Text();
  size_t found = message.empty() ? Text::npos : stack.find(message);
  size_t after = found == Text::npos || found == 0 ? 0 : found + message.size();
  size_t start = stack.find(kFrameStart, after);
  if (start == Text::npos) {
    stack = u"[" + stack + u"]";
  } else {
    std::vector<Text> frames = frames_of(o, TextView(stack).substr(start + 1));
    stack.resize(start);
    for (const Text& frame : frames) stack += u"\n" + frame;
  }
  return indentation_ == 0 ? stack : indented(stack, size_t(indentation_));
}

}  // namespace whipsnake::inspection
