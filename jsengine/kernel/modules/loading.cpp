#include "jsengine/kernel/modules/loading.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtins/json.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/portable/code_cache.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/source_view.h"
#include "jsengine/kernel/syntax/analysis.h"

namespace whipsnake {
namespace {

// A realm's modules by type and key: an object without prototype, whose values are Module cells.
Object* module_map(Agent* agent, Realm* realm) {
  if (realm->modules.is_object()) return realm->modules.as_object();
  Object* map = TRY(new_object_with_prototype(agent, Value::null()));
  store(agent, realm, &realm->modules, Value(map));
  return map;
}

PropertyKey map_key(Agent* agent, const std::string& key, const std::string& type) {
  return key_from_string(agent, must(string_from_utf8(agent, type + "\n" + key)));
}

Abrupt throw_type_error(Agent* agent, std::string_view text) {
  return throw_error(agent, Message::kTypeErrorText, Value(TRY(string_from_utf8(agent, text))));
}

Module* make_module(Agent* agent, Realm* realm, ModuleText&& found, const std::string& type) {
  if (type == "json") {
    String* text = TRY(string_from_utf8(agent, found.text));
    Realm* running = agent->realm;
    agent->realm = realm;
    Value parsed = parse_json(agent, text);
    agent->realm = running;
    return new_synthetic_module(agent, realm, TRY(parsed));
  }
  if (!type.empty())
    return throw_type_error(agent, "Import attribute \"type\" with value \"" + type + "\" is not supported");
  if (found.source != nullptr) return new_module(agent, realm, found.source);
  String* name = TRY(string_from_utf8(agent, found.name.empty() ? found.key : found.name));
  Source* source =
      TRY(new_source(agent, std::move(found.text), Goal::kModule, nullptr, Value(name), Value::undefined()));
  place_source(source, found.place);
  if (CodeCache* cache = agent->extras->code_cache) cache->found(source, PortableKind::kModule);
  return new_module(agent, realm, source);
}

// One graph being loaded. Modules that are new are looked through for what they request.
class GraphLoader {
 public:
  GraphLoader(Agent* agent, Realm* realm) : agent_(agent), realm_(realm), rooted_(agent) {}

  Module* load(String* specifier, Value referrer, const std::string& type) {
    LoadModule hook = agent_->extras->hooks.load_module;
    if (hook == nullptr) return throw_type_error(agent_, "this context has no module loader");
    ModuleText found;
    TRY(hook(agent_, specifier, referrer, type, &found));
    return intern(std::move(found), type);
  }

  Module* intern(ModuleText&& found, const std::string& type) {
    Object* map = TRY(module_map(agent_, realm_));
    PropertyKey key = map_key(agent_, found.key, type);
    Value known = get(agent_, map, key);
    if (known.has_tag(Tag::kCell)) return known.as<Module>();
    if (known.is_object()) return throw_value(agent_, known);  // its error to rethrow
    Module* module = make_module(agent_, realm_, std::move(found), type);
    if (module == nullptr) return remember_failure(map, key);
    TRY(create_data_property(agent_, map, key, Value::cell(module)));
    if (module->source != nullptr && !rooted_.push(Value::cell(module))) return nullptr;
    return module;
  }

  // Everything that the modules loaded so far request. A graph that fails is forgotten, so that it can be
  // tried again.
  Status load_requests() {
    while (next_ < rooted_.size()) {
      Module* module = rooted_[next_++].as<Module>();
      const syntax::ModuleTables& tables = module_tables(module->source);
      for (uint32_t i = 0; i < module->aux; i++) {
        std::string type;
        TRY(read_attributes(module, tables.requests[i], &type));
        String* specifier = TRY(atom_string(agent_, module->source, tables.requests[i].specifier));
        Module* required = TRY(load(specifier, module->source->name, type));
        store(agent_, module, &module->requested[i], required);
      }
      if (module->status() == ModuleStatus::kNew) module->set_status(ModuleStatus::kUnlinked);
    }
    return Status::kOk;
  }

