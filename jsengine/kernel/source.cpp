#include "jsengine/kernel/source.h"

#include <cstdlib>
#include <cstring>

#include "jsengine/kernel/activity.h"
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/portable/portable.h"
#include "jsengine/kernel/self_hosting.h"
#include "jsengine/kernel/source_text.h"
#include "jsengine/kernel/source_view.h"
#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake {

// -- What a source is behind its cell: a Python object, so that the emitter can read it.

std::string_view text_of(const ParsedSource* source) {
  return {reinterpret_cast<const char*>(source->text.data()), source->length};
}
void delete_parsed_source(ParsedSource* source) {
  Py_DECREF(reinterpret_cast<PyObject*>(syntax::object_of(source)));
}
const syntax::ScopeTables& scope_tables(const Source* source) {
  return syntax::object_of(source->parsed)->tables;
}

String* atom_string(Agent* agent, const Source* source, uint32_t atom) {
  const syntax::AtomTable& names = source->parsed->names;
  String* text = new_utf16_string(agent, names.units(atom), names.length(atom));
  if (text == nullptr) return nullptr;
  PropertyKey key = key_from_string(agent, text);
  return key.is_string() ? key.as_string() : text;
}

// Whether the atom's text is the string's from `first` on.
static bool same_text(const syntax::AtomTable& names, uint32_t atom, String* text, uint32_t first) {
  if (names.length(atom) != text->length() - first) return false;
  const char16_t* units = names.units(atom);
  for (uint32_t i = first; i < text->length(); i++)
    if (units[i - first] != text->unit(i)) return false;
  return true;
}

int32_t find_variable(Agent* agent, const Source* source, uint32_t scope_index, String* name) {
  const syntax::ScopeTables& tables = scope_tables(source);
  const syntax::Scope& scope = tables.scopes[scope_index];
  flatten(agent, name);
  bool is_private = name->length() > 0 && name->unit(0) == u'#';
  for (uint32_t i = scope.first_variable; i < scope.first_variable + scope.variable_count; i++) {
    const syntax::Variable& v = tables.variables[i];
    bool has_name =
        is_private ? v.kind == syntax::VariableKind::PRIVATE : v.kind <= syntax::VariableKind::ARGUMENTS;
    if (has_name && v.slot >= 0 && v.atom != syntax::NO_ATOM &&
        same_text(source->parsed->names, v.atom, name, is_private ? 1 : 0)) {
      return int32_t(i);
    }
  }
  return -1;
}

// -- Making one

static Abrupt throw_source_error(Agent* agent, const syntax::SourceError& error) {
  if (error.kind == syntax::SourceErrorKind::Interrupted) return Abrupt{};
  if (error.kind == syntax::SourceErrorKind::Memory) return throw_out_of_memory(agent);
  String* message = string_from_utf8(agent, error.message);
  if (message == nullptr) return Abrupt{};
  bool deep = error.kind == syntax::SourceErrorKind::TooDeep;
  return throw_new(agent, deep ? ErrorType::kRangeError : ErrorType::kSyntaxError, message);
}

static bool parse_and_analyse(syntax::ParsedSourceObject* object, const std::string& text, Goal goal,
                              const syntax::OuterContext* outer) {
  syntax::ParseOptions options;
  options.goal = goal == Goal::kModule ? syntax::ParseGoal::Module : syntax::ParseGoal::Script;
  options.awaits = goal == Goal::kInteractive;
  return syntax::parse(object->source, reinterpret_cast<const uint8_t*>(text.data()), text.size(), options) &&
         syntax::analyse(object->source, goal, outer, &object->tables);
}

Source* new_source(Agent* agent, std::string text, Goal goal, const syntax::OuterContext* outer, Value name,
                   Value host_defined) {
  ActivityScope scope(Activity::kParsing);
  syntax::ParsedSourceObject* object = syntax::new_parsed_source();
  if (object == nullptr) return fail_in_python(agent);
  Interruption interruption = interruption_of(agent);
  object->source.interruption = &interruption;
  bool is_good = parse_and_analyse(object, text, goal, outer);
  object->source.interruption = &kUninterrupted;
  if (!is_good) {
    Abrupt abrupt = throw_source_error(agent, object->source.error);
    Py_DECREF(reinterpret_cast<PyObject*>(object));
    return abrupt;
  }
  size_t kilobytes = (object->source.bytes() + object->tables.bytes()) / 1024 + 1;
  if (!charge(agent, Category::kParse, kilobytes * 1024)) {
    Py_DECREF(reinterpret_cast<PyObject*>(object));
    return nullptr;
  }
  Source* source = allocate<Source>(agent, CellKind::kSource);
  source->charged = uint32_t(kilobytes);
  source->parsed = &object->source;
  source->name = name;
  source->host_defined = host_defined;
  size_t count = object->tables.functions.size();
  source->functions = static_cast<FunctionInfo**>(calloc(count + 1, sizeof(FunctionInfo*)));
  if (source->functions == nullptr) return throw_out_of_memory(agent);
  source->aux = uint32_t(count);
  return source;
}

// -- Functions

