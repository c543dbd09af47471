// %IteratorPrototype% and %AsyncIteratorPrototype%. https://tc39.es/ecma262/#sec-%iterator.prototype%
#include "jsengine/kernel/builtin.h"

namespace whipsnake {

namespace {

Value return_this(Agent*, Frame* f) { return f->this_value(); }

const BuiltinRow kIteratorPrototypeRows[] = {
    NATIVE_SYMBOL(kIterator, "[Symbol.iterator]", 0, return_this),
};
const BuiltinSet kIteratorPrototypeSet(Intrinsic::kIteratorPrototype,
                                       {.prototype = Intrinsic::kObjectPrototype}, kIteratorPrototypeRows);

const BuiltinRow kAsyncIteratorPrototypeRows[] = {
    NATIVE_SYMBOL(kAsyncIterator, "[Symbol.asyncIterator]", 0, return_this),
};
const BuiltinSet kAsyncIteratorPrototypeSet(Intrinsic::kAsyncIteratorPrototype,
                                            {.prototype = Intrinsic::kObjectPrototype},
                                            kAsyncIteratorPrototypeRows);

}  // namespace

}  // namespace whipsnake
