#include "jsengine/kernel/source_text.h"

#include <algorithm>
#include <cstdlib>

#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/portable/portable.h"
#include "jsengine/kernel/syntax/parser.h"

namespace whipsnake {

namespace {

bool make_line_table(Source* source) {
  const uint8_t* text = source->parsed->text.data();
  std::vector<uint32_t> starts = {0};
  for (uint32_t i = 0; i < source->parsed->length;) {
    uint32_t length = syntax::line_terminator_length(text + i);
    i += length != 0 ? length : 1;
    if (length != 0) starts.push_back(i);
  }
  auto* lines = static_cast<uint32_t*>(malloc(starts.size() * sizeof(uint32_t)));
  if (lines == nullptr) return false;
  std::copy(starts.begin(), starts.end(), lines);
  source->line_starts = lines;
  source->line_count = uint32_t(starts.size());
  return true;
}

}  // namespace

bool line_and_column(Source* source, uint32_t position, uint32_t* line, uint32_t* column) {
  if (source->parsed == nullptr || position > source->parsed->length) return false;
  if (source->line_starts == nullptr && !make_line_table(source)) return false;
  const uint32_t* first = source->line_starts;
  const uint32_t* after = std::upper_bound(first, first + source->line_count, position);
  *line = uint32_t(after - first);
  const uint8_t* text = source->parsed->text.data();
  uint32_t units = 1;
  for (uint32_t i = after[-1]; i < position; i++)
    if ((text[i] & 0xC0) != 0x80) units += text[i] >= 0xF0 ? 2 : 1;
  *column = units + (*line == 1 ? source->columns_before : 0);
  *line += source->lines_before;
  return true;
}

void visit_Source(Marker& m, Cell* c) {
  auto* source = static_cast<Source*>(c);
  visit_fields(m, source, &Source::name, &Source::host_defined);
  for (uint32_t i = 0; source->functions && i < source->aux; i++) m.cell(source->functions[i]);
}

KIND_FINALISER(Source) {
  auto* source = static_cast<Source*>(cell);
  uncharge(agent, Category::kParse, size_t(source->charged) * 1024);
  if (source->parsed) delete_parsed_source(source->parsed);
  uncharge(agent, Category::kCode, size_t(source->code_charged) * 1024);
  delete_code_file(source->code_file);
  free(source->functions);
  free(source->line_starts);
}

// The tables of a code are one block: instructions first, positions last.
KIND_FINALISER(Code) {
  auto* code = static_cast<Code*>(cell);
  if (code->instructions == nullptr) return;
  release_baseline(agent, code);
  auto* end = reinterpret_cast<const uint8_t*>(code->positions + code->position_count);
  uncharge(agent, Category::kCode, size_t(end - reinterpret_cast<const uint8_t*>(code->instructions)));
  free(const_cast<uint16_t*>(code->instructions));
}

std::string_view line_text(Source* source, uint32_t line) {
  std::string_view text = text_of(source->parsed);
  line -= source->lines_before;
  uint32_t start = source->line_starts[line - 1];
  uint32_t end = line < source->line_count ? source->line_starts[line] : uint32_t(text.size());
  while (end > start && syntax::line_terminator_length(source->parsed->text.data() + end - 1) != 0) end--;
  return text.substr(start, end - start);
}

}  // namespace whipsnake
