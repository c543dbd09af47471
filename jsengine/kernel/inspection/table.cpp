// console.table. https://console.spec.whatwg.org/#table, as node draws it
#include <algorithm>
#include <optional>

#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace inspection {

namespace {

constexpr int kMostElements = 3;  // of a list in a cell
constexpr uint32_t kFewKeys = 2;  // objects with more are only named
constexpr int kWideEnough = 1 << 28;

struct Column {
  PropertyKey key{};
  Text head;
  std::vector<std::optional<Text>> cells;
  size_t width = 0;
};

class Table {
 public:
  Table(Agent* agent, const InspectOptions& options)
      : agent_(agent), options_(options), inspector_(agent, options) {}
  ~Table() { uncharge(agent_, Category::kText, charged_); }

  Text draw(Object* data, Value properties) {
    if (data->is(CellKind::kMap) || data->is(CellKind::kSet)) return draw_collection(data);
    if (data->is(CellKind::kMapIterator) || data->is(CellKind::kSetIterator)) return draw_iterator(data);
    return draw_object(data, properties);
  }
  bool stopped() const { return agent_->pending_kind != Pending::kNone; }

 private:
  static Column column(const char16_t* head) {
    Column c;
    c.head = head;
    return c;
  }

  void put(Column& column, size_t row, Text text) {
    size_t bytes = text.size() * sizeof(char16_t) + sizeof(Text);
    if (stopped() || is_abrupt(poll(agent_)) || !charge(agent_, Category::kText, bytes)) return;
    charged_ += bytes;
    if (column.cells.size() <= row) column.cells.resize(row + 1);
    column.cells[row] = std::move(text);
  }

  Text show(Value v) {
    InspectOptions options = options_;
    options.depth = 0;
    options.most_elements = kMostElements;
    options.break_length = kWideEnough;
    bool is_list = v.is_object() && (v.as_object()->is_array() || v.as_object()->is(CellKind::kTypedArray));
    if (v.is_object() && !is_callable(v) && !is_list) {
      KeyList keys(agent_);
      find_keys(v, &keys);
      if (keys.size() > kFewKeys) options.depth = -1;
    }
    Inspector inspector(agent_, options);
    return inspector.value(v, 0);
  }

  // Object.keys without traps.
  void find_keys(Value v, KeyList* keys) {
    Object* o = v.is_object() ? Inspector::behind_proxies(v.as_object()) : nullptr;
    if (o == nullptr || Inspector::is_opaque(o)) return;
    KeyList all(agent_);
    if (is_abrupt(methods_of(o).own_property_keys(agent_, o, &all))) return;
    for (uint32_t i = 0; i < all.size() && !stopped(); i++) {
      PropertyDescriptor d;
      if (all[i].is_symbol()) continue;
      if (methods_of(o).get_own_property(agent_, o, all[i], &d) == Truth::kTrue &&
          (d.attributes & kEnumerable))
        (void)keys->add(all[i]);
    }
  }

  Text draw_collection(Object* data) {
    bool is_map = data->is(CellKind::kMap);
    return draw_entries({static_cast<Collection*>(data)->table}, is_map, is_map);
  }

  Text draw_iterator(Object* data) {
    TableCursor cursor = collection_iterator_cursor(data);
    bool entries = CollectionIteratorKind(data->detail) == CollectionIteratorKind::kEntries;
    bool values = data->is(CellKind::kMapIterator) &&
                  CollectionIteratorKind(data->detail) != CollectionIteratorKind::kKeys;
    return draw_entries(cursor, data->is(CellKind::kMapIterator) && entries, values);
  }

  Text draw_entries(TableCursor cursor, bool shows_keys, bool shows_values) {
    Column index = column(u"(iteration index)"), keys = column(u"Key"), values = column(u"Values");
    size_t row = 0;
    while (!stopped() && cursor.table != nullptr) {
      HashTable::Entry* entry = cursor.next();
      if (entry == nullptr) break;
      Value key = entry->key, v = shows_values ? entry->value : key;
      put(index, row, inspector_.primitive(Value::uint32(uint32_t(row))));
      if (shows_keys) put(keys, row, show(key));
      put(values, row, show(v));
      row++;
    }
    std::vector<Column> columns;
    columns.push_back(std::move(index));
    if (shows_keys) columns.push_back(std::move(keys));
    columns.push_back(std::move(values));
    return render(columns);
  }

  Text head_of(PropertyKey key) {
    if (key.is_index()) return from_integer(key.as_index());
    return key.is_string() ? inspector_.text_of(key.as_string()) : Text();
  }

