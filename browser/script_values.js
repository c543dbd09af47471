// Functions of a realm that the platform calls; see script_values.py. Evaluated before any script of the page.
(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const { apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, deleteProperty, has, get } = Reflect;
  const { set: setProperty, defineProperty: tryToDefine } = Reflect;
  const uncurry = (f) => (self, ...rest) => apply(f, self, rest);
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const { Date: RealDate, RegExp: RealRegExp, Promise: RealPromise, Proxy: RealProxy, WeakMap: RealWeakMap } = globalThis;
  const { Map: RealMap, Set: RealSet, Uint8Array: RealBytes, BigInt: RealBigInt, Number: RealNumber } = globalThis;
  const { defineProperty, keys, prototype: plainPrototype } = Object;
  const { isArray } = Array, { isView } = ArrayBuffer;
  const put = (object, key, value) => defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  const dateValue = uncurry(RealDate.prototype.getTime);
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

  // Values by copy, for Python: copies.py tells how they are written. Pages may have changed every prototype.
  const getter = (prototype, name) => uncurry(getOwnPropertyDescriptor(prototype, name).get);
  const getMap = uncurry(RealMap.prototype.get), setMap = uncurry(RealMap.prototype.set), addToSet = uncurry(RealSet.prototype.add);
  const mapSize = getter(RealMap.prototype, "size"), setSize = getter(RealSet.prototype, "size");
  const eachOfMap = uncurry(RealMap.prototype.forEach), eachOfSet = uncurry(RealSet.prototype.forEach);
  const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
  const typedArrayKind = getter(getPrototypeOf(RealBytes.prototype), Symbol.toStringTag);
  const passes = (brand, value) => {
    try { brand(value); return true; } catch { return false; }
  };
  const holds = (value) => value !== undefined && typeof value !== "function" && typeof value !== "symbol";
  const writtenEach = (list, written) => {
    let text = "";
    for (let i = 0; i < list.length; i++) text += `,${written(list[i])}`;
    return text;
  };
  const describe = (value, written) => {
    let text = "";
    if (isArray(value)) return `["array"${writtenEach(value, written)}]`;
    if (isView(value) && typedArrayKind(value) !== undefined) {
      const kind = typedArrayKind(value);
      return `["${kind === "Uint8Array" || kind === "Uint8ClampedArray" ? "bytes" : "array"}"${writtenEach(value, written)}]`;
    }
    const prototype = getPrototypeOf(value);
    if (prototype !== plainPrototype && prototype !== null) {
      if (passes(dateValue, value)) return `["date",${written(dateValue(value))}]`;
      if (passes(bufferLength, value)) return `["bytes"${writtenEach(new RealBytes(value), written)}]`;
      if (passes(setSize, value)) {
        eachOfSet(value, (item) => { text += `,${written(item)}`; });
        return `["set"${text}]`;
      }
      if (passes(mapSize, value)) {
        eachOfMap(value, (item, key) => { text += `,${written(key)},${written(item)}`; });
        return `["map"${text}]`;
      }
      if (value instanceof errors.Error) {
        const { name, message, stack } = value;
        return `["object","name",${written(name)},"message",${written(message)},"stack",${written(stack)}]`;
      }
    }
    const names = keys(value);
    for (let i = 0; i < names.length; i++) {
      const item = value[names[i]];
      if (holds(item)) text += `,${stringify(names[i])},${written(item)}`;
    }
    return `["object"${text}]`;
  };
  const writtenNumber = (n) => {
    if (n !== n || n === Infinity || n === -Infinity || (n === 0 && 1 / n < 0)) return `["number","${n === 0 ? "-0.0" : n}"]`;
    return `${n}`;
  };
  const copyOut = (root) => {
    const places = new RealMap(), waiting = [];
    let count = 0;
    const written = (value) => {
      if (typeof value === "string") return stringify(value);
      if (typeof value === "number") return writtenNumber(value);
      if (typeof value === "boolean") return value ? "true" : "false";
      if (typeof value === "bigint") return `["bigint","${value}"]`;
      if (typeof value !== "object" || value === null) return "null";
      let place = getMap(places, value);
      if (place === undefined) {
        const told = typeof value.toJSON === "function" && !passes(dateValue, value) ? value.toJSON() : value;
        if (told !== value) return written(told);
        place = count++;
        setMap(places, value, place);
        put(waiting, place, value);
      }
      return `[${place}]`;
    };
    let text = written(root);
    for (let i = 0; i < count; i++) text += `,${describe(waiting[i], written)}`;
    return `[${text}]`;
  };
  const begin = (entry) => {
    switch (entry[0]) {
      case "array": return [];
      case "set": return new RealSet();
      case "date": return new RealDate(entry[1]);
      case "bytes": {
        const bytes = new RealBytes(entry.length - 1);
        for (let i = 1; i < entry.length; i++) bytes[i - 1] = entry[i];
        return bytes;
      }
      default: return {};
    }
  };
  const copyIn = (text) => {
    const list = parse(text), made = [];
    const read = (part) => {
      if (typeof part !== "object" || part === null) return part;
      if (typeof part[0] === "number") return made[part[0]];
      return part[0] === "bigint" ? RealBigInt(part[1]) : RealNumber(part[1]);
    };
    for (let i = 1; i < list.length; i++) put(made, i - 1, begin(list[i]));
    for (let i = 1; i < list.length; i++) {
      const entry = list[i], holder = made[i - 1];
      if (entry[0] === "array") for (let j = 1; j < entry.length; j++) put(holder, j - 1, read(entry[j]));
      else if (entry[0] === "set") for (let j = 1; j < entry.length; j++) addToSet(holder, read(entry[j]));
      else if (entry[0] === "object") for (let j = 1; j < entry.length; j += 2) put(holder, entry[j], read(entry[j + 1]));
    }
    return read(list[0]);
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

  // https://webidl.spec.whatwg.org/#creating-an-observable-array-exotic-object; `list` is the backing list.
  const setters = new RealWeakMap();
  const setterOf = uncurry(RealWeakMap.prototype.get), addSetter = uncurry(RealWeakMap.prototype.set);
  const indexOf = (key) => {
    if (typeof key !== "string") return -1;
    const index = +key >>> 0;
    return `${index}` === key && index !== 4294967295 ? index : -1;
  };
  const observableArray = (check, add, end) => {
    const list = [];
    const tell = () => { for (let i = 0; i < list.length; i++) add(list[i]); end(); };
    const setAt = (index, value) => {
      if (index > list.length) return false;
      check(value);
      put(list, index, value);
      tell();
      return true;
    };
    const setLength = (value) => {
      const length = value >>> 0;
      if (length !== +value) throw new RangeError("Invalid array length");
      if (length > list.length) return false;
      list.length = length;
      tell();
      return true;
    };
    const proxy = new RealProxy([], {
      __proto__: null,
      defineProperty(target, key, descriptor) {
        const index = indexOf(key);
        if (index < 0 && key !== "length") return tryToDefine(target, key, descriptor);
        if ("get" in descriptor || "set" in descriptor) return false;
        const open = key !== "length";
        if (("configurable" in descriptor && descriptor.configurable !== open) || ("enumerable" in descriptor && descriptor.enumerable !== open)
          || ("writable" in descriptor && descriptor.writable !== true)) return false;
        if (!("value" in descriptor)) return true;
        return open ? setAt(index, descriptor.value) : setLength(descriptor.value);
      },
      deleteProperty(target, key) {
        const index = indexOf(key);
        if (index < 0) return key !== "length" && deleteProperty(target, key);
        if (index >= list.length) return true;
        if (index !== list.length - 1) return false;
        list.length = index;
        tell();
        return true;
      },
      get(target, key, receiver) {
        const index = indexOf(key);
        if (index >= 0) return list[index];
        return key === "length" ? list.length : get(target, key, receiver);
      },
      getOwnPropertyDescriptor(target, key) {
        const index = indexOf(key);
        if (index >= 0) return index < list.length ? { value: list[index], writable: true, enumerable: true, configurable: true } : undefined;
        if (key === "length") return { value: list.length, writable: true, enumerable: false, configurable: false };
        return getOwnPropertyDescriptor(target, key);
      },
      has(target, key) {
        const index = indexOf(key);
        return index >= 0 ? index < list.length : key === "length" || has(target, key);
      },
      ownKeys(target) {
        const keys = [];
        for (let i = 0; i < list.length; i++) put(keys, i, `${i}`);
        const others = ownKeys(target);
        for (let i = 0; i < others.length; i++) put(keys, keys.length, others[i]);
        return keys;
      },
      preventExtensions: () => false,
      set(target, key, value, receiver) {
        const index = indexOf(key);
        if (index >= 0) return setAt(index, value);
        return key === "length" ? setLength(value) : setProperty(target, key, value, receiver);
      },
    });
    addSetter(setters, proxy, (values) => {
      const items = [];
      for (const value of values) { check(value); put(items, items.length, value); }
      list.length = 0;
      for (let i = 0; i < items.length; i++) put(list, i, items[i]);
      tell();
    });
    return proxy;
  };

  // https://drafts.csswg.org/web-animations-1/#processing-a-keyframes-argument: what is found is told word for word.
  const { sort } = Array.prototype;
  const propertiesOf = (object, isProperty) => {
    const names = [], keys = ownKeys(object);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key === "string" && getOwnPropertyDescriptor(object, key)?.enumerable && isProperty(key)) put(names, names.length, key);
    }
    return apply(sort, names, []);
  };
  const eachOf = (value, tell) => {
    const method = isObject(value) ? methodOf(value, iteratorKey, "@@iterator") : undefined;
    if (method === undefined) { tell(value); return; }
    const iterator = iteratorOf(value, method), take = iterator.next;
    for (;;) {
      const result = mustBeObject(apply(take, iterator, []), "next");
      if (result.done) return;
      tell(result.value);
    }
  };
  const readKeyframes = (value, isProperty, frame, lists, offset, easing, composite, property) => {
    const number = (one) => offset(one === undefined || one === null ? undefined : +one);
    const method = methodOf(value, iteratorKey, "@@iterator");
    if (method === undefined) {
      lists();
      const { composite: ownComposite, easing: ownEasing, offset: ownOffset } = value;
      if (ownComposite !== undefined) eachOf(ownComposite, (one) => composite(`${one}`));
      if (ownEasing !== undefined) eachOf(ownEasing, (one) => easing(`${one}`));
      if (ownOffset !== undefined) eachOf(ownOffset, number);
      const names = propertiesOf(value, isProperty);
      for (let i = 0; i < names.length; i++) eachOf(value[names[i]], (one) => property(names[i], `${one}`));
      return;
    }
    eachOf(value, (one) => {
      if (one !== undefined && one !== null && !isObject(one)) throw new TypeError("Keyframes must be objects, or null or undefined");
      frame();
      if (one === undefined || one === null) return;
      const { composite: ownComposite, easing: ownEasing, offset: ownOffset } = one;
      if (ownComposite !== undefined) composite(`${ownComposite}`);
      if (ownEasing !== undefined) easing(`${ownEasing}`);
      number(ownOffset);
      const names = propertiesOf(one, isProperty);
      for (let i = 0; i < names.length; i++) property(names[i], `${one[names[i]]}`);
    });
  };

  defineFactories();
  return {
    readKeyframes,
    observableArray,
    setObservableArray(array, values) {
      if (!isObject(values)) throw new TypeError("Failed to convert value to 'sequence'.");
      setterOf(setters, array)(values);
    },
    makeArray: () => [],
    append: (array, value) => defineProperty(array, array.length, { value, writable: true, enumerable: true, configurable: true }),
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
    makeDate: (time) => new RealDate(time),
    dateTime(value) {
      try {
        return dateValue(value);
      } catch {
        return undefined;
      }
    },
    makeError: (name, message) => new (errors[name] ?? Error)(message),
    // A pattern that is none matches everything.
    matchesPattern(pattern, value) {
      let compiled;
      try { compiled = new RealRegExp(pattern, "v"); compiled = new RealRegExp(`^(?:${pattern})$`, "v"); } catch { return true; }
      return test(compiled, value) !== null;
    },
    copyOut,
    copyIn,
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
