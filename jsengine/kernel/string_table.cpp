// Hashes, interning, array indices.
#include "jsengine/kernel/string_table.h"

#include <cstdlib>

#include "jsengine/kernel/heap.h"

namespace whipsnake {

namespace {

String* const kRemoved = reinterpret_cast<String*>(uintptr_t(1));
constexpr uint32_t kFirstCapacity = 1024;

template <typename Unit>
uint32_t hash_units(const Unit* units, uint32_t length) {
  // In four lanes, for interning cannot be interrupted and keys may be as long as strings.
  constexpr uint64_t kFactor = 0x100'0000'01B3u, kSeed = 0x9E37'79B9'7F4A'7C15u;
  uint64_t lanes[4] = {kSeed ^ length, kSeed, kSeed, kSeed};
  uint32_t i = 0;
  for (; i + 4 <= length; i += 4)
    for (uint32_t lane = 0; lane < 4; lane++) lanes[lane] = (lanes[lane] ^ units[i + lane]) * kFactor;
  uint64_t h = lanes[0];
  for (uint32_t lane = 1; lane < 4; lane++) h = (h ^ (lanes[lane] >> 32) ^ lanes[lane]) * kFactor;
  for (; i < length; i++) h = (h ^ units[i]) * kFactor;
  h ^= h >> 32;
  h *= 0xD6E8'FEB8'6659'FD93u;
  h ^= h >> 32;
  auto result = uint32_t(h);
  return result != 0 ? result : 1;
}

bool is_entry(const String* s) { return uintptr_t(s) > 1; }

void insert_fresh(StringTable* table, String* s) {
  uint32_t mask = table->capacity - 1;
  uint32_t i = s->hash & mask;
  while (is_entry(table->entries[i])) i = (i + 1) & mask;
  table->entries[i] = s;
}

void rehash(StringTable* table, uint32_t capacity) {
  String** old = table->entries;
  uint32_t old_capacity = table->capacity;
  auto* entries = static_cast<String**>(calloc(capacity, sizeof(String*)));
  if (entries == nullptr) ENGINE_BUG("no memory for the table of strings");
  table->entries = entries;
  table->capacity = capacity;
  table->removed = 0;
  for (uint32_t i = 0; i < old_capacity; i++)
    if (is_entry(old[i])) insert_fresh(table, old[i]);
  free(old);
}

void remove_entry(StringTable* table, String* s) {
  uint32_t mask = table->capacity - 1;
  for (uint32_t i = s->hash & mask; table->entries[i] != nullptr; i = (i + 1) & mask)
    if (table->entries[i] == s) {
      table->entries[i] = kRemoved;
      table->used--, table->removed++;
      return;
    }
}

template <typename Equal>
String* find(StringTable* table, uint32_t hash, uint32_t length, Equal equal) {
  uint32_t mask = table->capacity - 1;
  for (uint32_t i = hash & mask; table->entries[i] != nullptr; i = (i + 1) & mask) {
    String* s = table->entries[i];
    if (s != kRemoved && s->hash == hash && s->length() == length && equal(s)) return s;
  }
  return nullptr;
}

String* insert(StringTable* table, String* s) {
  if ((table->used + table->removed + 1) * 2 > table->capacity)
    rehash(table, table->used * 3 > table->capacity ? table->capacity * 2 : table->capacity);
  insert_fresh(table, s);
  table->used++;
  table->young.push_back(s);
  s->flags |= kInterned;
  return s;
}

// An interned slice would keep the whole text it is cut from.
String* compact(Agent* agent, String* s) {
  if (!(s->flags & kIndirect) || s->base->length() <= s->length() * 2) return s;
  uint32_t hash = s->hash;
  String* copy;
  if (s->is_two_byte()) {
    char16_t* to;
    copy = TRY(new_utf16_buffer(agent, s->length(), &to));
    memcpy(to, s->utf16_chars(), size_t(s->length()) * 2);
  } else {
    uint8_t* to;
    copy = TRY(new_latin1_buffer(agent, s->length(), &to));
    memcpy(to, s->latin1_chars(), s->length());
  }
  copy->hash = hash;
  return copy;
}

}  // namespace

StringTable* new_string_table(Agent* agent) {
  auto* table = new StringTable;
  agent->strings = table;
  rehash(table, kFirstCapacity);
  uint8_t* chars;
  table->empty = new_latin1_buffer(agent, 0, &chars);
  table->empty->hash = hash_units(chars, 0);
  insert(table, table->empty);
  return table;
}

void delete_string_table(StringTable* table) {
  if (table == nullptr) return;
  free(table->entries);
  delete table;
}

void visit_string_roots(Marker& marker) {
  StringTable* table = marker.agent()->strings;
  if (table == nullptr) return;
  marker.cell(table->empty);
  for (String* s : table->single_units) marker.cell(s);
}

void sweep_strings(Agent* agent, bool major) {
  StringTable* table = agent->strings;
  if (table == nullptr) return;
  if (!major) {
    for (String* s : table->young)
      if (!is_marked(s)) remove_entry(table, s);
  } else {
    for (uint32_t i = 0; i < table->capacity; i++) {
      if (!is_entry(table->entries[i]) || is_marked(table->entries[i])) continue;
      table->entries[i] = kRemoved;
      table->used--, table->removed++;
    }
  }
  table->young.clear();
}

uint32_t string_hash(Agent* agent, String* s) {
  if (s->hash != 0) return s->hash;
  if (flatten(agent, s) == nullptr) return 1;  // a termination is pending
  s->hash = s->is_two_byte() ? hash_units(s->utf16_chars(), s->length())
                             : hash_units(s->latin1_chars(), s->length());
  return s->hash;
}

String* intern(Agent* agent, String* s) {
  if (s->is_interned()) return s;
  TRY(flatten(agent, s));
  uint32_t hash = string_hash(agent, s);
  String* known =
      find(agent->strings, hash, s->length(), [&](String* other) { return strings_equal(agent, s, other); });
  if (known != nullptr) return known;
  return insert(agent->strings, TRY(compact(agent, s)));
}

String* intern(Agent* agent, std::string_view ascii) {
  auto length = uint32_t(ascii.size());
  const auto* chars = reinterpret_cast<const uint8_t*>(ascii.data());
  uint32_t hash = hash_units(chars, length);
  String* known = find(agent->strings, hash, length, [&](String* other) {
    return !other->is_two_byte() && memcmp(other->latin1_chars(), chars, length) == 0;
  });
  if (known != nullptr) return known;
  uint8_t* to;
  String* s = TRY(new_latin1_buffer(agent, length, &to));
  memcpy(to, chars, length);
  s->hash = hash;
  return insert(agent->strings, s);
}

// An array index is a canonical decimal numeral below 2^32 - 1.
bool string_to_index(Agent* agent, String* s, uint32_t* index) {
  constexpr uint32_t kLongest = 10;
  if (s->flags & (kNotIndex | kInterned)) return false;
  uint32_t length = s->length();
  if (length == 0 || length > kLongest || flatten(agent, s) == nullptr) return false;
  uint64_t n = 0;
  for (uint32_t i = 0; i < length; i++) {
    char16_t c = s->unit(i);
    if (c < '0' || c > '9') {
      s->flags |= kNotIndex;
      return false;
    }
    n = n * 10 + (c - '0');
  }
  if ((s->unit(0) == '0' && length > 1) || n >= 0xFFFF'FFFFu) {
    s->flags |= kNotIndex;
    return false;
  }
  s->flags |= kIsIndex;
  *index = uint32_t(n);
  return true;
}

}  // namespace whipsnake
