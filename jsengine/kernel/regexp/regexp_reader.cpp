#include "jsengine/kernel/regexp/regexp_reader.h"

#include <algorithm>

#include "jsengine/kernel/regexp/unicode_properties.h"
#include "jsengine/kernel/syntax/identifiers.h"

namespace whipsnake::regexp {
namespace {

int hex_value(char16_t unit) {
  if (unit >= '0' && unit <= '9') {
    return unit - '0';
  }
  char16_t lower = unit | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_lead(uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_trail(uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }
uint32_t join(uint32_t lead, uint32_t trail) { return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00); }

bool is_letter(char16_t unit) { return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z'); }

bool is_syntax_character(uint32_t character) {
  return character < 128 &&
         std::string_view("^$\\.*+?()[]{}|/").find(static_cast<char>(character)) != std::string_view::npos;
}

}  // namespace

void Reader::scan_groups() {
  uint32_t depth = 0;  // of classes
  for (uint32_t i = 0; i < source_.size(); i++) {
    if (interruption_.happened()) return;
    switch (source_[i]) {
      case '\\':
        i++;
        break;
      case '[':
        depth = depth == 0 || unicode_sets() ? depth + 1 : depth;
        break;
      case ']':
        depth -= depth > 0 ? 1 : 0;
        break;
      case '(': {
        if (depth > 0) {
          break;
        }
        auto unit = [&](uint32_t k) { return i + k < source_.size() ? source_[i + k] : u'\0'; };
        bool named = unit(1) == '?' && unit(2) == '<' && unit(3) != '=' && unit(3) != '!';
        has_names_ |= named;
        group_total_ += named || unit(1) != '?' ? 1 : 0;
        break;
      }
      default:
        break;
    }
  }
}

uint32_t Reader::next_character() {
  uint32_t unit = source_[position_++];
  if (unicode() && is_lead(unit) && is_trail(peek())) {
    return join(unit, source_[position_++]);
  }
  return unit;
}

// https://tc39.es/ecma262/#prod-RegExpIdentifierName: code points in every mode.
bool Reader::name_character(uint32_t* character) {
  uint32_t unit = source_[position_++];
  if (unit == '\\') {
    return accept('u') && unicode_escape(true, character);
  }
  if (is_lead(unit) && is_trail(peek())) {
    unit = join(unit, source_[position_++]);
  }
  *character = unit;
  return true;
}

bool Reader::group_name(std::u16string* name) {
  while (more()) {
    if (at('>')) {
      advance();
      return !name->empty();
    }
    uint32_t character = 0;
    if (!name_character(&character)) {
      return false;
    }
    bool good =
        name->empty() ? syntax::is_identifier_start(character) : syntax::is_identifier_part(character);
    if (!good) {
      return false;
    }
    if (character > 0xFFFF) {
      name->push_back(static_cast<char16_t>(0xD800 + ((character - 0x10000) >> 10)));
      name->push_back(static_cast<char16_t>(0xDC00 + ((character - 0x10000) & 0x3FF)));
    } else {
      name->push_back(static_cast<char16_t>(character));
    }
  }
  return false;
}

int32_t Reader::name_index(const std::u16string& name) {
  auto [entry, added] = name_indices_.try_emplace(name, static_cast<int32_t>(pattern_->names.size()));
  if (added) {
    pattern_->names.push_back({name, {}});
  }
  return entry->second;
}

bool Reader::at_braced_quantifier() const {
  Reader copy(source_, flags_, pattern_, error_, interruption_);
  copy.position_ = position_;
  int32_t least = 0;
  int32_t most = 0;
  return copy.braced_quantifier(&least, &most);
}

bool Reader::braced_quantifier(int32_t* least, int32_t* most) {
  uint32_t start = position_;
  auto number = [&](int32_t* value) {
    int64_t sum = 0;
    uint32_t before = position_;
    for (; at_digit(); advance()) {
      sum = std::min<int64_t>(sum * 10 + (peek() - '0'), kInfinity);
    }
    *value = static_cast<int32_t>(sum);
    return position_ > before;
  };
  bool good = accept('{') && number(least);
  if (good) {
    *most = *least;
    if (accept(',') && !number(most)) {
      *most = kInfinity;
    }
    good = accept('}');
  }
  if (!good) {
    position_ = start;
  }
  return good;
}

bool Reader::at_class_escape() const {
  switch (peek()) {
    case 'd':
    case 'D':
    case 's':
    case 'S':
    case 'w':
    case 'W':
      return true;
    case 'p':
    case 'P':
      return unicode();
    default:
      return false;
  }
}

bool Reader::class_escape(uint32_t start, bool in_class, bool* has_strings) {
  char16_t letter = peek();
  advance();
  if (letter == 'p' || letter == 'P') {
    return property_escape(start, letter == 'P', in_class, has_strings);
  }
  push(NodeKind::kClassEscape, start, 1, 0, letter, 0);
  return true;
}

// https://tc39.es/ecma262/#prod-UnicodePropertyValueExpression
bool Reader::property_escape(uint32_t start, bool negated, bool in_class, bool* has_strings) {
  const char* message = in_class ? "Invalid property name in character class" : "Invalid property name";
  std::string parts[2];
  int part = 0;
  if (!accept('{')) {
    return fail(message, start);
  }
  for (; !at('}'); advance()) {
    char16_t unit = peek();
    if (unit == '=' && part == 0) {
      part = 1;
    } else if (more() && (is_letter(unit) || at_digit() || unit == '_')) {
      parts[part].push_back(static_cast<char>(unit));
    } else {
      return fail(message, start);
    }
  }
  advance();
  Property property;
  if (!find_property(parts[0], parts[1], part == 1, unicode_sets(), &property)) {
    return fail(message, start);
  }
  if (property.kind == PropertyKind::kStrings) {
    if (negated) {
      return fail(message, start);
    }
    if (has_strings != nullptr) {
      *has_strings = true;
    }
  }
  push(NodeKind::kProperty, start, 1, negated ? kNegated : 0, static_cast<int32_t>(property.kind),
       property.row);
  return true;
}

bool Reader::hex_digits(int count, uint32_t* value) {
  uint32_t sum = 0;
  for (int i = 0; i < count; i++) {
    int digit = position_ + static_cast<uint32_t>(i) < source_.size()
                    ? hex_value(peek(static_cast<uint32_t>(i)))
                    : -1;
    if (digit < 0) {
      return false;
    }
    sum = sum * 16 + static_cast<uint32_t>(digit);
  }
  advance(static_cast<uint32_t>(count));
  *value = sum;
  return true;
}

bool Reader::braced_code_point(uint32_t* value) {
  uint32_t start = position_;
  advance();
  uint32_t sum = 0;
  for (; more() && hex_value(peek()) >= 0 && sum <= 0x10FFFF; advance()) {
    sum = sum * 16 + static_cast<uint32_t>(hex_value(peek()));
  }
  bool good = position_ > start + 1 && sum <= 0x10FFFF && accept('}');
  if (!good) {
    position_ = start;
  }
  *value = sum;
  return good;
}

// After \u. `pairs`: code points and surrogate pairs are escapes of one character.
bool Reader::unicode_escape(bool pairs, uint32_t* value) {
  if (pairs && at('{')) {
    return braced_code_point(value);
  }
  if (!hex_digits(4, value)) {
    return false;
  }
  if (pairs && is_lead(*value) && at('\\') && peek(1) == 'u') {
    uint32_t after_lead = position_;
    uint32_t trail = 0;
    advance(2);
    if (hex_digits(4, &trail) && is_trail(trail)) {
      *value = join(*value, trail);
    } else {
      position_ = after_lead;
    }
  }
  return true;
}

// https://tc39.es/ecma262/#prod-CharacterEscape, #prod-annexB-ClassEscape
bool Reader::character_escape(uint32_t start, bool in_class, uint32_t* character) {
  static constexpr std::u16string_view kControls = u"tnvfr";
  static constexpr char kControlValues[] = "\t\n\v\f\r";
  char16_t unit = peek();
  size_t control = kControls.find(unit);
  if (control != std::u16string_view::npos) {
    advance();
    *character = static_cast<uint32_t>(kControlValues[control]);
    return true;
  }
  switch (unit) {
    case 'c':
      return control_escape(start, in_class, character);
    case '0':
      if (!(peek(1) >= '0' && peek(1) <= '9')) {
        advance();
        *character = 0;
        return true;
      }
      [[fallthrough]];
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
      if (unicode()) {
        return fail(in_class ? "Invalid class escape" : "Invalid decimal escape", start);
      }
      legacy_octal_or_digit(character);
      return true;
    case 'x':
      advance();
      if (!hex_digits(2, character)) {
        *character = 'x';
        return !unicode() || fail("Invalid escape", start);
      }
      return true;
    case 'u':
      advance();
      if (!unicode_escape(unicode(), character)) {
        *character = 'u';
        return !unicode() || fail("Invalid Unicode escape", start);
      }
      return true;
    default:
      return identity_escape(start, in_class, character);
  }
}

bool Reader::control_escape(uint32_t start, bool in_class, uint32_t* character) {
  char16_t letter = peek(1);
  bool annex_b_class = in_class && !unicode() && ((letter >= '0' && letter <= '9') || letter == '_');
  if (is_letter(letter) || annex_b_class) {
    advance(2);
    *character = letter % 32;
    return true;
  }
  if (unicode()) {
    return fail("Invalid Unicode escape", start);
  }
  *character = '\\';  // Annex B: the backslash stands for itself, c is read again
  return true;
}

bool Reader::identity_escape(uint32_t start, bool in_class, uint32_t* character) {
  if (!unicode()) {
    if (peek() == 'k' && has_names_) {
      return fail("Invalid escape", start);
    }
    *character = source_[position_++];
    return true;
  }
  *character = next_character();
  bool good = is_syntax_character(*character) || (in_class && *character == '-');
  return good || fail("Invalid escape", start);
}

// https://tc39.es/ecma262/#prod-annexB-LegacyOctalEscapeSequence; \8 and \9 are the digits.
void Reader::legacy_octal_or_digit(uint32_t* character) {
  uint32_t value = static_cast<uint32_t>(peek() - '0');
  advance();
  if (value >= 8) {
    *character = '0' + value;
    return;
  }
  for (int more_digits = value <= 3 ? 2 : 1; more_digits > 0 && peek() >= '0' && peek() <= '7';
       more_digits--) {
    value = value * 8 + static_cast<uint32_t>(peek() - '0');
    advance();
  }
  *character = value;
}

}  // namespace whipsnake::regexp
