// DataViews, for those who look at their bytes. https://tc39.es/ecma262/#sec-dataview-objects
#pragma once

#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

struct DataView : Object {  // aux: kLengthTracking
  ArrayBuffer* buffer;
  uint64_t byte_offset;
  uint64_t fixed_length;  // in bytes

  // False: the buffer is detached, or has shrunk so that the view does not fit any more.
  bool find_length(uint64_t* length) const {
    uint64_t available = buffer->byte_length;
    if (buffer->is_detached() || byte_offset > available) return false;
    available -= byte_offset;
    *length = aux & kLengthTracking ? available : fixed_length;
    return *length <= available;
  }
};

}  // namespace whipsnake
