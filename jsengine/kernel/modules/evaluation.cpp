// Evaluation, with top-level await. https://tc39.es/ecma262/#sec-moduleevaluation
#include <algorithm>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {
namespace {

bool has_top_level_await(const Module* module) {
  return module->source != nullptr &&
         (scope_tables(module->source).functions[0].flags & syntax::FunctionFlag::TOP_LEVEL_AWAIT);
}

Promise* promise_of(Module* module) { return static_cast<Promise*>(module->promise.as_object()); }

// Counts asynchronous evaluations in the order they begin: ancestors go on in that order.
uint64_t next_async_order() {
  static uint64_t counter = 0;
  return ++counter;
}

// The body's second part. With top-level await it gives a promise, else undefined.
Value run_body(Agent* agent, Module* module) {
  auto* body = static_cast<Generator*>(module->suspended.as_object());
  Value result = TRY(generator_resume(agent, body, ResumeMode::kNext, Value::undefined()));
  module->suspended = Value::undefined();
  return get(agent, result.as_object(), agent->names->value);
}

void on_async_settled(Agent*, PromiseReaction*, bool fulfilled, Value argument);

// https://tc39.es/ecma262/#sec-execute-async-module
Status execute_async(Agent* agent, Module* module) {
  Value promise = run_body(agent, module);
  if (promise.is_abrupt()) {
    if (!has_exception(agent)) return Status::kAbrupt;
    Promise* failed = TRY(new_promise(agent, module->realm));
    reject_promise(agent, failed, take_exception(agent));
    promise = Value(failed);
  }
  then_native(agent, static_cast<Promise*>(promise.as_object()), on_async_settled, Value::cell(module));
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-async-module-execution-rejected, for the module and all that wait for it
void reject_async(Agent* agent, Module* first, Value error) {
  std::vector<Module*> work{first};
  RootedVector rooted(agent);
  while (!work.empty()) {
    Module* module = work.back();
    work.pop_back();
    if (module->status() == ModuleStatus::kEvaluated) continue;
    store(agent, module, &module->error, error);
    module->set_status(ModuleStatus::kEvaluated);
    if (module->promise.is_object()) reject_promise(agent, promise_of(module), error);
    if (!module->parents.is_object()) continue;
    auto* parents = static_cast<Array*>(module->parents.as_object());
    for (uint32_t i = parents->length(); i-- > 0;)
      work.push_back(static_cast<Slots*>(parents->elements)->values[i].as<Module>());
  }
}

// https://tc39.es/ecma262/#sec-gather-available-ancestors
void gather_ancestors(Module* module, std::vector<Module*>* found) {
  std::vector<Module*> work{module};
  while (!work.empty()) {
    Module* current = work.back();
    work.pop_back();
    if (!current->parents.is_object()) continue;
    auto* parents = static_cast<Array*>(current->parents.as_object());
    for (uint32_t i = 0; i < parents->length(); i++) {
      Module* m = static_cast<Slots*>(parents->elements)->values[i].as<Module>();
      bool failed = m->cycle_root != nullptr && !m->cycle_root->error.is_absent();
      if (failed || std::find(found->begin(), found->end(), m) != found->end()) continue;
      if (--m->pending_dependencies != 0) continue;
      found->push_back(m);
      if (!has_top_level_await(m)) work.push_back(m);
    }
  }
}

void settle_evaluated(Agent* agent, Module* module) {
  module->set_status(ModuleStatus::kEvaluated);
  if (module->promise.is_object()) resolve_promise(agent, promise_of(module), Value::undefined());
}

// https://tc39.es/ecma262/#sec-async-module-execution-fulfilled
Status fulfil_async(Agent* agent, Module* module) {
  if (module->status() == ModuleStatus::kEvaluated) return Status::kOk;
  settle_evaluated(agent, module);
  std::vector<Module*> ready;
  gather_ancestors(module, &ready);
  std::sort(ready.begin(), ready.end(), [](Module* a, Module* b) { return a->async_order < b->async_order; });
  for (Module* m : ready) {
    if (m->status() == ModuleStatus::kEvaluated) continue;
    if (has_top_level_await(m)) {
      TRY(execute_async(agent, m));
      continue;
    }
    if (!run_body(agent, m).is_abrupt()) {
      settle_evaluated(agent, m);
      continue;
    }
    if (!has_exception(agent)) return Status::kAbrupt;
    reject_async(agent, m, take_exception(agent));
  }
  return Status::kOk;
}

void on_async_settled(Agent* agent, PromiseReaction* reaction, bool fulfilled, Value argument) {
  auto* module = reaction->on_fulfilled.as<Module>();
  if (fulfilled)
    fulfil_async(agent, module);
  else
    reject_async(agent, module, argument);
}

// https://tc39.es/ecma262/#sec-innermoduleevaluation, with a stack of its own: graphs may be deep.
class Evaluator {
 public:
  explicit Evaluator(Agent* agent) : agent_(agent) {}

  Status run(Module* root) {
    Status status = walk(root);
    if (status == Status::kOk || !has_exception(agent_)) return status;
    for (Module* module : stack_) {
      store(agent_, module, &module->error, agent_->pending);
      module->set_status(ModuleStatus::kEvaluated);
      module->cycle_root = module;
    }
    return status;
  }

 private:
  struct Visit {
    Module* module;
    uint32_t next;
  };

  void enter(Module* module) {
    module->set_status(ModuleStatus::kEvaluating);
    module->ancestor_index = uint32_t(stack_.size());
    module->pending_dependencies = 0;
    stack_.push_back(module);
    visits_.push_back({module, 0});
  }

  Status walk(Module* root) {
    enter(root);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      Module* module = visit.module;
      if (visit.next == module->aux) {
        visits_.pop_back();
        TRY(finish(module));
        continue;
      }
      Module* required = module->requested[visit.next];
      if (required->status() < ModuleStatus::kEvaluating) {
        enter(required);  // and look at it again when it is done
        continue;
      }
      visit.next++;
      TRY(depend(module, required));
    }
    return Status::kOk;
  }

  Status depend(Module* module, Module* required) {
    if (required->status() == ModuleStatus::kEvaluating) {
      module->ancestor_index = std::min(module->ancestor_index, required->ancestor_index);
    } else {
      if (required->cycle_root != nullptr) required = required->cycle_root;
      if (!required->error.is_absent()) return throw_value(agent_, required->error);
    }
    if (required->async_order == 0 || required->status() == ModuleStatus::kEvaluated) return Status::kOk;
    module->pending_dependencies++;
    if (!required->parents.is_object()) {
      Array* parents = TRY(new_array(agent_, module->realm));
      store(agent_, required, &required->parents, Value(parents));
    }
    return array_push(agent_, static_cast<Array*>(required->parents.as_object()), Value::cell(module));
  }

  Status finish(Module* module) {
    if (module->pending_dependencies > 0 || has_top_level_await(module)) {
      module->async_order = next_async_order();
      if (module->pending_dependencies == 0) TRY(execute_async(agent_, module));
    } else if (module->source != nullptr) {
      TRY(run_body(agent_, module));
    }
    if (!visits_.empty()) {
      Module* parent = visits_.back().module;
      parent->ancestor_index = std::min(parent->ancestor_index, module->ancestor_index);
    }
    if (stack_[module->ancestor_index] != module) return Status::kOk;
    for (Module* done = nullptr; done != module;) {
      done = stack_.back();
      stack_.pop_back();
      done->set_status(done->async_order == 0 ? ModuleStatus::kEvaluated : ModuleStatus::kEvaluatingAsync);
      done->cycle_root = module;
    }
    return Status::kOk;
  }

  Agent* agent_;
  std::vector<Module*> stack_;
  std::vector<Visit> visits_;
};

}  // namespace

Value evaluate(Agent* agent, Module* module) {
  if (module->status() >= ModuleStatus::kEvaluatingAsync && module->cycle_root != nullptr)
    module = module->cycle_root;
  if (module->promise.is_object()) return module->promise;
  Promise* promise = TRY(new_promise(agent, module->realm));
  store(agent, module, &module->promise, Value(promise));
  if (module->status() == ModuleStatus::kEvaluated) {
    if (module->error.is_absent())
      resolve_promise(agent, promise, Value::undefined());
    else
      reject_promise(agent, promise, module->error);
    return Value(promise);
  }
  if (Evaluator(agent).run(module) == Status::kAbrupt) {
    if (!has_exception(agent)) return Abrupt{};
    reject_promise(agent, promise, take_exception(agent));
  } else if (module->async_order == 0) {
    resolve_promise(agent, promise, Value::undefined());
  }
  return Value(promise);
}

}  // namespace whipsnake
