// One parse from beginning to end: the generated parser, then the resolving pass, or an error in words.
#include <pthread.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/parser_errors.h"
#include "jsengine/kernel/syntax/parser_resolve.h"
#include "jsengine/kernel/syntax/parser_runtime.h"

namespace whipsnake::syntax {

namespace {

// What is left of the native stack for everything that is no rule of the grammar.
constexpr size_t STACK_RESERVE = 96 * 1024;

// Offsets are 32 bits, and the tree must be countable too.
constexpr size_t MAXIMUM_LENGTH = size_t{1} << 30;

uintptr_t limit_of_this_thread() {
  thread_local uintptr_t limit = 0;
  if (limit != 0) return limit;
  pthread_attr_t attributes;
  void* lowest = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
  }
  const uintptr_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  // Without an answer, or with an unlimited main stack, a quarter of a megabyte is what may be counted on.
  constexpr size_t MOST = size_t{256} << 20;
  const uintptr_t low = reinterpret_cast<uintptr_t>(lowest);
  if (lowest == nullptr || here - low > MOST) return limit = here - 256 * 1024;
  return limit = low + STACK_RESERVE;
}

bool prepare(ParsedSource& source, Parser& p, const ParseOptions& options) {
  p.text = source.text.data();
  p.end = p.text + source.length;
  p.furthest = p.text;
  p.name_start = p.text;
  p.context = options.goal == ParseGoal::Module ? CONTEXT_MODULE | CONTEXT_AWAIT
              : options.awaits                  ? CONTEXT_AWAIT
                                                : 0;
  p.interruption = source.interruption;
  p.node_array = &source.nodes;
  p.atom_array = &source.atoms;
  p.stack_limit = options.stack_limit != nullptr ? reinterpret_cast<uintptr_t>(options.stack_limit)
                                                 : limit_of_this_thread();
  // A node for about every eight bytes of ordinary source; the arrays grow if that is too little.
  const uint32_t guess = source.length / 8 + 64;
  if (!source.nodes.reserve(guess) || !source.atoms.reserve(guess)) return false;
  p.grow();
  return true;
}

// The generated parser leaves by longjmp where it must, so nothing here may own anything.
bool run(ParsedSource& source, Parser& p, ParseGoal goal) {
  const int why = setjmp(p.abort);
  if (why != 0) {
    report_abort(source, p, static_cast<Abort>(why));
    return false;
  }
  const uint8_t* end = parse_goal(p, goal, p.text);
  p.interruption = &kUninterrupted;  // there is no way out of the search for words
  if (end == nullptr || end != p.end) {
    report_failure(source, p);
    return false;
  }
  return true;
}

bool copy_text(ParsedSource& source, const uint8_t* text, size_t length) {
  if (length > MAXIMUM_LENGTH || !source.text.resize(static_cast<uint32_t>(length) + TEXT_PADDING))
    return false;
  constexpr size_t PIECE = 1 << 20;
  for (size_t from = 0; from < length && !source.interruption->happened(); from += PIECE)
    std::memcpy(source.text.data() + from, text + from, std::min(PIECE, length - from));
  std::memset(source.text.data() + length, 0, TEXT_PADDING);
  source.length = static_cast<uint32_t>(length);
  return true;
}

}  // namespace

size_t ParsedSource::bytes() const {
  return text.bytes() + nodes.bytes() + atoms.bytes() + names.bytes() + numbers.bytes() + pairs.bytes();
}

void ParsedSource::report_interruption() {
  error = {};
  error.kind = SourceErrorKind::Interrupted;
}

void ParsedSource::fail(SourceErrorStage stage, uint32_t start, uint32_t end, const char* format, ...) {
  if (error) return;
  error.kind = SourceErrorKind::Syntax;
  error.stage = stage;
  error.start = start;
  error.end = end;
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(error.message, sizeof error.message, format, arguments);
  va_end(arguments);
}

bool parse(ParsedSource& source, const uint8_t* text, size_t length, const ParseOptions& options) {
  source.goal = options.goal;
  if (!copy_text(source, text, length)) {
    report_memory(source);
    return false;
  }
  Parser p;
  if (!prepare(source, p, options)) {
    report_memory(source);
    return false;
  }
  const bool parsed = run(source, p, options.goal);
  const uint32_t count = parsed ? p.count : 0;
  if (!source.nodes.resize(count) || !source.atoms.resize(count)) return false;
  if (!parsed || !resolve(source)) {
    source.nodes.clear();
    source.atoms.clear();
    return false;
  }
  source.nodes.shrink();
  source.atoms.shrink();
  return true;
}

}  // namespace whipsnake::syntax
