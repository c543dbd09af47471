// Date: the constructor and what reads a date. https://tc39.es/ecma262/#sec-date-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

DateObject* this_date(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (!v.is_object() || !v.as_object()->is(CellKind::kDate)) return throw_error(agent, Message::kNotADate);
  return static_cast<DateObject*>(v.as_object());
}

namespace {

// What the constructor and Date.UTC make of year, month and so on, as a local or UTC time.
Status time_from_arguments(Agent* agent, Frame* f, double* time) {
  double parts[kPartCount] = {NAN, 0, 1, 0, 0, 0, 0};
  for (uint32_t i = 0; i < kPartCount && i < f->argc; i++)
    parts[i] = TRY(to_number(agent, f->argument(i))).as_number();
  parts[kYear] = make_full_year(parts[kYear]);
  *time = put_together(parts);
  return Status::kOk;
}

Status time_from_value(Agent* agent, Value v, double* time) {
  if (v.is_object() && v.as_object()->is(CellKind::kDate)) {
    *time = static_cast<DateObject*>(v.as_object())->time;
    return Status::kOk;
  }
  Value primitive = TRY(to_primitive(agent, v));
  if (primitive.is_string())
    *time = parse_date(agent, TRY(flatten(agent, primitive.as_string())));
  else
    *time = time_clip(TRY(to_number(agent, primitive)).as_number());
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-date
Value date_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined()) return TRY(date_to_text(agent, current_time(agent)));
  double time;
  if (f->argc == 0) {
    time = current_time(agent);
  } else if (f->argc == 1) {
    TRY(time_from_value(agent, f->argument(0), &time));
  } else {
    TRY(time_from_arguments(agent, f, &time));
    time = time_clip(utc_time(time));
  }
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kDatePrototype)));
  auto* date = TRY(new_object_of<DateObject>(agent, CellKind::kDate, prototype));
  date->time = time;
  return date;
}

Value date_now(Agent* agent, Frame*) { return Value::normalised(current_time(agent)); }

Value date_utc(Agent* agent, Frame* f) {
  double time;
  TRY(time_from_arguments(agent, f, &time));
  return Value::normalised(time_clip(time));
}

Value date_parse(Agent* agent, Frame* f) {
  String* text = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  return Value::normalised(parse_date(agent, text));
}

template <DatePart part, bool local>
Value date_get(Agent* agent, Frame* f) {
  double time = TRY(this_date(agent, f))->time;
  if (std::isnan(time)) return Value::number(NAN);
  return Value::normalised(take_apart(local ? local_time(time) : time)[part]);
}

template <bool local>
Value date_get_weekday(Agent* agent, Frame* f) {
  double time = TRY(this_date(agent, f))->time;
  if (std::isnan(time)) return Value::number(NAN);
  return Value::int32(take_apart(local ? local_time(time) : time).weekday);
}

Value date_get_time(Agent* agent, Frame* f) { return Value::normalised(TRY(this_date(agent, f))->time); }

Value date_get_year(Agent* agent, Frame* f) {
  double time = TRY(this_date(agent, f))->time;
  if (std::isnan(time)) return Value::number(NAN);
  return Value::normalised(take_apart(local_time(time))[kYear] - 1900);
}

Value date_get_timezone_offset(Agent* agent, Frame* f) {
  double time = TRY(this_date(agent, f))->time;
  if (std::isnan(time)) return Value::number(NAN);
  return Value::normalised(std::trunc(-local_offset(time) / kMsPerMinute) + 0.0);
}

// https://tc39.es/ecma262/#sec-ordinarytoprimitive from the methods' names
Value ordinary_to_primitive(Agent* agent, Object* o, bool text_first) {
  PropertyKey names[] = {text_first ? agent->names->toString : agent->names->valueOf,
                         text_first ? agent->names->valueOf : agent->names->toString};
  for (PropertyKey name : names) {
    Value method = TRY(get(agent, o, name));
    if (!is_callable(method)) continue;
    Value result = TRY(call(agent, method, o, nullptr, 0));
    if (!result.is_object()) return result;
  }
  return throw_error(agent, Message::kCannotConvertToPrimitive);
}

