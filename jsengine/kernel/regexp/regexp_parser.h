// The pattern grammar of ECMAScript 2025 (https://tc39.es/ecma262/#sec-patterns) with Annex B.1.2: a checker
// for regular expression literals, and the front of the regular expression compiler.
//
// The tree is flat and in post-order like the tree of the program: a node comes after its children, `size`
// counts the nodes of its subtree, the last child of node n is n-1 and the child before a child c is c -
// size(c).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jsengine/kernel/interruption.h"

namespace whipsnake::regexp {

enum class NodeKind : uint8_t {
  kCharacter,       // a: code point (u, v) or code unit
  kAny,             // .
  kClassEscape,     // a: one of d D s S w W
  kProperty,        // a: PropertyKind, b: row of its table; kNegated for \P
  kClass,           // a: ClassOperation; children: operands; kNegated
  kRange,           // a ... b, in a class only
  kClassString,     // children: characters; an alternative of \q{}
  kLineStart,       // ^
  kLineEnd,         // $
  kWordBoundary,    // \b, kNegated for \B
  kBackReference,   // a: group number
  kNamedReference,  // a: index into Pattern::names
  kCapture,         // a: group number, b: index into names or -1; one child
  kGroup,           // one child; a: flags added, b: flags removed (RegexpFlag bits)
  kLookAhead,       // one child; kNegated
  kLookBehind,      // one child; kNegated
  kQuantifier,      // a: least, b: most (kInfinity); kLazy; one child. Captures within: first_capture,
                    // capture_count
  kAlternative,     // children: terms in order
  kDisjunction,     // children: two or more alternatives
};

enum NodeFlag : uint8_t { kNegated = 1, kLazy = 2 };
enum class ClassOperation : uint8_t { kUnion, kIntersection, kSubtraction };
constexpr int32_t kInfinity = INT32_MAX;

struct Node {
  NodeKind kind;
  uint8_t flags = 0;
  uint32_t start = 0;  // in code units of the pattern
  uint32_t end = 0;
  uint32_t size = 1;
  int32_t a = 0;
  int32_t b = 0;
  uint32_t first_capture = 0;  // kQuantifier only
  uint32_t capture_count = 0;
};

enum RegexpFlag : uint8_t {
  kHasIndices = 1,    // d
  kGlobal = 2,        // g
  kIgnoreCase = 4,    // i
  kMultiline = 8,     // m
  kDotAll = 16,       // s
  kUnicode = 32,      // u
  kUnicodeSets = 64,  // v
  kSticky = 128,      // y
};

// Returns false for an unknown or repeated flag and for u with v.
bool parse_flags(std::u16string_view text, uint8_t* flags);

struct GroupName {
  std::u16string text;
  std::vector<uint32_t> groups;  // more than one: in different alternatives
};

struct Pattern {
  std::vector<Node> nodes;       // the root is the last one
  std::vector<GroupName> names;  // in order of the first group of each name
  uint32_t capture_count = 0;    // without group 0
};

struct PatternError {
  const char* message = nullptr;  // in V8's words, without "Invalid regular expression: /.../: "
  uint32_t offset = 0;            // in code units of the pattern
};

// Fills `pattern` and returns true, or fills `error`: with anything when it was interrupted.
bool parse_pattern(std::u16string_view source, uint8_t flags, Pattern* pattern, PatternError* error,
                   const Interruption&);

}  // namespace whipsnake::regexp
