// Functions of Array that wait. https://tc39.es/ecma262/#sec-properties-of-the-array-constructor
"use strict";

// https://tc39.es/ecma262/#sec-array.fromasync
function Array_fromAsync(items, mapper, this_argument) {
  return Array_fromAsyncItems(this, items, mapper, this_argument);
}

async function Array_fromAsyncItems(constructor, items, mapper, this_argument) {
  const mapping = mapper !== undefined;
  if (mapping && !is_callable(mapper)) throw_error("NotAFunction", mapper);
  const pair = async_iterator_of(items);
  if (pair !== undefined) return await Array_fromAsyncIterator(constructor, pair[0], pair[1], mapping, mapper, this_argument);
  const o = to_object(items);
  const length = length_of_array_like(o);
  const result = is_constructor(constructor) ? new constructor(length) : new_array(length);
  for (let k = 0; k < length; k++) {
    let value = await o[k];
    if (mapping) value = await call_function(mapper, this_argument, value, k);
    create_data_property_or_throw(result, k, value);
  }
  result.length = length;
  return result;
}

async function Array_fromAsyncIterator(constructor, iterator, next, mapping, mapper, this_argument) {
  const result = is_constructor(constructor) ? new constructor() : new_array(0);
  for (let k = 0; ; k++) {
    const step = await call_function(next, iterator);
    if (!is_object(step)) throw_error("IteratorResultNotObject", step);
    if (step.done) {
      result.length = k;
      return result;
    }
    let value = step.value;
    try {
      if (mapping) value = await call_function(mapper, this_argument, value, k);
      create_data_property_or_throw(result, k, value);
    } catch (error) {
      try {
        const close = get_method(iterator, "return");
        if (close !== undefined) await call_function(close, iterator);
      } catch {
        // The first failure is the one to tell.
      }
      throw error;
    }
  }
}
