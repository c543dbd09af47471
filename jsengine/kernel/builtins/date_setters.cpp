// Date: what changes a date. https://tc39.es/ecma262/#sec-properties-of-the-date-prototype-object
#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

// 1. The time value is read before any conversion of an argument may change it.
// 2. Arguments replace `count` parts from `first` on; the first one always, undefined being NaN.
// 3. An invalid date stays so, except that setFullYear takes it for 1970.
template <DatePart first, int count, bool local>
Value date_set(Agent* agent, Frame* f) {
  DateObject* date = TRY(this_date(agent, f));
  double time = date->time, arguments[count];
  uint32_t given = f->argc == 0 ? 1 : f->argc < count ? f->argc : count;
  for (uint32_t i = 0; i < given; i++) arguments[i] = TRY(to_number(agent, f->argument(i))).as_number();
  if (std::isnan(time)) {
    if (first != kYear) return Value::number(NAN);
    time = 0;
  } else if (local) {
    time = local_time(time);
  }
  DateParts apart = take_apart(time);
  for (uint32_t i = 0; i < given; i++) apart.parts[uint32_t(first) + i] = arguments[i];
  double changed = put_together(apart.parts);
  date->time = time_clip(local ? utc_time(changed) : changed);
  return Value::normalised(date->time);
}

#define SETTERS(PART, COUNT)                                  \
  template Value date_set<PART, COUNT, true>(Agent*, Frame*); \
  template Value date_set<PART, COUNT, false>(Agent*, Frame*);
SETTERS(kYear, 3)
SETTERS(kMonth, 2)
SETTERS(kDay, 1)
SETTERS(kHour, 4)
SETTERS(kMinute, 3)
SETTERS(kSecond, 2)
SETTERS(kMillisecond, 1)
#undef SETTERS

Value date_set_time(Agent* agent, Frame* f) {
  DateObject* date = TRY(this_date(agent, f));
  double time = TRY(to_number(agent, f->argument(0))).as_number();
  date->time = time_clip(time);
  return Value::normalised(date->time);
}

// https://tc39.es/ecma262/#sec-date.prototype.setyear
Value date_set_year(Agent* agent, Frame* f) {
  DateObject* date = TRY(this_date(agent, f));
  double time = date->time;
  double year = make_full_year(TRY(to_number(agent, f->argument(0))).as_number());
  DateParts apart = take_apart(std::isnan(time) ? 0 : local_time(time));
  apart.parts[kYear] = year;
  date->time = time_clip(utc_time(put_together(apart.parts)));
  return Value::normalised(date->time);
}

}  // namespace whipsnake
