#include "jsengine/kernel/regexp/widths.h"

namespace whipsnake::regexp {

namespace {

constexpr Width kEmpty = {true, true};
constexpr Width kSome = {false, false};
constexpr Width kMaybe = {true, false};

// An alternative is empty when all its terms are; a disjunction when one alternative is.
Width combined(const Pattern& pattern, const std::vector<Width>& widths, uint32_t n) {
  const Node& node = pattern.nodes[n];
  bool disjunction = node.kind == NodeKind::kDisjunction;
  Width width = {!disjunction, true};
  for (uint32_t c = n - 1; c + node.size > n; c -= pattern.nodes[c].size) {
    width.always_empty &= widths[c].always_empty;
    width.may_be_empty = disjunction ? width.may_be_empty || widths[c].may_be_empty
                                     : width.may_be_empty && widths[c].may_be_empty;
    if (c < pattern.nodes[c].size) break;
  }
  return width;
}

Width quantified(const Node& node, Width child) {
  if (node.b == 0) return kEmpty;
  return {child.may_be_empty || node.a == 0, child.always_empty};
}

}  // namespace

std::vector<Width> widths_of(const Pattern& pattern, bool unicode_sets) {
  std::vector<Width> widths(pattern.nodes.size());
  for (uint32_t n = 0; n < widths.size(); n++) {
    const Node& node = pattern.nodes[n];
    switch (node.kind) {
      case NodeKind::kCharacter:
      case NodeKind::kAny:
      case NodeKind::kClassEscape:
      case NodeKind::kRange:
        widths[n] = kSome;
        break;
      case NodeKind::kProperty:
      case NodeKind::kClass:
      case NodeKind::kClassString:
        widths[n] = unicode_sets ? kMaybe : kSome;
        break;
      case NodeKind::kBackReference:
      case NodeKind::kNamedReference:
        widths[n] = kMaybe;
        break;
      case NodeKind::kLineStart:
      case NodeKind::kLineEnd:
      case NodeKind::kWordBoundary:
      case NodeKind::kLookAhead:
      case NodeKind::kLookBehind:
        widths[n] = kEmpty;
        break;
      case NodeKind::kCapture:
      case NodeKind::kGroup:
        widths[n] = widths[n - 1];
        break;
      case NodeKind::kQuantifier:
        widths[n] = quantified(node, widths[n - 1]);
        break;
      case NodeKind::kAlternative:
      case NodeKind::kDisjunction:
        widths[n] = combined(pattern, widths, n);
        break;
    }
  }
  return widths;
}

}  // namespace whipsnake::regexp
