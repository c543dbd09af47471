// Array.prototype's functions that call back. https://tc39.es/ecma262/#sec-properties-of-the-array-prototype-object
"use strict";

function ArrayPrototype_every(callback, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  for (let k = 0; k < length; k++) {
    if (k in o && !call_function(callback, this_argument, o[k], k, o)) return false;
  }
  return true;
}

function ArrayPrototype_some(callback, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  for (let k = 0; k < length; k++) {
    if (k in o && call_function(callback, this_argument, o[k], k, o)) return true;
  }
  return false;
}

function ArrayPrototype_forEach(callback, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  for (let k = 0; k < length; k++) {
    if (k in o) call_function(callback, this_argument, o[k], k, o);
  }
}

function ArrayPrototype_map(callback, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  const result = array_species_create(o, length);
  for (let k = 0; k < length; k++) {
    if (k in o) create_data_property_or_throw(result, k, call_function(callback, this_argument, o[k], k, o));
  }
  return result;
}

function ArrayPrototype_filter(callback, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  const result = array_species_create(o, 0);
  let to = 0;
  for (let k = 0; k < length; k++) {
    if (k in o) {
      const value = o[k];
      if (call_function(callback, this_argument, value, k, o)) create_data_property_or_throw(result, to++, value);
    }
  }
  return result;
}

function ArrayPrototype_find(predicate, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(predicate)) throw_error("NotAFunction", predicate);
  for (let k = 0; k < length; k++) {
    const value = o[k];
    if (call_function(predicate, this_argument, value, k, o)) return value;
  }
}

function ArrayPrototype_findIndex(predicate, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(predicate)) throw_error("NotAFunction", predicate);
  for (let k = 0; k < length; k++) {
    if (call_function(predicate, this_argument, o[k], k, o)) return k;
  }
  return -1;
}

function ArrayPrototype_findLast(predicate, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(predicate)) throw_error("NotAFunction", predicate);
  for (let k = length - 1; k >= 0; k--) {
    const value = o[k];
    if (call_function(predicate, this_argument, value, k, o)) return value;
  }
}

function ArrayPrototype_findLastIndex(predicate, this_argument) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(predicate)) throw_error("NotAFunction", predicate);
  for (let k = length - 1; k >= 0; k--) {
    if (call_function(predicate, this_argument, o[k], k, o)) return k;
  }
  return -1;
}

function ArrayPrototype_reduce(callback, initial) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  let k = 0;
  let accumulator = initial;
  if (arguments.length < 2) {
    while (k < length && !(k in o)) k++;
    if (k >= length) throw_error("ReduceOfEmpty");
    accumulator = o[k++];
  }
  for (; k < length; k++) {
    if (k in o) accumulator = call_function(callback, undefined, accumulator, o[k], k, o);
  }
  return accumulator;
}

function ArrayPrototype_reduceRight(callback, initial) {
  const o = to_object(this);
  const length = length_of_array_like(o);
  if (!is_callable(callback)) throw_error("NotAFunction", callback);
  let k = length - 1;
  let accumulator = initial;
  if (arguments.length < 2) {
    while (k >= 0 && !(k in o)) k--;
    if (k < 0) throw_error("ReduceOfEmpty");
    accumulator = o[k--];
  }
  for (; k >= 0; k--) {
    if (k in o) accumulator = call_function(callback, undefined, accumulator, o[k], k, o);
  }
  return accumulator;
}
