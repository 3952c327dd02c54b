#include "gui/charts/date_ticks.h"

#include "aurora/core/time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

namespace aurora::gui {

namespace {

constexpr double minute_s = 60.0;
constexpr double hour_s = 3600.0;
constexpr double day_s = 86400.0;
constexpr double month_s = 30.44 * day_s;
constexpr double year_s = 365.25 * day_s;

enum class Unit
{
    Second,
    Minute,
    Hour,
    Day,
    Month,
    Year
};

/// A natural distance between marks.
struct Step
{
    Unit unit;
    int count;
    double length_s;
};

constexpr std::array stepTable{
    Step{Unit::Second, 1, 1.0},
    Step{Unit::Second, 2, 2.0},
    Step{Unit::Second, 5, 5.0},
    Step{Unit::Second, 10, 10.0},
    Step{Unit::Second, 30, 30.0},
    Step{Unit::Minute, 1, minute_s},
    Step{Unit::Minute, 2, 2 * minute_s},
    Step{Unit::Minute, 5, 5 * minute_s},
    Step{Unit::Minute, 10, 10 * minute_s},
    Step{Unit::Minute, 30, 30 * minute_s},
    Step{Unit::Hour, 1, hour_s},
    Step{Unit::Hour, 2, 2 * hour_s},
    Step{Unit::Hour, 3, 3 * hour_s},
    Step{Unit::Hour, 6, 6 * hour_s},
    Step{Unit::Hour, 12, 12 * hour_s},
    Step{Unit::Day, 1, day_s},
    Step{Unit::Day, 2, 2 * day_s},
    Step{Unit::Day, 5, 5 * day_s},
    Step{Unit::Day, 10, 10 * day_s},
    Step{Unit::Month, 1, month_s},
    Step{Unit::Month, 3, 3 * month_s},
    Step{Unit::Month, 6, 6 * month_s},
    Step{Unit::Year, 1, year_s},
    Step{Unit::Year, 2, 2 * year_s},
    Step{Unit::Year, 5, 5 * year_s},
    Step{Unit::Year, 10, 10 * year_s},
};

LocalTime localTime(double uts, std::string_view timeZone)
{
    return parseLocalTime(formatTimestamp(uts, timeZone)).value_or(LocalTime{});
}

/// The last mark at or before a time.
LocalTime roundedDown(LocalTime time, const Step& step)
{
    const auto down = [](int value, int count) { return value / count * count; };
    time.second = step.unit == Unit::Second ? down(static_cast<int>(time.second), step.count) : 0;
    if (step.unit >= Unit::Minute) {
        time.minute = step.unit == Unit::Minute ? down(time.minute, step.count) : 0;
    }
    if (step.unit >= Unit::Hour) {
        time.hour = step.unit == Unit::Hour ? down(time.hour, step.count) : 0;
    }
    if (step.unit >= Unit::Month) {
        time.day = 1;
        time.month = step.unit == Unit::Month ? down(time.month - 1, step.count) + 1 : 1;
    }
    if (step.unit == Unit::Year) {
        time.year = down(time.year, step.count);
    }
    return time;
}

/// The mark at or before a time. Every second, fifth … day counts from 1970, so that marks stay while the axis moves.
double firstMark(double uts, const Step& step, std::string_view timeZone)
{
    const LocalTime time = roundedDown(localTime(uts, timeZone), step);
    const double mark = toUts(time, timeZone);
    if (step.unit != Unit::Day || step.count == 1) {
        return mark;
    }
    const double dayNumber = std::floor(toUts(time, "UTC") / day_s);
    const double daysBack = std::fmod(dayNumber, step.count);
    return toUts(roundedDown(localTime(mark - daysBack * day_s + day_s / 2, timeZone), {Unit::Day, 1, day_s}),
                 timeZone);
}

/// The mark after one. Days and longer follow the calendar, so that midnight stays midnight when the clocks change.
double nextMark(double uts, const Step& step, std::string_view timeZone)
{
    if (step.unit < Unit::Hour) {
        return uts + step.length_s;
    }
    // Half a day more than the distance, then back to the round time: right on days of 23 and 25 hours too.
    if (step.unit == Unit::Day || step.unit == Unit::Hour) {
        const double slack = step.unit == Unit::Day ? day_s / 2 : hour_s / 2;
        const LocalTime time = roundedDown(localTime(uts + step.length_s + slack, timeZone),
                                           {step.unit, step.unit == Unit::Day ? 1 : step.count, step.length_s});
        const double next = toUts(time, timeZone);
        return next > uts ? next : uts + step.length_s;
    }
    LocalTime time = localTime(uts + minute_s, timeZone);
    const int months = time.month - 1 + (step.unit == Unit::Month ? step.count : 12 * step.count);
    time.year += months / 12;
    time.month = months % 12 + 1;
    time.second = 0;
    time.minute = 0;
    return toUts(time, timeZone);
}

QString labelOf(const LocalTime& time, const Step& step, const std::optional<LocalTime>& before)
{
    const auto two = [](int number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const QString date = QStringLiteral("%1-%2-%3").arg(time.year).arg(two(time.month), two(time.day));
    if (step.unit == Unit::Year) {
        return QString::number(time.year);
    }
    if (step.unit == Unit::Month) {
        return date.left(7);
    }
    if (step.unit == Unit::Day) {
        return date;
    }
    QString clock = two(time.hour) + QLatin1Char(':') + two(time.minute);
    if (step.unit == Unit::Second) {
        clock += QLatin1Char(':') + two(static_cast<int>(time.second));
    }
    const bool sameDay = before && before->day == time.day && before->month == time.month && before->year == time.year;
    return sameDay ? clock : date + QLatin1Char(' ') + clock;
}

/// Below two seconds, which may have no whole one among them: the day with the first mark, then the clock with as many
/// digits as the step needs.
std::vector<Tick> ticksOfParts(Range range, int most, const std::string& zone)
{
    const double step_s = niceStep(range.span(), most);
    const int digits = std::max(0, static_cast<int>(std::ceil(-std::log10(step_s) - 1e-9)));
    const double second = std::floor(range.lower);
    std::vector<Tick> result;
    std::optional<LocalTime> before;
    for (double part = std::ceil((range.lower - second) / step_s - 1e-6); second + part * step_s <= range.upper;
         part += 1) {
        // Rounded to what is shown: a sum of steps falls just short of a whole second.
        const double whole = std::floor(part * step_s + step_s * 1e-3);
        const LocalTime time = localTime(second + whole, zone);
        QString label = labelOf(time, {Unit::Second, 1, 1.0}, before);
        if (digits > 0) {
            label += QString::number(part * step_s - whole, 'f', digits).remove(QLatin1Char('-')).mid(1);
        }
        result.push_back({second + part * step_s, label});
        before = time;
    }
    return result;
}

const Step& stepFor(double span_s, int most)
{
    for (const Step& step : stepTable) {
        if (span_s / step.length_s <= most) {
            return step;
        }
    }
    return stepTable.back();
}

}  // namespace

std::vector<Tick> dateTicks(Range range, int most, std::string_view timeZone)
{
    const std::string zone(isTimeZone(timeZone) ? timeZone : std::string_view("UTC"));
    constexpr double fewSeconds_s = 2.0;
    if (range.span() < fewSeconds_s) {
        return ticksOfParts(range, most, zone);
    }
    const Step& step = stepFor(range.span(), most);
    std::vector<Tick> result;
    std::optional<LocalTime> before;
    double mark = firstMark(range.lower, step, zone);
    while (mark <= range.upper && static_cast<int>(result.size()) <= 4 * most) {
        if (mark >= range.lower) {
            const LocalTime time = localTime(mark, zone);
            result.push_back({mark, labelOf(time, step, before)});
            before = time;
        }
        mark = nextMark(mark, step, zone);
    }
    return result;
}

}  // namespace aurora::gui
