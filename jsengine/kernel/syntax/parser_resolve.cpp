#include "jsengine/kernel/syntax/parser_resolve.h"

#include "jsengine/kernel/syntax/parser_errors.h"
#include "jsengine/kernel/syntax/parser_resolver.h"

namespace whipsnake::syntax {

bool resolve(ParsedSource& source) { return Resolver(source).run(); }

bool Resolver::run() {
  const uint32_t count = source_.nodes.size();
  for (uint32_t i = 0; i < count; ++i) {
    resolve(i);
    if (failed() || source_.is_interrupted()) return false;
  }
  check_covers_left();
  return !failed();
}

// Children are done already. Names first: they are most of the nodes.
void Resolver::resolve(uint32_t i) {
  const Node& node = nodes_[i];
  const uint32_t name_start = source_.atoms[i];
  source_.atoms[i] = NO_ATOM;
  switch (node.kind) {
    case NodeKind::Identifier:
    case NodeKind::BindingIdentifier:
    case NodeKind::Label:
    case NodeKind::PropertyName:
    case NodeKind::ModuleName:
      return name(i, node.start, node.end);
    case NodeKind::Member:
    case NodeKind::PrivateMember:
      return name(i, name_start + (node.kind == NodeKind::PrivateMember), node.end);
    case NodeKind::PrivateName:
      return name(i, node.start + 1, node.end);
    case NodeKind::String:
      return string(i);
    case NodeKind::Number:
      return number(i);
    case NodeKind::BigInt:
      return bigint(i);
    case NodeKind::RegExp:
      return regexp(i);
    case NodeKind::TemplateChunk:
      return chunk(i);
    default:
      return resolve_operands(i);
  }
}

void Resolver::resolve_operands(uint32_t i) {
  const uint32_t last = i - 1;
  switch (nodes_[i].kind) {
    case NodeKind::Assign:
      return resolve_target(source_.before(last), Role::Assignment);
    case NodeKind::CompoundAssign:
      return check_simple_target(source_.before(last), true, "Invalid left-hand side in assignment");
    case NodeKind::LogicalAssign:
      return check_simple_target(source_.before(last), false, "Invalid left-hand side in assignment");
    case NodeKind::PrefixUpdate:
      return check_simple_target(last, true, "Invalid left-hand side expression in prefix operation");
    case NodeKind::PostfixUpdate:
      return check_simple_target(last, true, "Invalid left-hand side expression in postfix operation");
    case NodeKind::Binary:
    case NodeKind::Logical: {
      const uint32_t left = source_.before(last);
      if (nodes_[last].kind == NodeKind::PrivateName) fail(last, "Unexpected identifier");
      if (nodes_[left].kind == NodeKind::PrivateName && nodes_[i].op() != NodeOperator::In) {
        fail(left, "Unexpected identifier");
      }
      return;
    }
    case NodeKind::Arrow:
      return resolve_arrow(i);
    case NodeKind::ClassDeclaration:
    case NodeKind::ClassExpression:
      return resolve_class(i);
    case NodeKind::VarDeclaration:
    case NodeKind::LetDeclaration:
    case NodeKind::ConstDeclaration:
      return resolve_declaration(i);
    case NodeKind::For:
      return resolve_for(i);
    case NodeKind::ForIn:
    case NodeKind::ForOf:
      return resolve_for_each(i);
    case NodeKind::Template:
      return check_template(i);
    case NodeKind::CoverInitializer:
      ++covers_;
      return;
    default:
      return;
  }
}

uint32_t Resolver::first_child(uint32_t i) const {
  const uint32_t first = source_.first_of(i);
  uint32_t child = i - 1;
  while (child + 1 - nodes_[child].size != first) child = source_.before(child);
  return child;
}

// [Absent? Parameters body]: what the grammar took for the callee of `async (...)` gives way.
void Resolver::resolve_arrow(uint32_t i) {
  const uint32_t parameters = source_.before(i - 1);
  if (nodes_[parameters].kind != NodeKind::Parameters) {
    return fail(parameters, "Malformed arrow function parameter list");
  }
  if (source_.first_of(parameters) != source_.first_of(i)) {
    const uint32_t callee = source_.before(parameters);
    nodes_[callee].kind = NodeKind::Absent;
    source_.atoms[callee] = NO_ATOM;
  }
  resolve_elements(parameters, Role::Binding);
}

void Resolver::resolve_class(uint32_t i) {
  const uint32_t first = source_.first_of(i);
  for (uint32_t child = i - 1;; child = source_.before(child)) {
    const Node& element = nodes_[child];
    if (element.kind == NodeKind::Method && !element.has(FLAG_STATIC | FLAG_GENERATOR | FLAG_ASYNC)) {
      const uint32_t key = source_.before(source_.before(child - 1));
      const bool named = nodes_[key].kind == NodeKind::PropertyName || nodes_[key].kind == NodeKind::String;
      if (named && source_.names.equals(source_.atoms[key], "constructor"))
        nodes_[child].kind = NodeKind::Constructor;
    }
    if (source_.first_of(child) == first) return;
  }
}

void Resolver::resolve_declaration(uint32_t i) {
  if (!nodes_[i].has(FLAG_OPTIONAL)) check_initializers(i);
}

void Resolver::check_initializers(uint32_t declaration) {
  const bool constant = nodes_[declaration].kind == NodeKind::ConstDeclaration;
  const uint32_t first = source_.first_of(declaration);
  for (uint32_t child = declaration;;) {
    child = child == declaration ? declaration - 1 : source_.before(child);
    const uint32_t target = child - 1;
    const bool bare = nodes_[target].size + 1 == nodes_[child].size;
    const bool pattern =
        nodes_[target].kind == NodeKind::ArrayPattern || nodes_[target].kind == NodeKind::ObjectPattern;
    if (bare && pattern) {
      fail(child, "Missing initializer in destructuring declaration");
    } else if (bare && constant) {
      fail(child, "Missing initializer in const declaration");
    }
    if (source_.first_of(child) == first) return;
  }
}

void Resolver::resolve_for(uint32_t i) {
  const uint32_t init = source_.before(source_.before(source_.before(i - 1)));
  const NodeKind kind = nodes_[init].kind;
  if (kind == NodeKind::VarDeclaration || kind == NodeKind::LetDeclaration ||
      kind == NodeKind::ConstDeclaration) {
    check_initializers(init);
  }
}

void Resolver::resolve_for_each(uint32_t i) {
  const uint32_t left = source_.before(source_.before(i - 1));
  switch (nodes_[left].kind) {
    case NodeKind::VarDeclaration:
    case NodeKind::LetDeclaration:
    case NodeKind::ConstDeclaration:
      return check_for_each_declaration(i, left);
    case NodeKind::Array:
    case NodeKind::Object:
      return resolve_target(left, Role::Assignment);
    default:
      return check_simple_target(left, true, "Invalid left-hand side in for-loop");
  }
}

// B.3.5: `for (var a = 1 in b)` is left to the early errors, which know of strict code.
void Resolver::check_for_each_declaration(uint32_t i, uint32_t declaration) {
  const char* loop = nodes_[i].kind == NodeKind::ForIn ? "for-in" : "for-of";
  const Node& node = nodes_[declaration];
  const uint32_t declarator = declaration - 1;
  if (nodes_[declarator].size + 1 != node.size) {
    return source_.fail(SourceErrorStage::Resolve, node.start, node.end,
                        "Invalid left-hand side in %s loop: Must have a single binding.", loop);
  }
  const uint32_t target = first_child(declarator);
  const bool bare = target == declarator - 1;
  const bool legacy = nodes_[i].kind == NodeKind::ForIn && node.kind == NodeKind::VarDeclaration &&
                      nodes_[target].kind == NodeKind::BindingIdentifier;
  if (!bare && !legacy) {
    source_.fail(SourceErrorStage::Resolve, node.start, node.end,
                 "%s loop variable declaration may not have an initializer.", loop);
  }
}

// Invalid escapes are allowed only in the template of a tag, which is the next node then.
void Resolver::check_template(uint32_t i) {
  if (i + 1 < source_.nodes.size() && nodes_[i + 1].kind == NodeKind::TaggedTemplate) return;
  for (uint32_t child = i - 1;; child = source_.before(child)) {
    if (nodes_[child].kind == NodeKind::TemplateChunk && nodes_[child].has(FLAG_UNCOOKED)) {
      fail(child, "Invalid escape sequence in template");
    }
    if (source_.first_of(child) == source_.first_of(i)) return;
  }
}

void Resolver::check_covers_left() {
  if (covers_ == 0) return;
  for (uint32_t i = 0; i < source_.nodes.size(); ++i) {
    if (nodes_[i].kind == NodeKind::CoverInitializer)
      return fail(i, "Invalid shorthand property initializer");
  }
}

void Resolver::out_of_memory() { report_memory(source_); }

}  // namespace whipsnake::syntax
