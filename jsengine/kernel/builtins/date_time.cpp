// Arithmetic of time values. https://tc39.es/ecma262/#sec-time-values-and-time-range
#include "jsengine/kernel/builtins/date_time.h"

#include <ctime>

#include "jsengine/kernel/agent_extras.h"

namespace whipsnake {

namespace {

// Days from 1970-01-01 to the first of a month, 0 .. 11. Years begin in March here: the leap day comes last.
double days_to_month(double year, int month) {
  if (month < 2) year--;
  double era = std::floor(year / 400);
  auto of_era = int(year - era * 400);
  int of_year = (153 * ((month + 10) % 12) + 2) / 5;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

// The other way: the year, month and day of a day.
void split_day(double day, double parts[]) {
  double shifted = day + 719468;
  double era = std::floor(shifted / 146097);
  auto of_era = int(shifted - era * 146097);
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100);
  int month = (5 * of_year + 2) / 153;
  parts[kDay] = of_year - (153 * month + 2) / 5 + 1;
  parts[kMonth] = (month + 2) % 12;
  parts[kYear] = era * 400 + year + (month >= 10);
}

bool zone_at(double utc, tm* fields) {
  auto seconds = time_t(std::floor(utc / kMsPerSecond));
  return localtime_r(&seconds, fields) != nullptr;
}

// ICU's English names of what the system abbreviates.
struct ZoneName {
  const char* abbreviation;
  const char* name;
};
constexpr ZoneName kZoneNames[] = {
    {"UTC", "Coordinated Universal Time"},
    {"GMT", "Greenwich Mean Time"},
    {"BST", "British Summer Time"},
    {"WET", "Western European Standard Time"},
    {"WEST", "Western European Summer Time"},
    {"CET", "Central European Standard Time"},
    {"CEST", "Central European Summer Time"},
    {"EET", "Eastern European Standard Time"},
    {"EEST", "Eastern European Summer Time"},
    {"MSK", "Moscow Standard Time"},
    {"EST", "Eastern Standard Time"},
    {"EDT", "Eastern Daylight Time"},
    {"CST", "Central Standard Time"},
    {"CDT", "Central Daylight Time"},
    {"MST", "Mountain Standard Time"},
    {"MDT", "Mountain Daylight Time"},
    {"PST", "Pacific Standard Time"},
    {"PDT", "Pacific Daylight Time"},
    {"AKST", "Alaska Standard Time"},
    {"AKDT", "Alaska Daylight Time"},
    {"HST", "Hawaii-Aleutian Standard Time"},
    {"JST", "Japan Standard Time"},
    {"KST", "Korean Standard Time"},
    {"IST", "India Standard Time"},
    {"AEST", "Australian Eastern Standard Time"},
    {"AEDT", "Australian Eastern Daylight Time"},
    {"ACST", "Australian Central Standard Time"},
    {"AWST", "Australian Western Standard Time"},
    {"NZST", "New Zealand Standard Time"},
    {"NZDT", "New Zealand Daylight Time"},
};

}  // namespace

DateParts take_apart(double time) {
  DateParts result;
  double day = std::floor(time / kMsPerDay);
  auto rest = int(time - day * kMsPerDay);
  split_day(day, result.parts);
  result.parts[kHour] = rest / int(kMsPerHour);
  result.parts[kMinute] = rest / int(kMsPerMinute) % 60;
  result.parts[kSecond] = rest / int(kMsPerSecond) % 60;
  result.parts[kMillisecond] = rest % 1000;
  result.weekday = int(day + 4 - std::floor((day + 4) / 7) * 7);
  return result;
}

double make_time(double hour, double minute, double second, double ms) {
  if (!std::isfinite(hour) || !std::isfinite(minute) || !std::isfinite(second) || !std::isfinite(ms))
    return NAN;
  return std::trunc(hour) * kMsPerHour + std::trunc(minute) * kMsPerMinute +
         std::trunc(second) * kMsPerSecond + std::trunc(ms);
}

double make_day(double year, double month, double date) {
  constexpr double kMostYears = 400000;
  if (!std::isfinite(year) || !std::isfinite(month) || !std::isfinite(date)) return NAN;
  double m = std::trunc(month), ym = std::trunc(year) + std::floor(m / 12);
  if (std::fabs(ym) > kMostYears) return NAN;
  return days_to_month(ym, int(m - std::floor(m / 12) * 12)) + std::trunc(date) - 1;
}

double make_date(double day, double time) {
  double result = day * kMsPerDay + time;
  return std::isfinite(result) ? result : NAN;
}

double make_full_year(double year) {
  if (std::isnan(year)) return NAN;
  double truncated = std::trunc(year);
  return truncated >= 0 && truncated <= 99 ? 1900 + truncated : truncated;
}

double time_clip(double time) {
  if (!std::isfinite(time) || std::fabs(time) > kMaxTime) return NAN;
  return std::trunc(time) + 0.0;
}

double put_together(const double p[kPartCount]) {
  return make_date(make_day(p[kYear], p[kMonth], p[kDay]),
                   make_time(p[kHour], p[kMinute], p[kSecond], p[kMillisecond]));
}

double current_time(Agent* agent) {
  if (auto* time_of_day = agent->extras->hooks.time_of_day) return std::floor(time_of_day(agent));
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return double(now.tv_sec) * kMsPerSecond + double(now.tv_nsec / 1000000);
}

double local_offset(double utc) {
  tm fields;
  return zone_at(utc, &fields) ? double(fields.tm_gmtoff) * kMsPerSecond : 0;
}

const char* local_zone_name(double utc) {
  tm fields;
  if (!zone_at(utc, &fields)) return "UTC";
  std::string_view abbreviation(fields.tm_zone);
  for (const ZoneName& zone : kZoneNames)
    if (abbreviation == zone.abbreviation) return zone.name;
  return fields.tm_zone;
}

double local_time(double utc) { return utc + local_offset(utc); }

// A local time that a transition skips or repeats is read with the offset before the transition.
double utc_time(double local) {
  if (!std::isfinite(local) || std::fabs(local) > kMaxTime + kMsPerDay) return NAN;
  double before = local_offset(local - kMsPerDay), after = local_offset(local + kMsPerDay);
  if (before == after || local_offset(local - before) == before) return local - before;
  return local_offset(local - after) == after ? local - after : local - before;
}

}  // namespace whipsnake
