#include "jsengine/kernel/source_text.h"

#include <algorithm>
#include <cstdlib>

#include "jsengine/kernel/marker.h"

namespace whipsnake {

bool line_and_column(Source* source, uint32_t position, uint32_t* line, uint32_t* column) {
  if (source->parsed == nullptr || text_of == nullptr) return false;
  std::string_view text = text_of(source->parsed);
  if (position > text.size()) return false;
  auto start = text.begin(), at = start + position;
  *line = uint32_t(1 + std::count(start, at, '\n'));
  size_t newline = position == 0 ? std::string_view::npos : text.rfind('\n', position - 1);
  size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
  uint32_t units = 1;
  for (size_t i = line_start; i < position; i++) {
    auto byte = uint8_t(text[i]);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  *column = units;
  return true;
}

void visit_Source(Marker& m, Cell* c) {
  auto* source = static_cast<Source*>(c);
  visit_fields(m, source, &Source::name, &Source::host_defined);
  for (uint32_t i = 0; source->functions && i < source->aux; i++) m.cell(source->functions[i]);
}

KIND_FINALISER(Source) {
  auto* source = static_cast<Source*>(cell);
  if (source->parsed && delete_parsed_source) delete_parsed_source(source->parsed);
  free(source->functions);
}

// The tables of a code are one block: instructions first, positions last.
KIND_FINALISER(Code) {
  auto* code = static_cast<Code*>(cell);
  if (code->instructions == nullptr) return;
  auto* end = reinterpret_cast<const uint8_t*>(code->positions + code->position_count);
  uncharge(agent, Category::kCode, size_t(end - reinterpret_cast<const uint8_t*>(code->instructions)));
  free(const_cast<uint16_t*>(code->instructions));
}

}  // namespace whipsnake
