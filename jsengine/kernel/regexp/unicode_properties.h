// The property names that \p{...} accepts: https://tc39.es/ecma262/#table-nonbinary-unicode-properties,
// #table-binary-unicode-properties, #table-binary-unicode-properties-of-strings, and the values of
// General_Category and Script in Unicode 17. The rows are in unicode_properties.cpp; the character data is
// keyed by these rows.
#pragma once

#include <cstdint>
#include <string_view>

namespace whipsnake::regexp {

enum class PropertyKind : uint8_t { kGeneralCategory, kScript, kScriptExtensions, kBinary, kStrings };

struct PropertyName {
  const char* name;
  const char* alias;   // same as name if there is none
  const char* alias2;  // a few have a third spelling
};

struct PropertyTable {
  const PropertyName* rows;
  int count;
};

PropertyTable property_table(PropertyKind kind);

struct Property {
  PropertyKind kind = PropertyKind::kBinary;
  int row = -1;
};

// `value` is empty for a lone name. Properties of strings are found only if `unicode_sets`.
bool find_property(std::string_view name, std::string_view value, bool has_value, bool unicode_sets,
                   Property* found);

}  // namespace whipsnake::regexp
