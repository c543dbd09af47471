function touch(object, key) {
  object.count = object[key];
  return object.count.length;
}
