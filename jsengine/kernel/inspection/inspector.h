// The walk over a value that puts its text together. One Inspector for one inspect().
#pragma once

#include <Python.h>

#include <vector>

#include "jsengine/kernel/hash_table.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inspect.h"
#include "jsengine/kernel/inspection/text.h"
#include "jsengine/kernel/key_list.h"

namespace whipsnake::inspection {

// What colours stand for; the table is in layout.cpp.
enum class Style : uint8_t {
  kSpecial,
  kNumber,
  kBigInt,
  kBoolean,
  kUndefined,
  kNull,
  kString,
  kSymbol,
  kDate,
  kRegExp,
};

// What is inside of an object besides its properties.
enum class Contents : uint8_t {
  kNone,
  kArray,
  kTypedArray,
  kSet,
  kMap,
  kSetIterator,
  kMapIterator,
  kArrayBuffer,
  kDataView,
  kPromise,
  kWeakSet,
  kWeakMap,
  kNamespace,
  kPlatform,
};

// What an object will be shown as, while that is being found out.
struct Shown {
  explicit Shown(Agent* agent) : keys(agent) {}
  bool has_constructor = false;  // else: null prototype
  bool is_list = false;          // its parts may stand in columns
  bool is_done = false;          // `base` is the whole text
  Contents contents = Contents::kNone;
  Text constructor, tag;
  Text base;  // what stands before the brace: a function, an error's stack
  Text open = u"{", close = u"}";
  Object* items = nullptr;  // of a platform object: an Array of what is in it ...
  std::vector<Text> names;  // ... and names of those, if they have some
  uint64_t more_items = 0;
  KeyList keys;
  std::vector<Text> parts;
  std::vector<Text> inherited;  // properties of prototypes, with show_hidden
};

class Inspector {
 public:
  Inspector(Agent* agent, const InspectOptions& options);
  ~Inspector();
  Inspector(const Inspector&) = delete;

  Text value(Value, int level, bool in_typed_array = false);
  Text primitive(Value, bool styled = true);
  // Whether something is pending: then texts are of no use.
  bool stopped() const { return agent_->pending_kind != Pending::kNone; }
  // The value of a property, own or inherited; undefined where none can be had.
  Value read(Object*, PropertyKey);
  // Own or inherited, through the targets of proxies; never runs code of scripts.
  bool find(Object*, PropertyKey, PropertyDescriptor*);
  static Object* behind_proxies(Object*);  // nullptr: revoked
  // What asks Python about each property.
  static bool is_opaque(Object* o) { return o->is(CellKind::kWindowProxy) || o->is(CellKind::kPythonObject); }
  Text text_of(String*);

 private:
  // inspector.cpp
  Text string(String*, bool styled);
  Text object(Object*, int level, bool in_typed_array);
  Text proxy(Object*, int level);
  Text circular(Object*);
  Text abbreviated(const Shown&, Object*);
  void fill(Shown&, Object*, int level);
  Text property(Object*, PropertyKey, int level, bool is_element);
  Text property_value(const PropertyDescriptor&, int level);
  Text property_name(PropertyKey, bool enumerable);
  void add_key(Shown&, Object*, PropertyKey);
  void find_keys(Shown&, Object*);
  void find_named_keys(Shown&, Object*);
  void filter_keys(Shown&, Object*);
  Text account(Text);

  // kinds.cpp: which sort of object it is
  void classify(Shown&, Object*, int level, bool in_typed_array);
  bool classify_iterable(Shown&, Object*);
  void classify_other(Shown&, Object*, int level, bool in_typed_array);
  void classify_buffer(Shown&, Object*, bool in_typed_array);
  void classify_plain(Shown&, Object*);
  void classify_counted(Shown&, Object*, Contents, const char16_t* name, uint64_t count);
  void open_with_prefix(Shown&, const char16_t* fallback, Contents);
  Text date_base(Object*);
  Text regexp_base(Object*);
  Text wrapper_base(Shown&, Object*);
  Text function_base(const Shown&, Object*);
  Text class_base(const Shown&, Object*);

  // names.cpp
  void find_constructor(Shown&, Object*, int level);
  bool constructor_name(Object*, int level, Shown*, Text* name);
  bool is_instance(Object*, Object* constructor);
  void add_inherited(Shown&, Object* main, Object* from, int level);
  void find_tag(Shown&, Object*);
  Text name_by_kind(Object*);
  static Text prefix(const Shown&, TextView fallback, TextView size = {});
  Text style_prefix(const Shown&, Object*);

  // contents.cpp
  void add_contents(Shown&, Object*, int level);
  void add_array(Shown&, Object*, int level);
  void add_sparse_array(Shown&, Object*, int level, uint32_t from, uint32_t most);
  void add_typed_array(Shown&, Object*, int level);
  void add_collection(Shown&, Object*, int level);
  void add_weak_collection(Shown&, Object*, int level);
  void add_iterator(Shown&, Object*, int level);
  void add_entry(Shown&, const HashTable::Entry&, bool is_map, int level);
  static bool next_element(Object*, KeyList& sparse, uint32_t* cursor, uint32_t* index);
  void add_buffer(Shown&, Object*);
  void add_data_view(Shown&, Object*, int level);
  void add_promise(Shown&, Object*, int level);
  void add_namespace(Shown&, Object*, int level);

  // platform.cpp
  bool classify_platform(Shown&, Object*);
  bool take_fields(Shown&, PyObject* fields);
  bool take_items(Shown&, PyObject* pair);
  bool take_list(Shown&, PyObject* list);
  void add_platform(Shown&, int level);
  Text text_from(PyObject*);

  // errors.cpp
  Text error_base(Shown&, Object*);
  bool is_error_like(Object*);
  Text primitive_text(Value);  // as String(v) has it
  Text stack_of(Object*);
  Text with_class(const Shown&, Text stack, const Text& name);
  void drop_told_keys(Shown&, Object*, TextView stack);
  std::vector<Text> frames_of(Object*, TextView stack);

  // layout.cpp
  Text styled(TextView, Style) const;
  size_t length_of(const Text&) const;  // colours not counted
  Text join(Shown&, Object*, int level);
  Text join_pair(std::vector<Text>, TextView open, int level);
  bool fits(const std::vector<Text>&, size_t start, const Text& base) const;
  void group(std::vector<Text>&, Object*);
  bool are_numbers(Object*, size_t count);

  Agent* agent_;
  InspectOptions options_;
  int indentation_ = 0;
  int current_depth_ = 0;
  RootedVector seen_;
  RootedVector circular_;
  size_t charged_ = 0;
  std::vector<uint64_t> budget_;  // units made, by indentation
};

}  // namespace whipsnake::inspection
