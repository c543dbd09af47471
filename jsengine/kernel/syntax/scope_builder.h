// The record the walk over the tree makes for scopes: every declaration, and the order of events. Nothing is
// looked up here; ScopeResolver replays the events when all declarations are known, so every name costs O(1).
#pragma once

#include <cstdint>
#include <vector>

#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/scope_tables.h"

namespace whipsnake::syntax {

struct Declaration {
  uint32_t atom;
  uint32_t node;  // the declaring identifier; its annotation becomes the variable
  uint32_t scope;
  uint32_t initialised;
  VariableKind kind;
  uint16_t flags;
};

enum class EventKind : uint8_t {
  kEnterScope,
  kLeaveScope,
  kPrivateNames,   // the names of a class body come into force; value: scope
  kUse,            // value: node; access
  kPrivateUse,     // value: node
  kPseudo,         // value: node; `this` and its like
  kVar,            // value: declaration: a var below its function's top level
  kBlockFunction,  // value: function: a candidate for Annex B.3.3
};

enum class Access : uint8_t { kRead, kWrite, kReadWrite, kDeclare };

struct Event {
  EventKind kind;
  uint8_t detail;  // Access, or VariableKind of a pseudo-variable
  uint32_t value;
};

// A local export, whose variable is known when all declarations are.
struct PendingExport {
  uint32_t local;
  uint32_t exported;
  uint32_t node;
};

class ScopeBuilder {
 public:
  explicit ScopeBuilder(ScopeTables* tables) : tables_(tables) {}

  ScopeTables& tables() { return *tables_; }
  Scope& scope(uint32_t index) { return tables_->scopes[index]; }
  Function& function(uint32_t index) { return tables_->functions[index]; }
  int32_t current() const { return current_; }

  // Scopes are numbered in source order.
  uint32_t open(ScopeKind kind, uint32_t node, uint32_t function, bool strict);
  void close();
  uint32_t add_function(FunctionKind kind, uint32_t node, uint32_t first_node, int32_t parent);

  void declare(VariableKind kind, uint32_t atom, uint32_t node, uint32_t scope, uint32_t initialised,
               uint16_t flags = 0);
  void event(EventKind kind, uint32_t value, uint8_t detail = 0) { events.push_back({kind, detail, value}); }
  void use(uint32_t node, Access access) { event(EventKind::kUse, node, static_cast<uint8_t>(access)); }

  void annotate(uint32_t node, int32_t value) { tables_->annotations[node] = value; }

  // A direct eval or a `with`: everything from the current scope outwards must be found by name at run time.
  void keep_all_variables();

  std::vector<Declaration> declarations;
  std::vector<Event> events;

 private:
  ScopeTables* tables_;
  int32_t current_ = kNone;
};

}  // namespace whipsnake::syntax
