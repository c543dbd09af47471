#include "jsengine/kernel/builtins/substitution.h"

#include <cstring>

#include "jsengine/kernel/object.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/regexp/matcher.h"

namespace whipsnake {

namespace {

bool is_digit(char16_t unit) { return unit >= '0' && unit <= '9'; }

class Writer {
 public:
  Writer(Agent* agent, StringBuilder& builder, const Substitution& s, String* replacement)
      : agent_(agent), builder_(builder), s_(s), template_(replacement) {}

  Status run() {
    uint32_t length = template_->length(), plain = 0;
    for (uint32_t i = 0; i < length;) {
      if (template_->unit(i) != '$' || i + 1 == length) {
        i++;
        continue;
      }
      builder_.append(template_, plain, i);
      uint32_t used = 0;
      TRY(reference(i + 1, &used));
      if (used == 0) builder_.append_unit('$');
      i += 1 + used;
      plain = i;
    }
    builder_.append(template_, plain, length);
    return Status::kOk;
  }

 private:
  // What stands behind a $; `used`: of how many units the reference is, 0 when it is none.
  Status reference(uint32_t at, uint32_t* used) {
    char16_t unit = template_->unit(at);
    *used = 1;
    switch (unit) {
      case '$':
        builder_.append_unit('$');
        return Status::kOk;
      case '&':
        append_match();
        return Status::kOk;
      case '`':
        builder_.append(s_.text, 0, uint32_t(s_.position));
        return Status::kOk;
      case '\'':
        if (s_.end < s_.text->length()) builder_.append(s_.text, uint32_t(s_.end), s_.text->length());
        return Status::kOk;
      case '<':
        return named(at, used);
      default:
        *used = is_digit(unit) ? numbered(at) : 0;
        return Status::kOk;
    }
  }

  void append_match() {
    if (s_.matched != nullptr) return builder_.append(s_.matched);
    builder_.append(s_.text, uint32_t(s_.position), uint32_t(s_.end));
  }

  // Two digits if there is such a group, else one.
  uint32_t numbered(uint32_t at) {
    uint32_t group = uint32_t(template_->unit(at) - '0'), used = 1;
    if (at + 1 < template_->length() && is_digit(template_->unit(at + 1))) {
      uint32_t both = group * 10 + uint32_t(template_->unit(at + 1) - '0');
      if (both >= 1 && both <= s_.capture_count) {
        group = both;
        used = 2;
      }
    }
    if (group < 1 || group > s_.capture_count) return 0;
    if (s_.captures != nullptr) {
      Value capture = s_.captures[group - 1];
      if (!capture.is_undefined()) builder_.append(capture.as_string());
    } else if (s_.places[2 * group] != regexp::kUnset) {
      builder_.append(s_.text, s_.places[2 * group], s_.places[2 * group + 1]);
    }
    return used;
  }

  Status named(uint32_t at, uint32_t* used) {
    *used = 0;
    if (s_.named_captures.is_undefined()) return Status::kOk;
    uint32_t close = at + 1;
    while (close < template_->length() && template_->unit(close) != '>') close++;
    if (close == template_->length()) return Status::kOk;
    String* name = TRY(substring(agent_, template_, at + 1, close));
    Value capture = TRY(get(agent_, s_.named_captures.as_object(), key_from_string(agent_, name)));
    if (!capture.is_undefined()) builder_.append(TRY(to_string(agent_, capture)));
    *used = close - at + 1;
    return Status::kOk;
  }

  Agent* agent_;
  StringBuilder& builder_;
  const Substitution& s_;
  String* template_;
};

}  // namespace

bool has_references(String* replacement) {
  if (!replacement->is_two_byte())
    return memchr(replacement->latin1_chars(), '$', replacement->length()) != nullptr;
  for (uint32_t i = 0; i < replacement->length(); i++)
    if (replacement->unit(i) == '$') return true;
  return false;
}

Status append_substitution(Agent* agent, StringBuilder& builder, const Substitution& s, String* replacement) {
  return Writer(agent, builder, s, replacement).run();
}

}  // namespace whipsnake
