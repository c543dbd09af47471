#include "jsengine/kernel/test262_host.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/array_buffer.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/python/console.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {

namespace {

PropertyKey name(Agent* agent, const char* text) { return PropertyKey::name(intern(agent, text)); }

// The realm a host function belongs to is the one it was made in.
Realm* own_realm(Frame* frame) { return static_cast<NativeFunction*>(frame->function.as_object())->realm; }

Value create_realm(Agent* agent, Frame*) {
  Realm* realm = TRY(new_realm(agent));
  Realm* running = agent->realm;
  agent->realm = realm;
  Status installed = install_console(agent);
  Object* host = is_abrupt(installed) ? nullptr : new_test262_host(agent, realm);
  agent->realm = running;
  if (host == nullptr) return Abrupt{};
  return host;
}

Value eval_script(Agent* agent, Frame* frame) {
  String* text = TRY(to_string(agent, frame->argument(0)));
  Source* source = TRY(new_source(agent, utf8_of(agent, text), Goal{} /* a script */, nullptr,
                                  new_string(agent, "evalScript"), Value::undefined()));
  return run_script(agent, own_realm(frame), source);
}

Value collect_garbage(Agent* agent, Frame*) {
  agent->heap->collect(true);
  return Value::undefined();
}

Value detach(Agent* agent, Frame* frame) {
  TRY(detach_array_buffer(agent, frame->argument(0)));
  return Value::null();
}

// https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot
Value html_dda(Agent*, Frame*) { return Value::null(); }

Status add_function(Agent* agent, Realm* realm, Object* host, const char* text, NativeCode code,
                    uint32_t length, uint8_t flags = 0) {
  NativeFunction* function = TRY(new_native_function(agent, realm, code, name(agent, text), length));
  function->flags |= flags;
  return create_data_property_or_throw(agent, host, name(agent, text), Value(function));
}

}  // namespace

Object* new_test262_host(Agent* agent, Realm* realm) {
  Object* host = TRY(new_object(agent, realm));
  TRY(add_function(agent, realm, host, "createRealm", create_realm, 0));
  TRY(add_function(agent, realm, host, "evalScript", eval_script, 1));
  TRY(add_function(agent, realm, host, "gc", collect_garbage, 0));
  TRY(add_function(agent, realm, host, "detachArrayBuffer", detach, 1));
  TRY(add_function(agent, realm, host, "IsHTMLDDA", html_dda, 0, kHtmlDDA));
  TRY(create_data_property_or_throw(agent, host, name(agent, "global"), realm->global_this));
  return host;
}

Status install_test262_host(Agent* agent) {
  Object* host = TRY(new_test262_host(agent, agent->realm));
  return define_property_or_throw(agent, agent->realm->global_object, name(agent, "$262"),
                                  PropertyDescriptor::data(host, kHiddenDefault));
}

}  // namespace whipsnake
