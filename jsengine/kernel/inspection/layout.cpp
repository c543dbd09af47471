// How the parts of an object stand: on one line, in columns, or each on its own line. Colours.
#include <algorithm>
#include <cmath>

#include "jsengine/kernel/inspection/inspector.h"

namespace whipsnake::inspection {

namespace {

struct Colour {
  const char16_t *on, *off;
};
constexpr Colour kCyan{u"\x1B[36m", u"\x1B[39m"}, kYellow{u"\x1B[33m", u"\x1B[39m"},
    kGrey{u"\x1B[90m", u"\x1B[39m"}, kBold{u"\x1B[1m", u"\x1B[22m"}, kGreen{u"\x1B[32m", u"\x1B[39m"},
    kMagenta{u"\x1B[35m", u"\x1B[39m"}, kRed{u"\x1B[31m", u"\x1B[39m"};
// By Style.
constexpr Colour kColours[] = {kCyan, kYellow, kYellow, kYellow,  kGrey,
                               kBold, kGreen,  kGreen,  kMagenta, kRed};

constexpr size_t kFewest = 6;            // lists up to this stay as they are
constexpr double kMostColumns = 15;      // of a list
constexpr size_t kSeparator = 2;         // ", "
constexpr double kCharacterRatio = 2.5;  // a character is about so many times as high as wide

Text joined(const std::vector<Text>& parts, TextView separator) {
  size_t length = 0;
  for (const Text& part : parts) length += part.size() + separator.size();
  Text result;
  result.reserve(length);
  for (size_t i = 0; i < parts.size(); i++) {
    if (i > 0) result += separator;
    result += parts[i];
  }
  return result;
}

// A square of entries, as far as the line is wide enough; at most 1: no columns.
double columns_of(size_t entries, double widest, double total, double room, int compact, size_t all) {
  double bias = std::sqrt(widest - total / double(all));
  double biased = std::max(widest - 3 - bias, 1.0);
  double square = std::floor(std::sqrt(kCharacterRatio * biased * double(entries)) / biased + 0.5);
  return std::min({square, std::floor(room / widest), compact * 4.0, kMostColumns});
}

}  // namespace

Text Inspector::styled(TextView text, Style style) const {
  if (!options_.colours) return Text(text);
  const Colour& colour = kColours[size_t(style)];
  Text result = colour.on;
  result += text;
  return result + colour.off;
}

size_t Inspector::length_of(const Text& text) const {
  return options_.colours ? without_colours(text).size() : text.size();
}

bool Inspector::fits(const std::vector<Text>& parts, size_t start, const Text& base) const {
  auto most = size_t(std::max(options_.break_length, 0));
  size_t length = parts.size() + start;
  if (length + parts.size() > most) return false;
  for (const Text& part : parts)
    if ((length += length_of(part)) > most) return false;
  return base.find(u'\n') == Text::npos;
}

Text Inspector::join(Shown& shown, Object* o, int level) {
  std::vector<Text>& parts = shown.parts;
  size_t entries = parts.size();
  bool compact = options_.compact >= 1;
  Text start = shown.base.empty() ? Text() : shown.base + u" ";
  start += shown.open;
  if (compact && shown.is_list && entries > kFewest) group(parts, o);
  if (compact && current_depth_ - level < options_.compact && entries == parts.size()) {
    size_t taken = parts.size() + size_t(indentation_) + shown.open.size() + shown.base.size() + 10;
    if (fits(parts, taken, shown.base)) {
      Text line = joined(parts, u", ");
      if (line.find(u'\n') == Text::npos) return start + u" " + line + u" " + shown.close;
    }
  }
  Text indentation = u"\n" + Text(size_t(indentation_), ' ');
  return start + indentation + u"  " + joined(parts, u"," + indentation + u"  ") + indentation + shown.close;
}

Text Inspector::join_pair(std::vector<Text> parts, TextView open, int level) {
  Shown shown(agent_);
  shown.open = open;
  shown.close = u"]";
  shown.parts = std::move(parts);
  return join(shown, nullptr, level);
}

bool Inspector::are_numbers(Object* o, size_t count) {
  for (size_t i = 0; i < count; i++) {
    PropertyDescriptor d;
    Truth found = methods_of(o).get_own_property(agent_, o, PropertyKey::index(uint32_t(i)), &d);
    if (found != Truth::kTrue || d.is_accessor() || !(d.value.is_number() || d.value.is_bigint()))
      return false;
  }
  return true;
}

// Entries of similar width stand in columns: numbers to the right, others to the left.
void Inspector::group(std::vector<Text>& parts, Object* o) {
  size_t count = parts.size(), widest = 0, total = 0;
  if (count > size_t(options_.most_elements)) count--;  // the last tells how many are left out
  std::vector<size_t> widths(count);
  for (size_t i = 0; i < count; i++) {
    widths[i] = width_of(parts[i]);
    total += widths[i] + kSeparator;
    widest = std::max(widest, widths[i]);
  }
  size_t room = widest + kSeparator;
  if (!(int64_t(room) * 3 + indentation_ < options_.break_length)) return;
  if (!(double(total) / double(room) > 5 || widest <= 6)) return;
  double ideal = columns_of(count, double(room), double(total), options_.break_length - indentation_,
                            options_.compact, parts.size());
  if (!(ideal > 1)) return;
  auto columns = size_t(ideal);
  std::vector<size_t> column_widths(columns);
  for (size_t i = 0; i < count; i++)
    column_widths[i % columns] = std::max(column_widths[i % columns], widths[i] + kSeparator);
  bool to_the_right = o != nullptr && are_numbers(o, parts.size());
  std::vector<Text> lines;
  for (size_t i = 0; i < count; i += columns) {
    size_t end = std::min(i + columns, count);
    Text line;
    for (size_t j = i; j < end; j++) {
      bool last = j + 1 == end;
      size_t padding = column_widths[j - i] - kSeparator - widths[j];
      if (to_the_right) line.append(padding, ' ');
      line += parts[j];
      if (!last) line += u", ";
      if (!to_the_right && !last) line.append(padding, ' ');
    }
    lines.push_back(std::move(line));
  }
  if (count < parts.size()) lines.push_back(std::move(parts.back()));
  parts = std::move(lines);
}

}  // namespace whipsnake::inspection
