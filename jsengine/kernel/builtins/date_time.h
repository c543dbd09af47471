// Time values: their arithmetic, the local time zone, Date objects.
#pragma once

#include <cmath>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct DateObject : Object {
  double time;  // [[DateValue]]: milliseconds since 1970, or NaN
};

// https://tc39.es/ecma262/#sec-time-values-and-time-range
constexpr double kMsPerSecond = 1e3, kMsPerMinute = 6e4, kMsPerHour = 36e5, kMsPerDay = 864e5;
constexpr double kMaxTime = 8.64e15;

// A finite time value taken apart. `parts` are in the order of the arguments of `new Date`.
enum DatePart { kYear, kMonth, kDay, kHour, kMinute, kSecond, kMillisecond, kPartCount };
struct DateParts {
  double parts[kPartCount];  // months count from 0, days from 1
  int weekday;
  double operator[](DatePart p) const { return parts[p]; }
};
DateParts take_apart(double time);

// https://tc39.es/ecma262/#sec-maketime, makeday, makedate, makefullyear, timeclip
double make_time(double hour, double minute, double second, double ms);
double make_day(double year, double month, double date);
double make_date(double day, double time);
double make_full_year(double year);
double time_clip(double time);
// MakeDate(MakeDay(...), MakeTime(...))
double put_together(const double parts[kPartCount]);

double current_time(Agent*);  // whole milliseconds
// https://tc39.es/ecma262/#sec-localtime and #sec-utc-t
double local_time(double utc);
double utc_time(double local);
double local_offset(double utc);          // in ms
const char* local_zone_name(double utc);  // as V8 shows it; valid until the next call

double parse_date(Agent*, String*);  // NaN when it is no date
// https://tc39.es/ecma262/#sec-todatestring and its parts
String* date_to_text(Agent*, double utc);
// https://tc39.es/ecma262/#sec-date.prototype.toisostring of a finite time value
String* date_to_iso_text(Agent*, double utc);
// https://tc39.es/ecma262/#sec-thistimevalue's successor: the object, or a TypeError
DateObject* this_date(Agent*, Frame*);

// date_setters.cpp
template <DatePart first, int count, bool local>
Value date_set(Agent*, Frame*);
Value date_set_time(Agent*, Frame*);
Value date_set_year(Agent*, Frame*);

// date_format.cpp
Value date_to_string(Agent*, Frame*);
Value date_to_date_string(Agent*, Frame*);
Value date_to_time_string(Agent*, Frame*);
Value date_to_iso_string(Agent*, Frame*);
Value date_to_utc_string(Agent*, Frame*);
Value date_to_json(Agent*, Frame*);
Value date_to_locale_string(Agent*, Frame*);
Value date_to_locale_date_string(Agent*, Frame*);
Value date_to_locale_time_string(Agent*, Frame*);

}  // namespace whipsnake
