// Functions of a realm that the platform calls; see script_values.py. Evaluated before any script of the page.
(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const { apply, ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { toString: tagOf } = Object.prototype;
  const uncurry = (f) => (self, ...rest) => apply(f, self, rest);
  const getter = (o, name) => uncurry(getOwnPropertyDescriptor(o, name).get);
  const charCodeAt = uncurry(String.prototype.charCodeAt);
  const mapGet = uncurry(Map.prototype.get), mapSet = uncurry(Map.prototype.set), mapHas = uncurry(Map.prototype.has);
  const mapForEach = uncurry(Map.prototype.forEach), setForEach = uncurry(Set.prototype.forEach);
  const setAdd = uncurry(Set.prototype.add), mapSize = getter(Map.prototype, "size"), setSize = getter(Set.prototype, "size");
  const dateValue = uncurry(Date.prototype.getTime);
  const regexpSource = getter(RegExp.prototype, "source"), regexpFlags = getter(RegExp.prototype, "flags");
  const bufferLength = getter(ArrayBuffer.prototype, "byteLength"), bufferSlice = uncurry(ArrayBuffer.prototype.slice);
  const isDetached = getter(ArrayBuffer.prototype, "detached"), transferred = uncurry(ArrayBuffer.prototype.transfer);
  const TypedArray = getPrototypeOf(Uint8Array);
  const viewTag = getter(TypedArray.prototype, Symbol.toStringTag), viewBuffer = getter(TypedArray.prototype, "buffer");
  const viewOffset = getter(TypedArray.prototype, "byteOffset"), viewLength = getter(TypedArray.prototype, "length");
  const dataBuffer = getter(DataView.prototype, "buffer"), dataOffset = getter(DataView.prototype, "byteOffset");
  const dataLength = getter(DataView.prototype, "byteLength");
  const booleanOf = uncurry(Boolean.prototype.valueOf), numberOf = uncurry(Number.prototype.valueOf);
  const stringOf = uncurry(String.prototype.valueOf), bigintOf = uncurry(BigInt.prototype.valueOf);
  const isArray = Array.isArray, isView = ArrayBuffer.isView;
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const views = {};
  for (const View of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array]) views[View.name] = View;
  const { Map: RealMap, Set: RealSet, Date: RealDate, RegExp: RealRegExp, Promise: RealPromise, Object: RealObject } = globalThis;
  const { Array: RealArray, ArrayBuffer: Buffer, DataView: View, Uint8Array: Bytes, DOMException: Failure } = globalThis;
  const enumerable = uncurry(Object.prototype.propertyIsEnumerable), hasOwn = Object.hasOwn;
  const defineProperty = Object.defineProperty;
  const put = (o, key, value) => defineProperty(o, key, { value, writable: true, enumerable: true, configurable: true });
  const test = uncurry(RegExp.prototype.exec);

  const { then } = RealPromise.prototype, { resolve, reject } = RealPromise;
  const { iterator: iteratorKey, asyncIterator: asyncIteratorKey } = Symbol;
  const eventKinds = [
    ["MouseEvent", ["mousedown", "mouseup", "mousemove", "mouseover", "mouseout", "mouseenter", "mouseleave", "dblclick"]],
    ["PointerEvent", ["click", "auxclick", "contextmenu", "pointerdown", "pointerup", "pointermove", "pointerenter", "pointerleave"]],
    ["KeyboardEvent", ["keydown", "keyup", "keypress"]],
    ["FocusEvent", ["focus", "blur", "focusin", "focusout"]],
    ["InputEvent", ["beforeinput", "input"]],
    ["WheelEvent", ["wheel"]],
    ["SubmitEvent", ["submit"]],
  ];

  // Whether the brand check of a getter or method lets the value through.
  const is = (check, value) => { try { check(value); return true; } catch { return false; } };

  const refuse = (value, text) => {
    throw new Failure(`${text ?? describe(value)} could not be cloned.`, "DataCloneError");
  };
  const describe = (value) => {
    try { return typeof value === "function" ? uncurry(Function.prototype.toString)(value) : apply(tagOf, value, []) === "[object Object]" ? "#<Object>" : String(value); }
    catch { return "The value"; }
  };

  // https://html.spec.whatwg.org/#structuredserializeinternal and #structureddeserialize, in one walk
  const clone = (value, seen) => {
    if (typeof value === "symbol") refuse(value);
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return value;
    if (mapHas(seen, value)) return mapGet(seen, value);
    if (typeof value === "function") refuse(value);
    const keep = (copy) => { mapSet(seen, value, copy); return copy; };
    if (is(booleanOf, value)) return keep(RealObject(booleanOf(value)));
    if (is(numberOf, value)) return keep(RealObject(numberOf(value)));
    if (is(bigintOf, value)) return keep(RealObject(bigintOf(value)));
    if (is(stringOf, value)) return keep(RealObject(stringOf(value)));
    if (is(dateValue, value)) return keep(new RealDate(dateValue(value)));
    if (is(mapSize, value)) {
      const copy = keep(new RealMap()), entries = [];
      mapForEach(value, (v, k) => { entries[entries.length] = [k, v]; });
      for (let i = 0; i < entries.length; i++) mapSet(copy, clone(entries[i][0], seen), clone(entries[i][1], seen));
      return copy;
    }
    if (is(setSize, value)) {
      const copy = keep(new RealSet()), members = [];
      setForEach(value, (v) => { members[members.length] = v; });
      for (let i = 0; i < members.length; i++) setAdd(copy, clone(members[i], seen));
      return copy;
    }
    if (is(bufferLength, value)) return keep(bufferSlice(value, 0));
    if (isView(value)) return keep(cloneView(value, seen));
    const tag = apply(tagOf, value, []);
    if (tag === "[object RegExp]" && is(regexpSource, value)) return keep(new RealRegExp(regexpSource(value), regexpFlags(value)));
    if (isErrorObject(value)) return keep(cloneError(value));
    if (isArray(value)) return cloneMembers(value, keep(new RealArray(value.length)), seen);
    if (platformClone(value)) refuse(value);
    return cloneMembers(value, keep({}), seen);
  };
  const cloneView = (value, seen) => {
    if (is(dataLength, value)) return new View(clone(dataBuffer(value), seen), dataOffset(value), dataLength(value));
    return new views[viewTag(value)](clone(viewBuffer(value), seen), viewOffset(value), viewLength(value));
  };
  const cloneMembers = (value, copy, seen) => {
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === "string" && hasOwn(value, key) && enumerable(value, key)) put(copy, key, clone(value[key], seen));
    }
    return copy;
  };
  const isErrorObject = (value) => apply(tagOf, value, []) === "[object Error]" && "stack" in value;
  const cloneError = (value) => {
    const name = String(value.name), own = getOwnPropertyDescriptor(value, "message");
    const copy = new (errors[name] ?? Error)();
    if (own && hasOwn(own, "value")) defineProperty(copy, "message", { value: String(own.value), writable: true, configurable: true });
    if (typeof value.stack === "string") defineProperty(copy, "stack", { value: value.stack, writable: true, configurable: true });
    return copy;
  };
  // What has internal slots of another kind: promises, weak collections, platform objects.
  const platformClone = (value) => {
    const tag = apply(tagOf, value, []);
    return tag !== "[object Object]" && tag !== "[object Arguments]" && !(typeof value[Symbol.toStringTag] === "string" && hasOwn(value, Symbol.toStringTag)) && getPrototypeOf(value) !== null;
  };

  // https://webidl.spec.whatwg.org/#LegacyFactoryFunction: Image, Audio and Option.
  const factory = (name, tag, length, fill) => {
    const make = { [name]: function (...given) {
      if (new.target === undefined) throw new TypeError(`Failed to construct '${name}': Please use the 'new' operator.`);
      const element = createElement(document, tag);
      fill(element, given);
      return element;
    } }[name];
    const Interface = getPrototypeOf(createElement(document, tag)).constructor;
    defineProperty(make, "prototype", { value: Interface.prototype, writable: false });
    defineProperty(make, "length", { value: length, configurable: true });
    defineProperty(globalThis, name, { value: make, writable: true, configurable: true });
  };
  const createElement = uncurry(Document.prototype.createElement), setAttribute = uncurry(Element.prototype.setAttribute);
  const { document } = globalThis;
  const defineFactories = () => {
    factory("Image", "img", 0, (image, [width, height]) => {
      if (width !== undefined) image.width = width;
      if (height !== undefined) image.height = height;
    });
    factory("Audio", "audio", 0, (audio, [src]) => {
      setAttribute(audio, "preload", "auto");
      if (src !== undefined) setAttribute(audio, "src", src);
    });
    factory("Option", "option", 0, (option, [text = "", value, isDefault = false, selected = false]) => {
      if (text !== "") option.append(`${text}`);
      if (value !== undefined) setAttribute(option, "value", value);
      if (isDefault) setAttribute(option, "selected", "");
      option.selected = selected;
    });
  };

  // https://wicg.github.io/observable/#observable-convert-to-an-observable: how values are handed out one by one.
  const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
  const methodOf = (value, key, name) => {
    const method = value[key];
    if (method === undefined || method === null) return undefined;
    if (typeof method !== "function") throw new TypeError(`Failed to execute 'from' on 'Observable': ${name} must be a callable.`);
    return method;
  };
  const iteratorOf = (value, method) => {
    if (method === undefined) throw new TypeError("The value is no longer iterable");
    const iterator = apply(method, value, []);
    if (!isObject(iterator)) throw new TypeError("The iterator is not an Object");
    return iterator;
  };
  const mustBeObject = (result, name) => {
    if (!isObject(result)) throw new TypeError(`The result of the iterator's ${name}() is not an Object`);
    return result;
  };
  const handOut = (value, next, error, complete, isAborted, onAbort) => {
    if (isAborted()) return;
    let iterator, take, done = false;
    try {
      iterator = iteratorOf(value, methodOf(value, iteratorKey, "@@iterator"));
      take = iterator.next;
    } catch (e) { error(e); return; }
    if (isAborted()) return;
    // https://tc39.es/ecma262/#sec-iteratorclose
    onAbort(() => {
      if (done) return;
      done = true;
      const close = methodOf(iterator, "return", "return");
      if (close !== undefined) mustBeObject(apply(close, iterator, []), "return");
    });
    for (;;) {
      let item;
      try {
        const result = mustBeObject(apply(take, iterator, []), "next");
        done = Boolean(result.done);
        if (!done) item = result.value;
      } catch (e) { done = true; error(e); return; }
      if (done) { complete(); return; }
      next(item);
      if (isAborted()) return;
    }
  };
  // https://tc39.es/ecma262/#sec-createasyncfromsynciterator
  const asyncItems = async function* (items) { for (const item of items) yield item; };
  const promiseOf = (steps) => { try { return apply(resolve, RealPromise, [steps()]); } catch (e) { return apply(reject, RealPromise, [e]); } };
  const handOutAsync = (value, next, error, complete, isAborted, onAbort) => {
    if (isAborted()) return;
    let iterator, take, done = false;
    try {
      const method = methodOf(value, asyncIteratorKey, "@@asyncIterator");
      iterator = method === undefined ? asyncItems(value) : iteratorOf(value, method);
    } catch (e) { error(e); return; }
    if (isAborted()) return;
    // https://webidl.spec.whatwg.org/#async-iterator-close: what fails is a promise that nobody looks at.
    onAbort((reason) => {
      if (done) return;
      done = true;
      const closed = promiseOf(() => {
        const close = methodOf(iterator, "return", "return");
        return close === undefined ? {} : apply(close, iterator, [reason]);
      });
      apply(then, closed, [(result) => { mustBeObject(result, "return"); }]);
    });
    const step = () => {
      if (isAborted()) return;
      apply(then, promiseOf(() => apply(take ??= iterator.next, iterator, [])), [
        (result) => {
          let item, isLast;
          try {
            isLast = Boolean(mustBeObject(result, "next").done);
            if (!isLast) item = result.value;
          } catch (e) { done = true; error(e); return; }
          if (isLast) { done = true; complete(); return; }
          next(item);
          step();
        },
        (e) => { done = true; error(e); },
      ]);
    };
    step();
  };

  return {
    defineFactories,
    makeArray: () => [],
    append: (array, value) => put(array, array.length, value),
    iterationOf(value, isPromise) {
      if (!isObject(value)) return undefined;
      if (methodOf(value, asyncIteratorKey, "@@asyncIterator") !== undefined) return (...given) => handOutAsync(value, ...given);
      if (methodOf(value, iteratorKey, "@@iterator") !== undefined) return (...given) => handOut(value, ...given);
      if (!isPromise) return undefined;
      return (next, error, complete) => { apply(then, value, [(item) => { next(item); complete(); }, (e) => { error(e); }]); };
    },
    newPromise() {
      let resolve, reject;
      const promise = new RealPromise((a, b) => { resolve = a; reject = b; });
      return { promise, resolve, reject };
    },
    parseJSON: (text) => parse(text),
    makeError: (name, message) => new (errors[name] ?? Error)(message),
    makeArrayBuffer(text) {
      const bytes = new Bytes(text.length);
      for (let i = 0; i < text.length; i++) bytes[i] = charCodeAt(text, i);
      return viewBuffer(bytes);
    },
    // The first `count` of `given` are objects and what stands in their places; the rest is transferred.
    structuredClone(value, count, ...given) {
      const seen = new RealMap(), moved = [];
      for (let i = 0; i < count; i += 2) mapSet(seen, given[i], given[i + 1]);
      for (let i = count; i < given.length; i++) {
        if (!is(bufferLength, given[i]) || mapHas(seen, given[i])) refuse(given[i], "A value of the transfer list");
        if (isDetached(given[i])) refuse(given[i], "A detached ArrayBuffer");
        mapSet(seen, given[i], given[i]);
      }
      for (let i = count; i < given.length; i++) { const buffer = transferred(given[i]); moved[moved.length] = buffer; mapSet(seen, given[i], buffer); }
      return clone(value, seen);
    },
    // A pattern that is none matches everything.
    matchesPattern(pattern, value) {
      let compiled;
      try { compiled = new RealRegExp(pattern, "v"); compiled = new RealRegExp(`^(?:${pattern})$`, "v"); } catch { return true; }
      return test(compiled, value) !== null;
    },
    toJSON: (value) => stringify(value),
    // The state of a promise as it changes; undefined for other values.
    watch(value) {
      if (!(value instanceof RealPromise)) return undefined;
      const watched = { state: "pending", value: undefined };
      apply(then, value, [
        (v) => { watched.state = "fulfilled"; watched.value = v; },
        (v) => { watched.state = "rejected"; watched.value = v; },
      ]);
      return watched;
    },
    onRejected: (promise, report) => { apply(then, promise, [undefined, (reason) => { report(reason); }]); },
    throwIt(value) { throw value; },
    dispatchEvent(element, type, init) {
      const [name] = eventKinds.find(([, types]) => types.includes(type)) ?? ["Event"];
      const Kind = "detail" in init && name === "Event" ? CustomEvent : globalThis[name] ?? Event;
      return element.dispatchEvent(new Kind(type, init));
    },
  };
})()
