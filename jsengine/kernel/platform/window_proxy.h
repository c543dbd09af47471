// https://html.spec.whatwg.org/#the-windowproxy-exotic-object
#pragma once

#include "jsengine/kernel/platform/platform_object.h"

namespace whipsnake {

// Everything it does it does to the Window behind it, which navigation swaps.
struct WindowProxy : Object {
  PlatformObject* window;
};

extern const ObjectMethods kWindowProxyMethods;
// Makes a proxy of the realm's global object its global `this`.
Status give_window_proxy(Agent*, Realm*);
// The proxy of a window goes over to the window that takes its place.
Status replace_window(Agent*, PlatformObject* window, PlatformObject* by);

}  // namespace whipsnake