  void forget() {
    if (!realm_->modules.is_object()) return;
    Object* map = realm_->modules.as_object();
    KeyList keys(agent_);
    must(methods_of(map).own_property_keys(agent_, map, &keys));
    for (uint32_t i = 0; i < keys.size(); i++)
      for (size_t j = 0; j < rooted_.size(); j++)
        if (get(agent_, map, keys[i]) == rooted_[j]) must(delete_property(agent_, map, keys[i]));
  }

 private:
  // https://html.spec.whatwg.org/#concept-script-error-to-rethrow: where the host gives the same text for a
  // key each time, the error is the same as well.
  Module* remember_failure(Object* map, PropertyKey key) {
    if (!agent_->extras->hooks.keeps_module_errors || !has_exception(agent_)) return nullptr;
    Value error = take_exception(agent_);
    if (error.is_object()) TRY(create_data_property(agent_, map, key, error));
    return throw_value(agent_, error);
  }

  Status read_attributes(Module* module, const syntax::ModuleRequest& request, std::string* type) {
    for (size_t i = 0; i + 1 < request.attributes.size(); i += 2) {
      String* key = TRY(atom_string(agent_, module->source, request.attributes[i]));
      if (utf8_of(agent_, key) != "type")
        return throw_error(agent_, Message::kInvalidSyntax,
                           Value(TRY(string_from_utf8(agent_, "Import attribute \"" + utf8_of(agent_, key) +
                                                                  "\" is not supported"))));
      *type = utf8_of(agent_, TRY(atom_string(agent_, module->source, request.attributes[i + 1])));
    }
    return Status::kOk;
  }

