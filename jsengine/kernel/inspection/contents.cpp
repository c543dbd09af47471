// What is inside of lists, collections, buffers and promises.
#include <algorithm>
#include <cstdio>

#include "jsengine/kernel/array_buffer.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake::inspection {

namespace {

Text empty_items(uint64_t count) {
  return u"<" + from_integer(count) + (count > 1 ? u" empty items>" : u" empty item>");
}

}  // namespace

void Inspector::add_contents(Shown& shown, Object* o, int level) {
  switch (shown.contents) {
    case Contents::kNone:
      return;
    case Contents::kArray:
      return add_array(shown, o, level);
    case Contents::kTypedArray:
      return add_typed_array(shown, o, level);
    case Contents::kSet:
    case Contents::kMap:
      return add_collection(shown, o, level);
    case Contents::kWeakSet:
    case Contents::kWeakMap:
      return add_weak_collection(shown, o, level);
    case Contents::kSetIterator:
    case Contents::kMapIterator:
      return add_iterator(shown, o, level);
    case Contents::kArrayBuffer:
      return add_buffer(shown, o);
    case Contents::kDataView:
      return add_data_view(shown, o, level);
    case Contents::kPromise:
      return add_promise(shown, o, level);
    case Contents::kNamespace:
      return add_namespace(shown, o, level);
    case Contents::kPlatform:
      return add_platform(shown, level);
  }
}

// -- Lists

void Inspector::add_array(Shown& shown, Object* o, int level) {
  uint32_t length = o->aux, most = std::min(uint32_t(std::max(options_.most_elements, 0)), length);
  for (uint32_t i = 0; i < most && !stopped(); i++) {
    PropertyDescriptor d;
    if (methods_of(o).get_own_property(agent_, o, PropertyKey::index(i), &d) != Truth::kTrue)
      return add_sparse_array(shown, o, level, i, most);
    shown.parts.push_back(property(o, PropertyKey::index(i), level, true));
  }
  if (length > most) shown.parts.push_back(more_of(length - most, u"item"));
}

// The next element from an index on; false: there is none. Runs of holes are skipped without asking each.
bool Inspector::next_element(Object* o, KeyList& sparse, uint32_t* cursor, uint32_t* index) {
  if (o->flags & kSparse) {
    while (*cursor < sparse.size() && sparse[*cursor].as_index() < *index) ++*cursor;
    if (*cursor == sparse.size()) return false;
    *index = sparse[*cursor].as_index();
    return true;
  }
  Slots* vector = dense_elements(o);
  uint32_t end = vector ? std::min(vector->aux, o->aux) : 0;
  while (*index < end && vector->values[*index].is_hole()) ++*index;
  return *index < end;
}

void Inspector::add_sparse_array(Shown& shown, Object* o, int level, uint32_t from, uint32_t most) {
  KeyList sparse(agent_);
  if ((o->flags & kSparse) && is_abrupt(element_keys(agent_, o, &sparse))) return;
  std::vector<Text>& parts = shown.parts;
  uint32_t index = from, cursor = 0;
  while (parts.size() < most && !stopped()) {
    uint32_t next = index;
    if (!next_element(o, sparse, &cursor, &next)) break;
    if (next != index) parts.push_back(styled(empty_items(next - index), Style::kUndefined));
    index = next;
    if (parts.size() == most) break;
    parts.push_back(property(o, PropertyKey::index(index++), level, true));
  }
  if (o->aux <= index) return;
  uint64_t rest = o->aux - index;
  parts.push_back(parts.size() != most ? styled(empty_items(rest), Style::kUndefined)
                                       : more_of(rest, u"item"));
}

void Inspector::add_typed_array(Shown& shown, Object* o, int level) {
  auto* array = static_cast<TypedArray*>(o);
  uint64_t most = std::min<uint64_t>(uint64_t(std::max(options_.most_elements, 0)), array->length);
  for (uint64_t i = 0; i < most && i < array->length && !stopped(); i++) {
    Value v = load_element(agent_, array->type(), array->element(i));
    shown.parts.push_back(primitive(v));
  }
  if (array->length > most) shown.parts.push_back(more_of(array->length - most, u"item"));
  if (!options_.show_hidden) return;
  indentation_ += 2;
  auto add = [&](const char16_t* name, Value v) {
    shown.parts.push_back(u"[" + Text(name) + u"]: " + value(v, level, true));
  };
  add(u"BYTES_PER_ELEMENT", Value::uint32(uint32_t(array->element_size())));
  add(u"length", Value::normalised(double(array->length)));
  add(u"byteLength", Value::normalised(double(array->length * array->element_size())));
  add(u"byteOffset", Value::normalised(double(array->byte_offset)));
  add(u"buffer", Value(static_cast<Object*>(array->buffer)));
  indentation_ -= 2;
}

// -- Collections

