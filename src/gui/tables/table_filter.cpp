#include "gui/tables/table_filter.h"

#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/cell_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace aurora::gui {

namespace {

struct TestName
{
    FilterTest test;
    const char* key;  ///< in the settings
    const char* words;
    std::size_t values;
};

#define TEXT(source) QT_TRANSLATE_NOOP("Filter", source)

constexpr std::array testTable{
    TestName{FilterTest::Contains, "contains", TEXT("contains"), 1},
    TestName{FilterTest::StartsWith, "starts", TEXT("starts with"), 1},
    TestName{FilterTest::Equals, "equals", TEXT("equals"), 1},
    TestName{FilterTest::Less, "less", TEXT("is less than"), 1},
    TestName{FilterTest::Greater, "greater", TEXT("is greater than"), 1},
    TestName{FilterTest::Between, "between", TEXT("is between"), 2},
    TestName{FilterTest::Before, "before", TEXT("is before"), 1},
    TestName{FilterTest::After, "after", TEXT("is after"), 1},
    TestName{FilterTest::OneOf, "one of", TEXT("is one of"), 0},
    TestName{FilterTest::Blank, "blank", TEXT("is blank"), 0},
    TestName{FilterTest::Filled, "filled", TEXT("is not blank"), 0},
};

#undef TEXT

constexpr std::array textTests{FilterTest::Contains, FilterTest::StartsWith, FilterTest::Equals, FilterTest::Blank,
                               FilterTest::Filled};
constexpr std::array numberTests{FilterTest::Equals,  FilterTest::Less,  FilterTest::Greater,
                                 FilterTest::Between, FilterTest::Blank, FilterTest::Filled};
constexpr std::array dateTests{FilterTest::Before, FilterTest::After, FilterTest::Between, FilterTest::Blank,
                               FilterTest::Filled};
constexpr std::array statusTests{FilterTest::OneOf};

const TestName& nameOf(FilterTest test)
{
    return *std::find_if(testTable.begin(), testTable.end(),
                         [test](const TestName& name) { return name.test == test; });
}

/// The texts of this file, as translators find them.
struct TableFilterWords
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

/// `2024-06`, `2024-06-20`, `2024-06-20 08:00`: the beginning of a timestamp, so that texts can be compared.
bool isTypedDate(std::string_view text)
{
    constexpr std::string_view pattern = "dddd-dd-dd dd:dd:dd";
    constexpr std::array<std::size_t, 6> wholeLengths{4, 7, 10, 13, 16, 19};
    if (std::find(wholeLengths.begin(), wholeLengths.end(), text.size()) == wholeLengths.end()) {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        if (pattern[at] == 'd' ? !digit : text[at] != pattern[at]) {
            return false;
        }
    }
    constexpr std::string_view completed = "0000-01-01 00:00:00";
    return parseLocalTime(std::string(text) + std::string(completed.substr(text.size()))).has_value();
}

std::string lower(const std::string& text)
{
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? lowerCase(text) : toQString(text).toLower().toStdString();
}

std::optional<double> numberOf(const CellValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* real = std::get_if<double>(&value);
    return real != nullptr ? std::optional(*real) : std::nullopt;
}

bool isBlank(const CellValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return isEmpty(value) || (text != nullptr && trimmed(*text).empty());
}

std::function<bool(const CellValue&)> textTest(FilterTest test, const std::string& typed)
{
    const std::string wanted = lower(typed);
    switch (test) {
    case FilterTest::StartsWith:
        return [wanted](const CellValue& value) { return lower(toText(value)).starts_with(wanted); };
    case FilterTest::Equals:
        return [wanted](const CellValue& value) { return lower(toText(value)) == wanted; };
    default:
        return [wanted](const CellValue& value) { return lower(toText(value)).find(wanted) != std::string::npos; };
    }
}

/// Half of the last digit that is shown.
double shownPrecision(double number, const NumberDigits& digits)
{
    if (digits.decimals >= 0) {
        return 0.5 * std::pow(10.0, -digits.decimals);
    }
    return number == 0 ? 0 : 0.5 * std::pow(10.0, std::floor(std::log10(std::abs(number))) + 1 - digits.significant);
}

std::function<bool(const CellValue&)> numberTest(const ColumnFilter& filter, const Table::ColumnInfo& column)
{
    const double first = parseTypedNumber(filter.values.front()).value_or(0);
    const double last = parseTypedNumber(filter.values.back()).value_or(0);
    const NumberDigits digits = cellFormat(column).digits;
    const auto with = [](auto holds) {
        return [holds](const CellValue& value) {
            const std::optional<double> number = numberOf(value);
            return number && holds(*number);
        };
    };
    switch (filter.test) {
    case FilterTest::Less:
        return with([first](double number) { return number < first; });
    case FilterTest::Greater:
        return with([first](double number) { return number > first; });
    case FilterTest::Between:
        return with([low = std::min(first, last), high = std::max(first, last)](double number) {
            return number >= low && number <= high;
        });
    default:
        return [first, digits](const CellValue& value) {
            if (const auto* integer = std::get_if<std::int64_t>(&value)) {
                return static_cast<double>(*integer) == first;
            }
            const auto* real = std::get_if<double>(&value);
            return real != nullptr && std::abs(*real - first) <= shownPrecision(first, digits);
        };
    }
}

std::function<bool(const CellValue&)> dateTest(const ColumnFilter& filter)
{
    const auto with = [](auto holds) {
        return [holds](const CellValue& value) {
            std::string text = toText(value);
            std::replace(text.begin(), text.end(), 'T', ' ');
            return !text.empty() && holds(std::string_view(text));
        };
    };
    const auto [first, last] = std::minmax(filter.values.front(), filter.values.back());
    switch (filter.test) {
    case FilterTest::Before:
        return with([first = first](std::string_view text) { return text.substr(0, first.size()) < first; });
    case FilterTest::After:
        return with([first = first](std::string_view text) { return text.substr(0, first.size()) > first; });
    default:
        return with([first = first, last = last](std::string_view text) {
            return text.substr(0, first.size()) >= first && text.substr(0, last.size()) <= last;
        });
    }
}

}  // namespace

