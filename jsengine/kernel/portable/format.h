// Portable bytecode: a source's text with the bytecode of its functions, as a file. docs/bytecode-files.md
// describes it to users.
//
// The text stands in the file because functions show it (toString), positions in stack traces are counted in
// it, and it is parsed again when the file is read: names, scopes and the records of modules are never taken
// from the file, so that only instructions have to be proved safe (verifier.h). The parser does 80 MB/s.
//
//   FileHeader, padded to 8 bytes
//   name, text: bytes of UTF-8
//   padding; a RecordEntry for each function that has bytecode, by rising row of the function table
//   padding before each record: RecordHeader, instructions, handlers, positions, constants
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

// The first bytes tell a file that went through a conversion of line ends or of encodings.
inline constexpr char kPortableMagic[8] = {'\x89', 'W', 'S', 'C', '\r', '\n', '\x1a', '\n'};
// Generated from what bytecode depends on: opcodes, emitter, grammar, scopes.
extern const uint64_t kBytecodeVersion;

enum class PortableKind : uint32_t { kScript, kModule, kLibrary };

struct FileHeader {
  char magic[8];
  uint64_t version;
  uint64_t checksum;  // hash_bytes of everything behind it
  uint32_t kind;      // PortableKind
  uint32_t name_length, text_length;
  uint32_t record_count;
  uint32_t size;  // of the file
  uint32_t unused;
};
inline constexpr size_t kChecksummedFrom = 24;
static_assert(sizeof(FileHeader) == 48);

struct RecordEntry {
  uint32_t function;  // row of the function table
  uint32_t offset, length;
};

struct RecordHeader {
  uint32_t instruction_count, constant_count, handler_count, position_count;
  uint32_t register_count, formal_count, feedback_count, arguments_register, function_flags;
  uint32_t constant_bytes;
};

// How a constant begins; the payload follows.
enum class ConstantTag : uint8_t {
  kUndefined,
  kFalse,
  kTrue,
  kInt32,          // int32
  kNumber,         // double
  kLatin1,         // u32 length, bytes
  kUtf16,          // u32 length, units
  kFunction,       // u32 row of the function table
  kNamedFunction,  // u32 row, then its name as a string constant
  kBigInt,         // u8 whether negative, u32 count of hexadecimal digits, the digits
  kSymbol,         // u8 WellKnownSymbol
  kList,           // u32 count, then so many constants that are no lists
};

}  // namespace whipsnake