void Inspector::add_entry(Shown& shown, const HashTable::Entry& entry, bool is_map, int level) {
  Value key = entry.key, v = entry.value;  // the entry may move
  Text text = value(key, level);
  if (is_map) text += u" => " + value(v, level);
  shown.parts.push_back(std::move(text));
}

void Inspector::add_collection(Shown& shown, Object* o, int level) {
  HashTable* table = static_cast<Collection*>(o)->table;
  auto most = uint32_t(std::max(options_.most_elements, 0));
  uint32_t count = table->live, i = 0;
  TableCursor cursor{table};
  indentation_ += 2;
  while (i < most && !stopped()) {
    HashTable::Entry* entry = cursor.next();
    if (entry == nullptr) break;
    add_entry(shown, *entry, shown.contents == Contents::kMap, level);
    i++;
  }
  if (count > most) shown.parts.push_back(more_of(count - most, u"item"));
  indentation_ -= 2;
}

void Inspector::add_weak_collection(Shown& shown, Object* o, int level) {
  if (!options_.show_hidden) return shown.parts.push_back(styled(u"<items unknown>", Style::kSpecial));
  add_collection(shown, o, level);
  std::sort(shown.parts.begin(), shown.parts.end());
}

// What the iterator has yet to give.
void Inspector::add_iterator(Shown& shown, Object* o, int level) {
  TableCursor cursor = collection_iterator_cursor(o);
  if (cursor.table == nullptr) return;
  auto kind = CollectionIteratorKind(o->detail);
  auto most = uint64_t(std::max(options_.most_elements, 0));
  uint64_t count = 0;
  bool is_map = o->is(CellKind::kMapIterator);
  indentation_ += 2;
  while (HashTable::Entry* entry = cursor.next()) {
    if (stopped()) break;
    if (count++ >= most) continue;
    Value key = entry->key, v = is_map ? entry->value : entry->key;
    if (kind != CollectionIteratorKind::kEntries) {
      shown.parts.push_back(value(kind == CollectionIteratorKind::kKeys ? key : v, level));
      continue;
    }
    std::vector<Text> pair;
    pair.push_back(value(key, level));
    pair.push_back(value(v, level));
    shown.parts.push_back(join_pair(std::move(pair), u"[", level));
  }
  indentation_ -= 2;
  if (count > most) shown.parts.push_back(more_of(count - most, u"item"));
}

// -- Buffers

void Inspector::add_buffer(Shown& shown, Object* o) {
  ArrayBuffer* buffer = buffer_of(o);
  if (buffer->is_detached()) {
    shown.parts.push_back(styled(u"(detached)", Style::kSpecial));
  } else {
    uint64_t most = std::min<uint64_t>(uint64_t(std::max(options_.most_elements, 0)), buffer->byte_length);
    Text bytes;
    for (uint64_t i = 0; i < most; i++) {
      char text[4];
      snprintf(text, sizeof text, i ? " %02x" : "%02x", buffer->data[i]);
      bytes += from_ascii(text);
    }
    if (buffer->byte_length > most) bytes += u" " + more_of(buffer->byte_length - most, u"byte");
    shown.parts.push_back(styled(u"[Uint8Contents]", Style::kSpecial) + u": <" + bytes + u">");
  }
  shown.parts.push_back(u"byteLength: " + styled(from_integer(buffer->byte_length), Style::kNumber));
}

void Inspector::add_data_view(Shown& shown, Object* o, int level) {
  for (const char* name : {"byteLength", "byteOffset", "buffer"})
    shown.parts.push_back(property(o, PropertyKey::name(intern(agent_, name)), level, false));
}

// -- Promises, namespaces

void Inspector::add_promise(Shown& shown, Object* o, int level) {
  auto* promise = static_cast<Promise*>(o);
  if (promise->state() == PromiseState::kPending)
    return shown.parts.push_back(styled(u"<pending>", Style::kSpecial));
  bool rejected = promise->state() == PromiseState::kRejected;
  indentation_ += 2;
  Text text = value(promise->result, level);
  indentation_ -= 2;
  shown.parts.push_back(rejected ? styled(u"<rejected>", Style::kSpecial) + u" " + text : text);
}

// Bindings in their dead zone are told as such.
void Inspector::add_namespace(Shown& shown, Object* o, int level) {
  for (uint32_t i = 0; i < shown.keys.size() && !stopped(); i++) {
    PropertyKey key = shown.keys[i];
    PropertyDescriptor d;
    Truth found = methods_of(o).get_own_property(agent_, o, key, &d);
    if (found == Truth::kAbrupt && has_exception(agent_)) {
      take_exception(agent_);
      shown.parts.push_back(property_name(key, true) + u": " + styled(u"<uninitialized>", Style::kSpecial));
    } else if (key.is_string() || (d.attributes & kEnumerable)) {
      shown.parts.push_back(property(o, key, level, false));
    }
  }
  shown.keys.truncate(0);
}

}  // namespace whipsnake::inspection
