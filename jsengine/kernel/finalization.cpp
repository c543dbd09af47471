#include "jsengine/kernel/finalization.h"

#include <utility>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/platform_object.h"

namespace whipsnake {

// Registries some of whose targets have died, until their callbacks ran.
class CleanupQueue final : public Roots {
 public:
  explicit CleanupQueue(Heap* heap) : Roots(heap) {}
  void visit(Marker& m) override {
    for (FinalizationRegistry* registry : registries) m.cell(registry);
  }
  std::vector<FinalizationRegistry*> registries;
};

bool can_be_held_weakly(Value v) {
  // From now on another wrapper of the same object would not do.
  if (PlatformObject* o = platform_object_of(v)) o->detail |= kHeldWeakly;
  return v.is_object() || (v.is_symbol() && !v.as_symbol()->is_registered());
}

void clear_kept_objects(Agent* agent) { agent->extras->turn++; }

static void forget_target(Agent*, Cell* c) {
  auto* reference = static_cast<WeakRefObject*>(c);
  if (!is_marked(reference->target)) reference->target = Value::undefined();
}

void visit_WeakRef(Marker& m, Cell* c) {
  auto* reference = static_cast<WeakRefObject*>(c);
  m.object_head(reference);
  if (reference->used_in == m.agent()->extras->turn)
    m.value(reference->target);
  else
    m.weak(reference, forget_target);
}

VISIT_OBJECT(FinalizationRegistry, FinalizationRegistry, &FinalizationRegistry::cleanup,
             &FinalizationRegistry::registrations)

static void notice_death(Agent* agent, Cell* c) {
  auto* registration = static_cast<Registration*>(c);
  if (!is_marked(registration->token)) registration->token = Value::undefined();
  if (is_marked(registration->target)) return;
  registration->target = Value::hole();
  if (std::exchange(registration->registry->is_queued, true)) return;
  agent->extras->cleanup->registries.push_back(registration->registry);
}

void visit_Registration(Marker& m, Cell* c) {
  auto* registration = static_cast<Registration*>(c);
  visit_fields(m, registration, &Registration::registry, &Registration::next, &Registration::held);
  m.weak(registration, notice_death);
}

// The first dead target's registration, taken out of the list; nullptr when there is none.
static Registration* take_dead(Agent* agent, FinalizationRegistry* registry) {
  Cell* holder = registry;
  for (Registration** link = &registry->registrations; *link != nullptr;) {
    Registration* registration = *link;
    if (registration->target.is_hole()) {
      store(agent, holder, link, registration->next);
      return registration;
    }
    holder = registration;
    link = &registration->next;
  }
  return nullptr;
}

// So that each of them is found without a walk past those that live.
static void put_dead_first(Agent* agent, FinalizationRegistry* registry) {
  Registration *dead = nullptr, *living = nullptr, *last_dead = nullptr;
  for (Registration *each = registry->registrations, *next; each != nullptr; each = next) {
    next = each->next;
    bool is_dead = each->target.is_hole();
    Registration*& list = is_dead ? dead : living;
    store(agent, each, &each->next, list);
    list = each;
    if (is_dead && last_dead == nullptr) last_dead = each;
  }
  if (last_dead != nullptr) store(agent, last_dead, &last_dead->next, living);
  store(agent, registry, &registry->registrations, dead != nullptr ? dead : living);
}

// https://tc39.es/ecma262/#sec-cleanup-finalization-registry
static Status clean_up(Agent* agent, FinalizationRegistry* registry) {
  put_dead_first(agent, registry);
  while (Registration* dead = take_dead(agent, registry)) {
    TRY(poll(agent));
    TRY(call(agent, registry->cleanup, Value::undefined(), &dead->held, 1));
  }
  return Status::kOk;
}

Status run_cleanup_callbacks(Agent* agent) {
  CleanupQueue* queue = agent->extras->cleanup;
  while (queue != nullptr && !queue->registries.empty()) {
    FinalizationRegistry* registry = queue->registries.back();
    queue->registries.pop_back();
    registry->is_queued = false;
    TRY(clean_up(agent, registry));
  }
  return Status::kOk;
}

void make_cleanup_queue(Agent* agent) {
  if (agent->extras->cleanup == nullptr) agent->extras->cleanup = new CleanupQueue(agent->heap);
}
void delete_cleanup_queue(Agent* agent) { delete agent->extras->cleanup; }

}  // namespace whipsnake