static FunctionKind kind_of(syntax::FunctionKind kind) {
  switch (kind) {
    case syntax::FunctionKind::SCRIPT:
      return FunctionKind::kScript;
    case syntax::FunctionKind::MODULE:
      return FunctionKind::kModule;
    case syntax::FunctionKind::EVAL:
      return FunctionKind::kEval;
    case syntax::FunctionKind::DECLARATION:
    case syntax::FunctionKind::EXPRESSION:
      return FunctionKind::kNormal;
    case syntax::FunctionKind::ARROW:
      return FunctionKind::kArrow;
    case syntax::FunctionKind::METHOD:
      return FunctionKind::kMethod;
    case syntax::FunctionKind::GETTER:
      return FunctionKind::kGetter;
    case syntax::FunctionKind::SETTER:
      return FunctionKind::kSetter;
    case syntax::FunctionKind::CONSTRUCTOR:
      return FunctionKind::kClassConstructor;
    case syntax::FunctionKind::DERIVED_CONSTRUCTOR:
      return FunctionKind::kDerivedConstructor;
    case syntax::FunctionKind::FIELD:
      return FunctionKind::kFieldInitialiser;
    case syntax::FunctionKind::STATIC_BLOCK:
      return FunctionKind::kStaticBlock;
  }
  ENGINE_BUG("a function of no kind");
}

static uint16_t flags_of(const syntax::Function& row, FunctionKind kind) {
  uint16_t flags = 0;
  if (row.flags & syntax::FunctionFlag::STRICT) flags |= kStrict;
  if (row.flags & syntax::FunctionFlag::GENERATOR) flags |= kGeneratorFunction;
  if (row.flags & syntax::FunctionFlag::ASYNC) flags |= kAsyncFunction;
  bool generator = flags & kGeneratorFunction;
  if (generator || (kind == FunctionKind::kNormal && !(flags & kAsyncFunction)))
    flags |= kHasPrototypeProperty;
  return flags;
}

// Where the text of a function stands. A class constructor shows its class.
static uint32_t node_of(const syntax::ScopeTables& tables, uint32_t index) {
  const syntax::Function& row = tables.functions[index];
  if (row.kind != syntax::FunctionKind::CONSTRUCTOR && row.kind != syntax::FunctionKind::DERIVED_CONSTRUCTOR)
    return row.node;
  for (int32_t s = tables.scopes[row.scope].parent; s >= 0; s = tables.scopes[size_t(s)].parent)
    if (tables.scopes[size_t(s)].constructor == int32_t(index)) return tables.scopes[size_t(s)].node;
  return row.node;
}

FunctionInfo* function_info(Agent* agent, Source* source, uint32_t index) {
  if (FunctionInfo* known = source->functions[index]) return known;
  const syntax::Function& row = scope_tables(source).functions[index];
  auto* info = allocate<FunctionInfo>(agent, CellKind::kFunctionInfo);
  info->source = source;
  info->index = index;
  info->function_kind = kind_of(row.kind);
  info->function_flags = flags_of(row, info->function_kind);
  if (source->flags & kSelfHostedSource)
    info->function_flags = (info->function_flags & ~kHasPrototypeProperty) | kSelfHosted;
  if (source->flags & kPlatformSource) info->function_flags |= kOfPlatform;
  info->length = row.length;
  const syntax::Node& node = source->parsed->nodes[node_of(scope_tables(source), index)];
  info->start = node.start;
  info->end = node.end;
  info->name = Value::undefined();
  if (row.name != syntax::NO_ATOM)
    store(agent, info, &info->name, Value(TRY(atom_string(agent, source, row.name))));
  source->functions[index] = info;
  write_barrier(agent, source);
  return info;
}

Code* code_of(Agent* agent, FunctionInfo* info) {
  if (info->code != nullptr) return info->code;
  ActivityScope scope(Activity::kEmitting);
  Code* code = nullptr;
  if (has_portable_code(info)) {
    code = TRY(read_portable_code(agent, info));
  } else {
    if (agent->extras->hooks.compile == nullptr) ENGINE_BUG("a function of bytecode, and no compiler");
    code = TRY(agent->extras->hooks.compile(agent, info));
    info->source->flags |= kFreshCode;
  }
  store(agent, info, &info->code, code);
  return code;
}

Value run_script(Agent* agent, Realm* realm, Source* source) {
  FunctionInfo* info = TRY(function_info(agent, source, 0));
  Function* program = TRY(new_closure(agent, realm, info, nullptr));
  return call(agent, Value(program), realm->global_this, nullptr, 0);
}

static void append_code_point(std::string* text, uint32_t c) {
  if (c < 0x80) {
    *text += char(c);
  } else if (c < 0x800) {
    *text += {char(0xC0 | c >> 6), char(0x80 | (c & 63))};
  } else if (c < 0x10000) {
    *text += {char(0xE0 | c >> 12), char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63))};
  } else {
    *text += {char(0xF0 | c >> 18), char(0x80 | (c >> 12 & 63)), char(0x80 | (c >> 6 & 63)),
              char(0x80 | (c & 63))};
  }
}

Status append_utf8(Agent* agent, String* s, std::string* out) {
  constexpr uint32_t kPiece = 1 << 16;  // between polls
  s = TRY(flatten(agent, s));
  out->reserve(out->size() + s->length());
  for (uint32_t i = 0; i < s->length(); i++) {
    if (i % kPiece == 0) TRY(poll(agent));
    uint32_t c = s->unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < s->length()) {
      uint32_t low = s->unit(i + 1);
      if (low >= 0xDC00 && low < 0xE000) c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00), i++;
    }
    append_code_point(out, c);
  }
  return Status::kOk;
}

std::string utf8_of(Agent* agent, String* s) {
  std::string text;
  (void)append_utf8(agent, s, &text);
  return text;
}

}  // namespace whipsnake
