// Expressions as messages name them; V8's CallPrinter is what users of these messages know.
#include "jsengine/kernel/syntax/error_sites.h"
#include "jsengine/kernel/syntax/syntax_tree.h"

namespace whipsnake::syntax {

namespace {

constexpr int kDeepest = 32;
constexpr size_t kLongest = 400;  // bytes of one name or literal
constexpr const char* kUnnamed = "(intermediate value)";

class Printer {
 public:
  explicit Printer(const ParsedSource& source) : source_(source) {}

  std::string text;

  void print(uint32_t node, int depth = 0) {
    if (depth == kDeepest) return add(kUnnamed);
    node = unwrapped(source_, node);
    switch (source_.nodes[node].kind) {
      case NodeKind::Identifier:
      case NodeKind::This:
      case NodeKind::Null:
      case NodeKind::True:
      case NodeKind::False:
      case NodeKind::Number:
      case NodeKind::BigInt:
      case NodeKind::RegExp:
      case NodeKind::NewTarget:
      case NodeKind::ImportMeta:
        return add_source(start(node), end(node));
      case NodeKind::String:
        return add_quoted(source_.atoms[node]);
      case NodeKind::Template:
        return source_.nodes[node].size == 2 ? add_quoted(source_.pairs[2 * size_t(source_.atoms[node - 1])])
                                             : add(kUnnamed);
      case NodeKind::Array:
        return add(is_leaf(node) ? "[]" : "[...]");
      case NodeKind::Object:
        return add(is_leaf(node) ? "{}" : "{...}");
      case NodeKind::Member:
      case NodeKind::PrivateMember:
        return print_member(node, depth);
      case NodeKind::Index:
        return print_index(node, depth);
      case NodeKind::Call:
      case NodeKind::TaggedTemplate:
        print(source_.first_child(node), depth + 1);
        return add("(...)");
      default:
        return print_operation(node, depth);
    }
  }

 private:
  void print_member(uint32_t node, int depth) {
    print(source_.last_child(node), depth + 1);
    add(source_.nodes[node].has(FLAG_OPTIONAL) ? "?." : ".");
    if (source_.nodes[node].kind == NodeKind::PrivateMember) add("#");
    add_clipped(utf8_of(source_, source_.atoms[node]));
  }

  void print_index(uint32_t node, int depth) {
    const uint32_t key = source_.last_child(node);
    const bool is_optional = source_.nodes[node].has(FLAG_OPTIONAL);
    print(source_.before(key), depth + 1);
    if (source_.nodes[key].kind == NodeKind::String) {
      add(is_optional ? "?." : ".");
      return add_clipped(utf8_of(source_, source_.atoms[key]));
    }
    add(is_optional ? "?.[" : "[");
    print(key, depth + 1);
    add("]");
  }

  // With the operators as they stand in the text: they are what is between the operands.
  void print_operation(uint32_t node, int depth) {
    const uint32_t last = source_.last_child(node);
    switch (source_.nodes[node].kind) {
      case NodeKind::Unary:
        if (source_.nodes[last].kind == NodeKind::Number && source_.nodes[node].op() == NodeOperator::Minus)
          return add_source(start(node), end(node));
        [[fallthrough]];
      case NodeKind::PrefixUpdate:
        add("(");
        add_source(start(node), start(last));
        print(last, depth + 1);
        return add(")");
      case NodeKind::PostfixUpdate:
        add("(");
        print(last, depth + 1);
        add_source(end(last), end(node));
        return add(")");
      case NodeKind::Sequence:
        if (source_.first_of(source_.before(last)) != source_.first_of(node))
          return add(kUnnamed);  // of more
        return print_pair(source_.before(last), last, depth);
      case NodeKind::Binary:
      case NodeKind::Logical:
        return print_pair(source_.before(last), last, depth);
      default:
        return add(kUnnamed);
    }
  }

  void print_pair(uint32_t left, uint32_t right, int depth) {
    if (source_.nodes[left].kind == NodeKind::PrivateName) return add(kUnnamed);  // #x in o
    add("(");
    print(left, depth + 1);
    add(" ");
    add_source(end(left), start(right));
    add(" ");
    print(right, depth + 1);
    add(")");
  }

  uint32_t start(uint32_t node) const { return source_.nodes[node].start; }
  uint32_t end(uint32_t node) const { return source_.nodes[node].end; }
  bool is_leaf(uint32_t node) const { return source_.nodes[node].size == 1; }

  void add(std::string_view part) {
    if (text.size() < kDeepest * kLongest) text += part;
  }
  void add_clipped(std::string_view part) {
    if (part.size() <= kLongest) return add(part);
    size_t length = kLongest;
    while ((part[length] & 0xC0) == 0x80) length--;  // a character ends where another begins
    add(part.substr(0, length));
    add("...");
  }
  // Without space around it; -, typeof and their like keep the one that they need.
  void add_source(uint32_t from, uint32_t to) {
    std::string_view part(reinterpret_cast<const char*>(source_.text.data()) + from, to - from);
    const size_t first = part.find_first_not_of(" \t\n\r");
    if (first == std::string_view::npos) return;
    const size_t last = part.find_last_not_of(" \t\n\r");
    add_clipped(part.substr(first, last + 1 - first));
    if (part[last] >= 'a' && part[last] <= 'z' && last + 1 < part.size()) add(" ");
  }
  void add_quoted(uint32_t atom) {
    add("\"");
    add_clipped(utf8_of(source_, atom));
    add("\"");
  }

  const ParsedSource& source_;
};

}  // namespace

std::string expression_text(const ParsedSource& source, uint32_t node) {
  Printer printer(source);
  printer.print(node);
  return std::move(printer.text);
}

}  // namespace whipsnake::syntax
