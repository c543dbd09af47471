// Constants of a record: read one by one, made into values, and back.
#pragma once

#include <string_view>

#include "jsengine/kernel/portable/bytes.h"
#include "jsengine/kernel/portable/format.h"
#include "jsengine/kernel/symbol.h"

namespace whipsnake {

// One constant as it stands in the file.
struct PortableConstant {
  ConstantTag tag;
  double number;          // kInt32, kNumber; kFunction, kNamedFunction: the row; kSymbol: which
  std::string_view text;  // kLatin1, kUtf16, kBigInt: characters, units or digits
  bool flag;              // kBigInt: negative; kNamedFunction: its name has two bytes a character
  uint32_t count;         // kList: so many constants follow
  bool is_text() const { return tag == ConstantTag::kLatin1 || tag == ConstantTag::kUtf16; }
};

// False: malformed.
bool read_constant(ByteReader*, PortableConstant*);
// The value of the constant that begins here, of a list with all that is in it. Abrupt with nothing pending
// but for want of memory: malformed.
Value constant_from_bytes(Agent*, Source*, ByteReader*);
// False: the value is none that an emitter makes.
bool write_constant(Agent*, Value, ByteWriter*);

}  // namespace whipsnake
