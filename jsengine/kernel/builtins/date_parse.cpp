// Dates from text: the format of the standard, then whatever V8 makes sense of.
// https://tc39.es/ecma262/#sec-date-time-string-format
#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/number_parse.h"

namespace whipsnake {

namespace {

constexpr int kNone = -1;

bool is_digit(char16_t c) { return c >= '0' && c <= '9'; }
// What words are made of: V8 takes brackets and whatever is not ASCII for letters.
bool is_letter(char16_t c) { return c >= 'A' && !is_white_space(c); }
bool is_sign(char16_t c) { return c == '+' || c == '-'; }

class Characters {
 public:
  explicit Characters(String* s) : s_(s) {}
  char16_t peek(uint32_t ahead = 0) const { return i_ + ahead < s_->length() ? s_->unit(i_ + ahead) : 0; }
  bool at_end() const { return i_ >= s_->length(); }
  char16_t next() { return s_->unit(i_++); }
  bool skip(char16_t c) {
    if (at_end() || peek() != c) return false;
    i_++;
    return true;
  }

 private:
  String* s_;
  uint32_t i_ = 0;
};

// The value of local or UTC parts with an offset in minutes (NAN: local time).
double to_time_value(const double parts[kPartCount], double offset) {
  double time = put_together(parts);
  return time_clip(std::isnan(offset) ? utc_time(time) : time - offset * kMsPerMinute);
}

bool is_hour_of_day(const double p[kPartCount]) {
  bool midnight = p[kHour] == 24 && p[kMinute] == 0 && p[kSecond] == 0 && p[kMillisecond] == 0;
  return (p[kHour] < 24 || midnight) && p[kMinute] < 60 && p[kSecond] < 60;
}

// -- The format of the standard, and hhmm for an offset

class IsoParser {
 public:
  explicit IsoParser(String* s) : in_(s) {}

  // Whether the text begins with a year, month and day.
  bool has_date() const { return has_date_; }
  const Characters& behind_date() const { return behind_date_; }
  const double* parts() const { return parts_; }

  bool parse(double* time) {
    double offset = 0;
    if (!year() || !month_and_day()) return false;
    behind_date_ = in_;
    if (in_.skip('T') || in_.skip('t')) {
      if (!time_of_day() || !zone(&offset)) return false;
    }
    if (!in_.at_end() || !is_hour_of_day(parts_)) return false;
    *time = to_time_value(parts_, offset);
    return true;
  }

 private:
  bool digits(int count, double* value) {
    *value = 0;
    for (int i = 0; i < count; i++) {
      if (in_.at_end() || !is_digit(in_.peek())) return false;
      *value = *value * 10 + (in_.next() - '0');
    }
    return true;
  }

  bool year() {
    if (in_.at_end() || !is_sign(in_.peek())) return digits(4, &parts_[kYear]);
    bool negative = in_.next() == '-';
    if (!digits(6, &parts_[kYear]) || (negative && parts_[kYear] == 0)) return false;
    if (negative) parts_[kYear] = -parts_[kYear];
    return true;
  }

  bool month_and_day() {
    if (!in_.skip('-')) return true;
    if (!digits(2, &parts_[kMonth])) return false;
    parts_[kMonth]--;
    bool with_day = in_.skip('-');
    if (with_day && (!digits(2, &parts_[kDay]) || is_digit(in_.peek()))) return false;
    bool valid = parts_[kMonth] >= 0 && parts_[kMonth] <= 11 && parts_[kDay] >= 1 && parts_[kDay] <= 31;
    has_date_ = with_day && valid;
    return valid;
  }

  bool time_of_day() {
    if (!digits(2, &parts_[kHour]) || !in_.skip(':') || !digits(2, &parts_[kMinute])) return false;
    if (!in_.skip(':')) return true;
    if (!digits(2, &parts_[kSecond])) return false;
    if (!in_.skip('.')) return true;
    double scale = 100;
    if (!is_digit(in_.peek())) return false;
    for (; is_digit(in_.peek()); scale /= 10)
      if (scale >= 1)
        parts_[kMillisecond] += (in_.next() - '0') * scale;
      else
        in_.next();
    return true;
  }

  bool zone(double* offset) {
    *offset = NAN;
    if (in_.at_end()) return true;
    if (in_.skip('Z') || in_.skip('z')) {
      *offset = 0;
      return true;
    }
    if (!is_sign(in_.peek())) return false;
    double sign = in_.next() == '-' ? -1 : 1, hours, minutes;
    if (!digits(2, &hours)) return false;
    in_.skip(':');
    if (!digits(2, &minutes) || hours > 23 || minutes > 59) return false;
    *offset = sign * (hours * 60 + minutes);
    return true;
  }

