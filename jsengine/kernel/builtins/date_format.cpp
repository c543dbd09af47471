// Date: texts of dates. https://tc39.es/ecma262/#sec-date.prototype.tostring and its neighbours
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

class Text {
 public:
  [[gnu::format(printf, 2, 3)]] Text& add(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(chars_ + length_, sizeof chars_ - length_, format, arguments);
    va_end(arguments);
    if (written > 0) length_ = std::min(length_ + size_t(written), sizeof chars_ - 1);
    return *this;
  }
  std::string_view view() const { return {chars_, length_}; }

 private:
  char chars_[192];
  size_t length_ = 0;
};

int part(const DateParts& date, DatePart p) { return int(date[p]); }

void add_year(Text& text, const DateParts& date) {
  int year = part(date, kYear);
  text.add("%s%04d", year < 0 ? "-" : "", std::abs(year));
}

// https://tc39.es/ecma262/#sec-datestring
void add_date(Text& text, const DateParts& date) {
  text.add("%s %s %02d ", kDays[date.weekday], kMonths[part(date, kMonth)], part(date, kDay));
  add_year(text, date);
}

// https://tc39.es/ecma262/#sec-timestring without its " GMT"
void add_time(Text& text, const DateParts& date) {
  text.add("%02d:%02d:%02d", part(date, kHour), part(date, kMinute), part(date, kSecond));
}

// https://tc39.es/ecma262/#sec-timezoneestring
void add_zone(Text& text, double utc) {
  auto minutes = int(local_offset(utc) / kMsPerMinute);
  text.add(" GMT%c%02d%02d (%s)", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60,
           local_zone_name(utc));
}

void add_locale_date(Text& text, const DateParts& date) {
  int year = part(date, kYear);
  text.add("%d/%d/%d", part(date, kMonth) + 1, part(date, kDay), year > 0 ? year : 1 - year);
}

void add_locale_time(Text& text, const DateParts& date) {
  int hour = part(date, kHour);
  text.add("%d:%02d:%02d %s", (hour + 11) % 12 + 1, part(date, kMinute), part(date, kSecond),
           hour < 12 ? "AM" : "PM");
}

enum Pieces { kDatePiece = 1, kTimePiece = 2, kLocale = 4 };

String* text_of(Agent* agent, double utc, int pieces) {
  if (std::isnan(utc)) return new_string(agent, "Invalid Date");
  DateParts date = take_apart(local_time(utc));
  Text text;
  bool both = (pieces & kDatePiece) && (pieces & kTimePiece);
  if (pieces & kLocale) {
    if (pieces & kDatePiece) add_locale_date(text, date);
    if (both) text.add(", ");
    if (pieces & kTimePiece) add_locale_time(text, date);
    return new_string(agent, text.view());
  }
  if (pieces & kDatePiece) add_date(text, date);
  if (both) text.add(" ");
  if (pieces & kTimePiece) {
    add_time(text, date);
    add_zone(text, utc);
  }
  return new_string(agent, text.view());
}

template <int pieces>
Value text_of_this(Agent* agent, Frame* f) {
  return TRY(text_of(agent, TRY(this_date(agent, f))->time, pieces));
}

}  // namespace

String* date_to_text(Agent* agent, double utc) { return text_of(agent, utc, kDatePiece | kTimePiece); }

Value date_to_string(Agent* agent, Frame* f) { return text_of_this<kDatePiece | kTimePiece>(agent, f); }
Value date_to_date_string(Agent* agent, Frame* f) { return text_of_this<kDatePiece>(agent, f); }
Value date_to_time_string(Agent* agent, Frame* f) { return text_of_this<kTimePiece>(agent, f); }
Value date_to_locale_string(Agent* agent, Frame* f) {
  return text_of_this<kDatePiece | kTimePiece | kLocale>(agent, f);
}
Value date_to_locale_date_string(Agent* agent, Frame* f) {
  return text_of_this<kDatePiece | kLocale>(agent, f);
}
Value date_to_locale_time_string(Agent* agent, Frame* f) {
  return text_of_this<kTimePiece | kLocale>(agent, f);
}

// https://tc39.es/ecma262/#sec-date.prototype.toutcstring
Value date_to_utc_string(Agent* agent, Frame* f) {
  double time = TRY(this_date(agent, f))->time;
  if (std::isnan(time)) return TRY(new_string(agent, "Invalid Date"));
  DateParts date = take_apart(time);
  Text text;
  text.add("%s, %02d %s ", kDays[date.weekday], part(date, kDay), kMonths[part(date, kMonth)]);
  add_year(text, date);
  text.add(" ");
  add_time(text, date);
  text.add(" GMT");
  return TRY(new_string(agent, text.view()));
}

String* date_to_iso_text(Agent* agent, double time) {
  DateParts date = take_apart(time);
  int year = part(date, kYear);
  Text text;
  if (year >= 0 && year <= 9999)
    text.add("%04d", year);
  else
    text.add("%c%06d", year < 0 ? '-' : '+', std::abs(year));
  text.add("-%02d-%02dT", part(date, kMonth) + 1, part(date, kDay));
  add_time(text, date);
  text.add(".%03dZ", part(date, kMillisecond));
  return new_string(agent, text.view());
}

// https://tc39.es/ecma262/#sec-date.prototype.toisostring
Value date_to_iso_string(Agent* agent, Frame* f) {
  double time = TRY(this_date(agent, f))->time;
  if (std::isnan(time)) return throw_error(agent, Message::kInvalidTime);
  return TRY(date_to_iso_text(agent, time));
}

// https://tc39.es/ecma262/#sec-date.prototype.tojson
Value date_to_json(Agent* agent, Frame* f) {
  Value o = TRY(to_object(agent, f->this_value()));
  Value time = TRY(to_primitive(agent, o, Hint::kNumber));
  if (time.is_number() && !std::isfinite(time.as_number())) return Value::null();
  Value method = TRY(get(agent, o.as_object(), PropertyKey::name(TRY(intern(agent, "toISOString")))));
  if (!is_callable(method)) return throw_error(agent, Message::kToISOStringMissing);
  return call(agent, method, o, nullptr, 0);
}

}  // namespace whipsnake