// https://tc39.es/ecma262/#sec-date.prototype-%symbol.toprimitive%
Value date_to_primitive(Agent* agent, Frame* f) {
  Value v = f->this_value(), hint = f->argument(0);
  if (!v.is_object())
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "Date.prototype [ @@toPrimitive ]"),
                       v);
  if (hint.is_string()) {
    String* text = TRY(flatten(agent, hint.as_string()));
    if (strings_equal(agent, text, agent->names->number.as_string()))
      return ordinary_to_primitive(agent, v.as_object(), false);
    if (strings_equal(agent, text, agent->names->string.as_string()) ||
        strings_equal(agent, text, agent->names->default_.as_string()))
      return ordinary_to_primitive(agent, v.as_object(), true);
  }
  return throw_error(agent, Message::kInvalidHint, hint);
}

const BuiltinRow kDateRows[] = {
    VALUE_OF("prototype", kDatePrototype, 0),
    NATIVE("now", 0, date_now),
    NATIVE("parse", 1, date_parse),
    NATIVE("UTC", 7, date_utc),
};
const BuiltinSet kDateSet(Intrinsic::kDate, a_constructor("Date", 7, date_constructor), kDateRows);

#define GET(NAME, PART) \
  NATIVE("get" NAME, 0, (date_get<PART, true>)), NATIVE("getUTC" NAME, 0, (date_get<PART, false>))
#define SET(NAME, PART, COUNT)                              \
  NATIVE("set" NAME, COUNT, (date_set<PART, COUNT, true>)), \
      NATIVE("setUTC" NAME, COUNT, (date_set<PART, COUNT, false>))
const BuiltinRow kDatePrototypeRows[] = {
    VALUE_OF("constructor", kDate, kHiddenDefault),
    NATIVE("toString", 0, date_to_string),
    NATIVE("toDateString", 0, date_to_date_string),
    NATIVE("toTimeString", 0, date_to_time_string),
    NATIVE("toISOString", 0, date_to_iso_string),
    NATIVE("toUTCString", 0, date_to_utc_string),
    ALIAS("toGMTString", "toUTCString"),
    NATIVE("toJSON", 1, date_to_json),
    NATIVE("toLocaleString", 0, date_to_locale_string),
    NATIVE("toLocaleDateString", 0, date_to_locale_date_string),
    NATIVE("toLocaleTimeString", 0, date_to_locale_time_string),
    NATIVE("valueOf", 0, date_get_time),
    NATIVE("getTime", 0, date_get_time),
    NATIVE("setTime", 1, date_set_time),
    GET("FullYear", kYear),
    GET("Month", kMonth),
    GET("Date", kDay),
    GET("Hours", kHour),
    GET("Minutes", kMinute),
    GET("Seconds", kSecond),
    GET("Milliseconds", kMillisecond),
    NATIVE("getDay", 0, date_get_weekday<true>),
    NATIVE("getUTCDay", 0, date_get_weekday<false>),
    NATIVE("getTimezoneOffset", 0, date_get_timezone_offset),
    SET("FullYear", kYear, 3),
    SET("Month", kMonth, 2),
    SET("Date", kDay, 1),
    SET("Hours", kHour, 4),
    SET("Minutes", kMinute, 3),
    SET("Seconds", kSecond, 2),
    SET("Milliseconds", kMillisecond, 1),
    NATIVE("getYear", 0, date_get_year),
    NATIVE("setYear", 1, date_set_year),
    READ_ONLY(NATIVE_SYMBOL(kToPrimitive, "[Symbol.toPrimitive]", 1, date_to_primitive)),
};
#undef GET
#undef SET
const BuiltinSet kDatePrototypeSet(Intrinsic::kDatePrototype, {.prototype = Intrinsic::kObjectPrototype},
                                   kDatePrototypeRows);

}  // namespace

}  // namespace whipsnake