  Characters in_, behind_date_ = in_;
  bool has_date_ = false;
  double parts_[kPartCount] = {0, 0, 1, 0, 0, 0, 0};
};

// -- Everything else, by V8's rules: numbers, words, signs; text in parentheses does not count.

enum class Word : uint8_t { kGarbage, kMonth, kHalfOfDay, kZone };
struct WordRow {
  const char* text;
  Word kind;
  int value;  // a month's number, hours to add, hours from UTC
};
constexpr WordRow kWords[] = {
    {"jan", Word::kMonth, 1},    {"feb", Word::kMonth, 2},     {"mar", Word::kMonth, 3},
    {"apr", Word::kMonth, 4},    {"may", Word::kMonth, 5},     {"jun", Word::kMonth, 6},
    {"jul", Word::kMonth, 7},    {"aug", Word::kMonth, 8},     {"sep", Word::kMonth, 9},
    {"oct", Word::kMonth, 10},   {"nov", Word::kMonth, 11},    {"dec", Word::kMonth, 12},
    {"am", Word::kHalfOfDay, 0}, {"pm", Word::kHalfOfDay, 12}, {"ut", Word::kZone, 0},
    {"utc", Word::kZone, 0},     {"z", Word::kZone, 0},        {"gmt", Word::kZone, 0},
    {"cdt", Word::kZone, -5},    {"cst", Word::kZone, -6},     {"edt", Word::kZone, -4},
    {"est", Word::kZone, -5},    {"mdt", Word::kZone, -6},     {"mst", Word::kZone, -7},
    {"pdt", Word::kZone, -7},    {"pst", Word::kZone, -8},
};

class LooseParser {
 public:
  explicit LooseParser(String* s) : in_(s) {}
  // Goes on behind a date in the standard's format.
  explicit LooseParser(const IsoParser& iso) : in_(iso.behind_date()), day_count_(3), seen_number_(true) {
    for (int i = 0; i < 3; i++) day_[i] = int(iso.parts()[i]) + (i == kMonth);
  }

  bool parse(double* time) {
    while (!in_.at_end()) {
      char16_t c = in_.peek();
      bool accepted = true;
      if (is_digit(c)) {
        accepted = number();
      } else if (is_letter(c)) {
        accepted = word();
      } else if (is_sign(c) && (is_utc() || time_count_ > 0)) {
        accepted = zone_offset();
      } else if ((is_sign(c) || c == ')') && seen_number_) {
        accepted = false;
      } else if (c == '(') {
        skip_parentheses();
      } else {
        in_.next();
      }
      if (!accepted) return false;
    }
    return finish(time);
  }

 private:
  struct Number {
    int value = 0, length = 0;
  };
  Number read_number() {  // what follows nine significant digits does not count
    constexpr int kMost = 100'000'000;
    Number n;
    for (; is_digit(in_.peek()); n.length++) {
      int digit = in_.next() - '0';
      if (n.value < kMost) n.value = n.value * 10 + digit;
    }
    return n;
  }

  // -- The time of day: hour, minute, second, millisecond
  bool add_time(int n) {
    if (time_count_ == 4) return false;
    time_[time_count_++] = n;
    return true;
  }
  bool add_last_time(int n) {
    if (!add_time(n)) return false;
    while (time_count_ < 4) time_[time_count_++] = 0;
    return true;
  }
  bool time_expects(int n) const {
    return ((time_count_ == 1 || time_count_ == 2) && n < 60) || (time_count_ == 3 && n < 1000);
  }

  bool number() {
    seen_number_ = true;
    Number n = read_number();
    if (in_.skip(':')) {
      if (in_.skip(':')) return time_count_ == 0 && add_time(n.value) && add_time(0);
      if (!add_time(n.value)) return false;
      in_.skip('.');
      return true;
    }
    if (in_.skip('.') && time_expects(n.value)) return add_time(n.value) && milliseconds();
    if (zone_hour_ != kNone && zone_minute_ == kNone && n.value < 60) {
      zone_minute_ = n.value;
      return true;
    }
    if (time_expects(n.value)) {
      if (!add_last_time(n.value)) return false;
      char16_t c = in_.peek();
      return in_.at_end() || is_white_space(c) || is_sign(c) ||
             ((c | 0x20) == 'z' && !is_letter(in_.peek(1)));
    }
    if (day_count_ == 3) return false;
    day_[day_count_++] = n.value;
    in_.skip('-');
    return true;
  }

