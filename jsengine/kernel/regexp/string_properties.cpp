#include "jsengine/kernel/regexp/string_properties.h"

#include <array>
#include <string_view>

#include "jsengine/kernel/regexp/unicode_data.h"
#include "jsengine/kernel/regexp/unicode_properties.h"

namespace whipsnake::regexp {

namespace {

constexpr int kMostRows = 16;
using Members = std::vector<std::u32string>;

void append_members(int row, Members* members) {
  for (const uint32_t* at = kStringPropertyMembers[row]; *at != 0; at += 1 + *at) {
    members->emplace_back(at + 1, at + 1 + *at);
  }
}

std::array<Members, kMostRows> all_rows() {
  std::array<Members, kMostRows> rows;
  PropertyTable table = property_table(PropertyKind::kStrings);
  for (int row = 0; row < table.count; row++) {
    bool everything = std::string_view(table.rows[row].name) == "RGI_Emoji";
    for (int from = everything ? 0 : row; from <= (everything ? table.count - 1 : row); from++) {
      append_members(from, &rows[size_t(row)]);
    }
  }
  return rows;
}

}  // namespace

const std::vector<std::u32string>& string_property(int row) {
  static const std::array<Members, kMostRows> rows = all_rows();
  return rows[size_t(row)];
}

}  // namespace whipsnake::regexp