  Column& column_for(std::vector<Column>& columns, PropertyKey key) {
    for (Column& c : columns)
      if (c.key == key) return c;
    (void)column_keys_.push(Value{key.bits});  // a root for the name
    columns.emplace_back();
    columns.back().key = key;
    columns.back().head = head_of(key);
    return columns.back();
  }

  // One row for an item that is an object, or for one whose columns are given.
  void add_row(std::vector<Column>& columns, size_t row, Value item, const KeyList& keys) {
    Object* o = item.is_object() ? Inspector::behind_proxies(item.as_object()) : nullptr;
    for (uint32_t i = 0; i < keys.size() && !stopped(); i++) {
      PropertyDescriptor d;
      Column& c = column_for(columns, keys[i]);
      bool has = o != nullptr && methods_of(o).get_own_property(agent_, o, keys[i], &d) == Truth::kTrue;
      put(c, row, has ? show(inspector_.read(o, keys[i])) : Text());
    }
  }

  Text draw_object(Object* data, Value properties) {
    Column index = column(u"(index)"), values = column(u"Values");
    std::vector<Column> columns;
    KeyList rows(agent_), wanted(agent_);
    find_keys(data, &rows);
    bool given = properties.is_object() && properties.as_object()->is_array();
    for (uint32_t i = 0; given && i < properties.as_object()->aux && !stopped(); i++) {
      Value name = get(agent_, properties.as_object(), PropertyKey::index(i));
      KeyResult key = name.is_abrupt() ? KeyResult{{}, true} : to_property_key(agent_, name);
      if (!key.abrupt) (void)wanted.add(key.key);
    }
    for (uint32_t row = 0; row < rows.size() && !stopped(); row++) {
      Value item = inspector_.read(data, rows[row]);
      put(index, row, head_of(rows[row]));
      if (!item.is_object() && !given) {
        put(values, row, show(item));
        continue;
      }
      KeyList keys(agent_);
      if (!given) find_keys(item, &keys);
      add_row(columns, row, item, given ? wanted : keys);
    }
    std::stable_sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) {
      if (a.key.is_index() && b.key.is_index()) return a.key.as_index() < b.key.as_index();
      return a.key.is_index() && !b.key.is_index();
    });
    columns.insert(columns.begin(), std::move(index));
    if (!values.cells.empty()) columns.push_back(std::move(values));
    return render(columns);
  }

  // -- Drawing

  static Text line(const std::vector<Column>& columns, const char16_t* left, const char16_t* middle,
                   const char16_t* right) {
    Text text = left;
    for (size_t i = 0; i < columns.size(); i++) {
      if (i > 0) text += middle;
      text.append(columns[i].width + 2, u'─');
    }
    return text + right;
  }

  static void add_cell(Text& text, const Column& column, const Text& cell, bool first) {
    text += first ? u"│ " : u" │ ";
    text += cell;
    text.append(column.width - width_of(cell), ' ');
  }

  Text render(std::vector<Column>& columns) {
    size_t rows = 0;
    for (Column& c : columns) {
      c.width = width_of(c.head);
      rows = std::max(rows, c.cells.size());
      for (const auto& cell : c.cells)
        if (cell) c.width = std::max(c.width, width_of(*cell));
    }
    size_t bytes = 0;
    for (const Column& c : columns) bytes += (c.width + 3) * sizeof(char16_t);
    Text text = line(columns, u"┌", u"┬", u"┐") + u"\n";
    for (size_t i = 0; i < columns.size(); i++) add_cell(text, columns[i], columns[i].head, i == 0);
    text += u" │\n" + line(columns, u"├", u"┼", u"┤") + u"\n";
    for (size_t row = 0; row < rows && !stopped(); row++) {
      for (size_t i = 0; i < columns.size(); i++) {
        const auto& cells = columns[i].cells;
        add_cell(text, columns[i], row < cells.size() && cells[row] ? *cells[row] : Text(), i == 0);
      }
      text += u" │\n";
      if (is_abrupt(poll(agent_)) || !charge(agent_, Category::kText, bytes)) break;
      charged_ += bytes;
    }
    return text + line(columns, u"└", u"┴", u"┘");
  }

  Agent* agent_;
  InspectOptions options_;
  Inspector inspector_;
  RootedVector column_keys_{agent_};
  size_t charged_ = 0;
};

}  // namespace

}  // namespace inspection

String* format_table(Agent* agent, Value data, Value properties, const InspectOptions& options) {
  Object* o = data.is_object() ? inspection::Inspector::behind_proxies(data.as_object()) : nullptr;
  if (o == nullptr || is_callable(data)) return format_log(agent, &data, 1, options);
  inspection::Table table(agent, options);
  inspection::Text text = table.draw(o, properties);
  if (table.stopped()) return nullptr;
  return new_utf16_string(agent, text.data(), uint32_t(text.size()));
}

}  // namespace whipsnake