FilterKind filterKind(const Table::ColumnInfo& column)
{
    switch (cellFormat(column).kind) {
    case CellFormat::Kind::Status:
        return FilterKind::Status;
    case CellFormat::Kind::Number:
        return FilterKind::Number;
    default:
        return column.type == CellType::DateTime ? FilterKind::Date : FilterKind::Text;
    }
}

std::span<const FilterTest> testsOf(FilterKind kind)
{
    switch (kind) {
    case FilterKind::Number:
        return numberTests;
    case FilterKind::Date:
        return dateTests;
    case FilterKind::Status:
        return statusTests;
    default:
        return textTests;
    }
}

QString testWords(FilterTest test)
{
    return TableFilterWords::tr(nameOf(test).words);
}

std::size_t valuesOf(FilterTest test)
{
    return nameOf(test).values;
}

QString whyNoFilter(const ColumnFilter& filter, FilterKind kind)
{
    const std::span<const FilterTest> tests = testsOf(kind);
    if (std::find(tests.begin(), tests.end(), filter.test) == tests.end()) {
        return TableFilterWords::tr("This column cannot be compared so.");
    }
    if (filter.test == FilterTest::OneOf) {
        return filter.values.empty() ? TableFilterWords::tr("Tick what is to be shown.") : QString();
    }
    if (filter.values.size() != valuesOf(filter.test)) {
        return TableFilterWords::tr("Type what to look for.");
    }
    for (const std::string& value : filter.values) {
        if (value.empty()) {
            return TableFilterWords::tr("Type what to look for.");
        }
        if (kind == FilterKind::Number && !parseTypedNumber(value)) {
            return TableFilterWords::tr("“%1” is not a number.").arg(toQString(value));
        }
        if (kind == FilterKind::Date && !isTypedDate(value)) {
            return TableFilterWords::tr("“%1” is not a date. Dates look like 2024-06-20 or 2024-06-20 08:00.")
                .arg(toQString(value));
        }
    }
    return {};
}

QString filterText(const ColumnFilter& filter)
{
    const QString column = toQString(filter.column);
    if (filter.test == FilterTest::OneOf) {
        QStringList words;
        for (const std::string& word : filter.values) {
            words.append(word.empty() ? TableFilterWords::tr("blank") : statusLook(word).text);
        }
        return TableFilterWords::tr("%1 is %2").arg(column, words.join(TableFilterWords::tr(" or ")));
    }
    switch (valuesOf(filter.test)) {
    case 0:
        return QStringLiteral("%1 %2").arg(column, testWords(filter.test));
    case 1:
        return TableFilterWords::tr("%1 %2 “%3”").arg(column, testWords(filter.test), toQString(filter.values.front()));
    default:
        return TableFilterWords::tr("%1 %2 %3 and %4")
            .arg(column, testWords(filter.test), toQString(filter.values.front()), toQString(filter.values.back()));
    }
}

std::function<bool(const CellValue&)> cellTest(const ColumnFilter& filter, const Table::ColumnInfo& column)
{
    switch (filter.test) {
    case FilterTest::Blank:
        return [](const CellValue& value) { return isBlank(value); };
    case FilterTest::Filled:
        return [](const CellValue& value) { return !isBlank(value); };
    case FilterTest::OneOf:
        return [words = filter.values](const CellValue& value) {
            return std::find(words.begin(), words.end(), toText(value)) != words.end();
        };
    default:
        break;
    }
    switch (filterKind(column)) {
    case FilterKind::Number:
        return numberTest(filter, column);
    case FilterKind::Date:
        return dateTest(filter);
    default:
        return textTest(filter.test, filter.values.front());
    }
}

std::string filtersToText(const std::vector<ColumnFilter>& filters)
{
    Json list = Json::array();
    for (const ColumnFilter& filter : filters) {
        list.push_back({{"column", filter.column}, {"test", nameOf(filter.test).key}, {"values", filter.values}});
    }
    return list.dump();
}

std::vector<ColumnFilter> filtersFromText(const std::string& text)
{
    std::vector<ColumnFilter> filters;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array()) {
        return filters;
    }
    for (const Json& entry : list) {
        const auto test = std::find_if(testTable.begin(), testTable.end(), [&entry](const TestName& name) {
            return entry.is_object() && entry.value("test", Json()) == name.key;
        });
        if (test == testTable.end() || !entry.value("column", Json()).is_string()) {
            continue;
        }
        ColumnFilter filter{.column = entry["column"].get<std::string>(), .test = test->test, .values = {}};
        for (const Json& value : entry.value("values", Json::array())) {
            filter.values.push_back(value.is_string() ? value.get<std::string>() : std::string());
        }
        filters.push_back(std::move(filter));
    }
    return filters;
}

}  // namespace aurora::gui