  bool milliseconds() {
    if (!is_digit(in_.peek())) return false;
    int value = 0, scale = 100;
    for (; is_digit(in_.peek()); scale /= 10) value += (in_.next() - '0') * scale;
    return add_last_time(value);
  }

  bool word() {
    char text[4] = {};
    int length = 0;
    for (; is_letter(in_.peek()); length++) {
      char16_t c = in_.next();
      if (length < 3) text[length] = char(c | 0x20);
    }
    WordRow row = {"", Word::kGarbage, 0};
    for (const WordRow& known : kWords)
      if (std::string_view(known.text) == text && (length <= 3 || known.kind == Word::kMonth)) row = known;
    if (row.kind == Word::kHalfOfDay && time_count_ > 0) {
      half_of_day_ = row.value;
    } else if (row.kind == Word::kMonth) {
      named_month_ = row.value;
      in_.skip('-');
    } else if (row.kind == Word::kZone && seen_number_) {
      zone_sign_ = row.value < 0 ? -1 : 1;
      zone_hour_ = std::abs(row.value);
      zone_minute_ = 0;
    } else {
      return !seen_number_ && !is_digit(in_.peek());
    }
    return true;
  }

  bool is_utc() const { return zone_hour_ == 0 && zone_minute_ == 0; }

  bool zone_offset() {
    zone_sign_ = in_.next() == '-' ? -1 : 1;
    Number n = read_number();
    seen_number_ = true;
    zone_hour_ = n.value, zone_minute_ = 0;
    if (in_.peek() == ':') {
      zone_minute_ = kNone;
      return true;
    }
    if (n.length == 1 || n.length == 2) return true;
    zone_hour_ = n.value / 100, zone_minute_ = n.value % 100;
    return n.length == 3 || n.length == 4;
  }

  void skip_parentheses() {
    int depth = 0;
    do {
      char16_t c = in_.next();
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    } while (depth > 0 && !in_.at_end());
  }

  static bool is_day(int n) { return n >= 1 && n <= 31; }

  // Missing parts are 1; which number is what depends on which could be a day.
  bool finish_day(double parts[kPartCount]) {
    if (day_count_ < 1) return false;
    while (day_count_ < 3) day_[day_count_++] = 1;
    int year, month, day;
    if (named_month_ != kNone) {
      month = named_month_;
      bool day_first = is_day(day_[0]);
      day = day_first ? day_[0] : day_[1];
      year = day_first ? day_[1] : day_[0];
    } else if (!is_day(day_[0])) {
      year = day_[0], month = day_[1], day = day_[2];
    } else {
      month = day_[0], day = day_[1], year = day_[2];
    }
    if (year >= 0 && year < 50)
      year += 2000;
    else if (year >= 50 && year < 100)
      year += 1900;
    parts[kYear] = year, parts[kMonth] = month - 1, parts[kDay] = day;
    return month >= 1 && month <= 12 && is_day(day);
  }

  bool finish(double* time) {
    double parts[kPartCount];
    if (!finish_day(parts)) return false;
    while (time_count_ < 4) time_[time_count_++] = 0;
    if (half_of_day_ != kNone) {
      if (time_[0] > 12) return false;
      time_[0] = time_[0] % 12 + half_of_day_;
    }
    for (int i = 0; i < 4; i++) parts[kHour + i] = time_[i];
    if (!is_hour_of_day(parts)) return false;
    double offset = zone_sign_ == 0 ? NAN : zone_sign_ * (zone_hour_ * 60.0 + std::max(zone_minute_, 0));
    *time = to_time_value(parts, offset);
    return true;
  }

  Characters in_;
  int day_[3] = {}, time_[4] = {};
  int day_count_ = 0, time_count_ = 0;
  int named_month_ = kNone, half_of_day_ = kNone;
  int zone_sign_ = 0, zone_hour_ = kNone, zone_minute_ = kNone;
  bool seen_number_ = false;
};

}  // namespace

double parse_date(Agent* agent, String* text) {
  String* s = flatten(agent, text);
  if (s == nullptr) return NAN;
  double time;
  IsoParser iso(s);
  if (iso.parse(&time)) return time;
  LooseParser loose = iso.has_date() ? LooseParser(iso) : LooseParser(s);
  return loose.parse(&time) ? time : NAN;
}

}  // namespace whipsnake
