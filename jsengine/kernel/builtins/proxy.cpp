// The Proxy constructor. https://tc39.es/ecma262/#sec-proxy-constructor
#include "jsengine/kernel/proxy.h"

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"

namespace whipsnake {

namespace {

Value proxy_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "Proxy"));
  return create_proxy(agent, f->argument(0), f->argument(1));
}

Value revoke(Agent* agent, Frame* f) {
  Value& revocable = static_cast<NativeFunction*>(f->function.as_object())->data[0];
  if (!revocable.is_object()) return Value::undefined();
  auto* proxy = static_cast<ProxyObject*>(revocable.as_object());
  proxy->target = proxy->handler = revocable = Value::null();
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-proxy.revocable
Value proxy_revocable(Agent* agent, Frame* f) {
  Value proxy = TRY(create_proxy(agent, f->argument(0), f->argument(1)));
  NativeFunction* revoker = TRY(new_native_function(agent, agent->realm, revoke, agent->names->empty, 0));
  revoker->data[0] = proxy;
  Object* result = TRY(new_object(agent, agent->realm));
  put_fresh(agent, result, agent->names->proxy, proxy);
  put_fresh(agent, result, agent->names->revoke, revoker);
  return result;
}

const BuiltinRow kProxyRows[] = {NATIVE("revocable", 2, proxy_revocable)};
const BuiltinSet kProxySet(Intrinsic::kProxy, a_constructor("Proxy", 2, proxy_constructor), kProxyRows);

}  // namespace

}  // namespace whipsnake
