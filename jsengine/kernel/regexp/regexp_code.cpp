#include "jsengine/kernel/regexp/regexp_code.h"

#include <algorithm>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/regexp/regexp_cache.h"

namespace whipsnake {

namespace {

// More than this is not kept from one match to the next.
constexpr size_t kLargeStack = 1 << 17;

std::u16string units_of(String* text) {
  if (text->is_two_byte()) return {text->utf16_chars(), text->length()};
  return {text->latin1_chars(), text->latin1_chars() + text->length()};
}

Abrupt throw_pattern_error(Agent* agent, String* pattern, uint8_t flags, const char* reason) {
  StringBuilder builder(agent);
  builder.append_ascii("Invalid regular expression: /");
  builder.append(pattern);
  builder.append_ascii("/");
  for (int bit = 0; bit < 8; bit++)
    if (flags >> bit & 1) builder.append_unit(char16_t("dgimsuvy"[bit]));
  builder.append_ascii(": ");
  builder.append_ascii(reason);
  String* message = TRY(builder.finish());
  return throw_new(agent, ErrorType::kSyntaxError, message);
}

RegExpCode* compile_code(Agent* agent, String* pattern, uint8_t flags) {
  regexp::Pattern tree;
  regexp::PatternError error;
  auto* program = new regexp::Program;
  Interruption interruption = interruption_of(agent);
  bool good = regexp::parse_pattern(units_of(pattern), flags, &tree, &error, interruption);
  if (good && !regexp::compile(tree, flags, program, interruption)) {
    error.message = "Regular expression too large";
    good = false;
  }
  if (!good) {
    delete program;
    if (interruption.happened()) return Abrupt{};
    return throw_pattern_error(agent, pattern, flags, error.message);
  }
  size_t bytes = program->bytes();
  if (!charge(agent, Category::kRegExp, bytes)) {
    delete program;
    return Abrupt{};
  }
  auto* code = TRY(allocate<RegExpCode>(agent, CellKind::kRegExpCode));
  code->pattern = pattern;
  code->program = program;
  code->bytes = bytes;
  return code;
}

}  // namespace

VISIT_CELL(RegExpCode, RegExpCode, &RegExpCode::pattern, &RegExpCode::group_keys)

KIND_FINALISER(RegExpCode) {
  auto* code = static_cast<RegExpCode*>(cell);
  uncharge(agent, Category::kRegExp, code->bytes);
  delete code->program;
}

void RegExpCache::visit(Marker& m) {
  if (m.is_major()) {
    std::fill_n(entries, kSize, nullptr);
    pristine = {};
  }
  for (RegExpCode* code : entries) m.cell(code);
  m.cell(pristine.realm);
  m.cell(pristine.prototype_layout);
  m.cell(pristine.constructor_layout);
  m.cell(last.text);
  m.value(last.input);
}

RegExpCache* regexp_cache(Agent* agent) {
  RegExpCache*& cache = agent->extras->regexps;
  if (cache == nullptr) cache = new RegExpCache(agent);
  return cache;
}

void delete_regexp_cache(Agent* agent) {
  RegExpCache* cache = agent->extras->regexps;
  if (cache == nullptr) return;
  regexp::release(agent, &cache->memory);
  delete cache;
  agent->extras->regexps = nullptr;
}

RegExpCode* regexp_code(Agent* agent, String* pattern, uint8_t flags) {
  TRY(flatten(agent, pattern));
  bool cached = pattern->length() <= RegExpCache::kLongestPattern;
  RegExpCode** place = nullptr;
  if (cached) {
    place = regexp_cache(agent)->place_of(string_hash(agent, pattern), flags);
    RegExpCode* code = *place;
    if (code != nullptr && code->regexp_flags() == flags &&
        (code->pattern == Value(pattern) || strings_equal(agent, code->pattern.as_string(), pattern)))
      return code;
  }
  RegExpCode* code = TRY(compile_code(agent, pattern, flags));
  if (cached) *place = code;
  return code;
}

Status parse_regexp_flags(Agent* agent, String* text, uint8_t* flags) {
  TRY(flatten(agent, text));
  if (text->length() <= 8 && regexp::parse_flags(units_of(text), flags)) return Status::kOk;
  StringBuilder builder(agent);
  builder.append_ascii("Invalid flags supplied to RegExp constructor '");
  builder.append(text);
  builder.append_ascii("'");
  String* message = TRY(builder.finish());
  return throw_new(agent, ErrorType::kSyntaxError, message);
}

MatchScope::MatchScope(Agent* agent) : agent_(agent) { std::swap(memory_, regexp_cache(agent)->memory); }

MatchScope::~MatchScope() {
  regexp::MatchMemory& kept = regexp_cache(agent_)->memory;
  if (memory_.capacity > kLargeStack || kept.registers != nullptr) {
    regexp::release(agent_, &memory_);
  } else {
    kept = memory_;
  }
}

void MatchScope::remember(const regexp::Program& program, String* text) {
  LastMatch& last = regexp_cache(agent_)->last;
  uint32_t count = program.capture_count;
  last.text = text;
  last.input = Value::absent();
  last.group_count = count;
  std::copy_n(memory_.registers, 2 * std::min(count, LastMatch::kMostGroups), last.places);
  last.last_start = memory_.registers[2 * count - 2];
  last.last_end = memory_.registers[2 * count - 1];
}

}  // namespace whipsnake