  Agent* agent_;
  Realm* realm_;
  RootedVector rooted_;
  size_t next_ = 0;
};

}  // namespace

Module* load_module(Agent* agent, Realm* realm, String* specifier, Value referrer, const std::string& type) {
  GraphLoader loader(agent, realm);
  Module* module = TRY(loader.load(specifier, referrer, type));
  if (loader.load_requests() == Status::kOk) return module;
  loader.forget();
  return nullptr;
}

static Module* load_graph(Agent* agent, Realm* realm, ModuleText&& first) {
  GraphLoader loader(agent, realm);
  Module* module = TRY(loader.intern(std::move(first), ""));
  if (loader.load_requests() == Status::kOk) return module;
  loader.forget();
  return nullptr;
}

Module* load_module_text(Agent* agent, Realm* realm, ModuleText text) {
  return load_graph(agent, realm, std::move(text));
}
Module* load_module_source(Agent* agent, Realm* realm, Source* source) {
  return load_graph(agent, realm, {utf8_of(agent, source->name.as_string()), "", source});
}

Value run_module(Agent* agent, Module* module) {
  TRY(link(agent, module));
  return evaluate(agent, module);
}

// -- import()

namespace {

struct ImportRequest {  // items of an Array
  enum : uint32_t { kSpecifier, kReferrer, kType, kPromise, kModule, kCount };
};
Value item(Value request, uint32_t i) {
  return static_cast<Slots*>(request.as_object()->elements)->values[i];
}
Promise* promise_of(Value request) {
  return static_cast<Promise*>(item(request, ImportRequest::kPromise).as_object());
}

void reject_with_pending(Agent* agent, Promise* promise) {
  if (has_exception(agent)) reject_promise(agent, promise, take_exception(agent));
}

void on_evaluated(Agent* agent, PromiseReaction* reaction, bool fulfilled, Value argument) {
  Value request = reaction->on_fulfilled;
  if (!fulfilled) return reject_promise(agent, promise_of(request), argument);
  Object* names = module_namespace(agent, reaction->on_rejected.as<Module>());
  if (names == nullptr) return reject_with_pending(agent, promise_of(request));
  resolve_promise(agent, promise_of(request), Value(names));
}

// https://tc39.es/ecma262/#sec-ContinueDynamicImport, in a job: nothing is loaded while the caller runs.
void continue_import(Agent* agent, PromiseReaction* reaction, bool, Value) {
  Value request = reaction->on_fulfilled;
  String* specifier = item(request, ImportRequest::kSpecifier).as_string();
  std::string type = utf8_of(agent, item(request, ImportRequest::kType).as_string());
  Module* module = load_module(agent, agent->realm, specifier, item(request, ImportRequest::kReferrer), type);
  Value done = module == nullptr ? Value::abrupt() : run_module(agent, module);
  if (done.is_abrupt()) return reject_with_pending(agent, promise_of(request));
  then_native(agent, static_cast<Promise*>(done.as_object()), on_evaluated, request, Value::cell(module));
}

// https://tc39.es/ecma262/#sec-evaluate-import-call steps 8 to 11: the attributes' type
Value import_type(Agent* agent, Value options) {
  Value none = Value(agent->names->empty.as_string());
  if (options.is_undefined()) return none;
  if (!options.is_object())
    return throw_type_error(agent, "The second argument of import() must be an object");
  Value with = TRY(get(agent, options.as_object(), key_from_string(agent, TRY(new_string(agent, "with")))));
  if (with.is_undefined()) return none;
  if (!with.is_object()) return throw_type_error(agent, "The 'with' option of import() must be an object");
  KeyList keys(agent);
  TRY(methods_of(with.as_object()).own_property_keys(agent, with.as_object(), &keys));
  Value type = none;
  bool unknown = false;
  for (uint32_t i = 0; i < keys.size(); i++) {
    PropertyDescriptor d;
    Object* o = with.as_object();
    if (keys[i].is_symbol() || !TRY(methods_of(o).get_own_property(agent, o, keys[i], &d))) continue;
    if (!(d.attributes & kEnumerable)) continue;
    Value value = TRY(get(agent, o, keys[i]));
    if (!value.is_string()) return throw_type_error(agent, "Import attribute values must be strings");
    bool is_type = utf8_of(agent, key_to_value(agent, keys[i]).as_string()) == "type";
    (is_type ? type : none) = is_type ? value : none;
    unknown |= !is_type;
  }
  return unknown ? Value(throw_type_error(agent, "Unknown import attribute")) : type;
}

Status begin_import(Agent* agent, Promise* promise, Value specifier, Value options, Value referrer) {
  String* name = TRY(to_string(agent, specifier));
  Value type = TRY(import_type(agent, options));
  Value items[ImportRequest::kCount] = {Value(name), referrer, type, Value(promise), Value::undefined()};
  Array* request = TRY(new_array_from(agent, agent->realm, items, ImportRequest::kCount));
  Promise* turn = TRY(new_promise(agent, agent->realm));
  fulfil_promise(agent, turn, Value::undefined());
  then_native(agent, turn, continue_import, Value(request));
  return Status::kOk;
}

}  // namespace

Value op_import_call(Agent* agent, Value specifier, Value options) {
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value referrer = referrer_of(agent->fp->code->info->source);
  if (begin_import(agent, promise, specifier, options, referrer) == Status::kAbrupt) {
    if (!has_exception(agent)) return Abrupt{};
    reject_with_pending(agent, promise);
  }
  return Value(promise);
}

// The module whose code is running: its source is its own.
static Module* module_of_source(Agent* agent, Source* source) {
  return source->host_defined.has_tag(Tag::kCell) ? source->host_defined.as<Module>() : nullptr;
}

// https://tc39.es/ecma262/#sec-meta-properties, import.meta; `url` is the module's key
Value op_import_meta(Agent* agent) {
  Source* source = agent->fp->code->info->source;
  Module* module = module_of_source(agent, source);
  if (module == nullptr) return Value::undefined();
  if (module->meta.is_object()) return module->meta;
  Object* meta = TRY(new_object_with_prototype(agent, Value::null()));
  TRY(create_data_property(agent, meta, key_from_string(agent, TRY(new_string(agent, "url"))), source->name));
  store(agent, module, &module->meta, Value(meta));
  return module->meta;
}

// https://tc39.es/ecma262/#sec-module-environment-records-getbindingvalue-n-s
Value op_load_import(Agent* agent, Value environment, int64_t hops, int64_t slot, Value name) {
  Environment* e = environment.as<Environment>();
  for (; hops > 0; hops--) e = e->parent;
  Value value = imported_value(e->slots[slot]);
  return value.is_hole() ? Value(throw_error(agent, Message::kDeadZone, name)) : value;
}

}  // namespace whipsnake
