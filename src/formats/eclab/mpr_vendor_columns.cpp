#include "formats/eclab/mpr_vendor_columns.h"

#include "formats/eclab/row_blocks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <numbers>
#include <optional>
#include <string_view>
#include <type_traits>

namespace aurora::formats::eclab {

namespace {

ColumnValues emptyValues(Stored stored)
{
    switch (stored) {
    case Stored::U2:
        return std::vector<std::uint16_t>();
    case Stored::U4:
        return std::vector<std::uint32_t>();
    case Stored::F4:
        return std::vector<float>();
    case Stored::F8:
        return std::vector<double>();
    default:
        return std::vector<std::uint8_t>();
    }
}

/// The stored columns by ID, for the rules below.
class Known
{
public:
    Known(const DataTable& table, const std::vector<Column>& columns, Progress& progress)
        : m_table(table), m_columns(columns), m_progress(progress)
    {
    }

    /// Values of the first of these IDs that is there.
    [[nodiscard]] std::optional<std::vector<double>> first(std::initializer_list<std::uint16_t> ids) const
    {
        const StoredColumn* const column = m_table.findFirst(ids);
        if (column == nullptr) {
            return std::nullopt;
        }
        const ColumnValues& values = m_columns[static_cast<std::size_t>(column - m_table.columns.data())].values;
        return std::visit([this](const auto& stored) { return asDoubles(stored); }, values);
    }

    [[nodiscard]] Progress& progress() const { return m_progress; }

private:
    template <typename T>
    std::vector<double> asDoubles(const std::vector<T>& stored) const
    {
        if constexpr (std::is_arithmetic_v<T>) {
            return madeOfRows<double>(stored.size(), m_progress,
                                      [&stored](std::size_t row) { return static_cast<double>(stored[row]); });
        } else {
            return std::vector<double>(stored.size(), std::numeric_limits<double>::quiet_NaN());
        }
    }

    const DataTable& m_table;
    const std::vector<Column>& m_columns;
    Progress& m_progress;
};

using Numbers = std::optional<std::vector<double>>;

/// f(a, b) of each row.
template <typename F>
Numbers combined(const Known& known, const Numbers& a, const Numbers& b, F f)
{
    if (!a || !b) {
        return std::nullopt;
    }
    return madeOfRows<double>(a->size(), known.progress(), [&](std::size_t row) { return f((*a)[row], (*b)[row]); });
}

template <typename F>
Numbers mapped(const Known& known, Numbers a, F f)
{
    if (a) {
        changeRows(*a, known.progress(), f);
    }
    return a;
}

Numbers cycleNumber(const Known& known)
{
    return mapped(known, known.first({column::halfCycle}), [](double half) { return std::floor(half / 2); });
}

/// <I> in mA, where the file stores no current: from the charge since the row before.
Numbers averageCurrent(const Known& known)
{
    if (known.first({column::current, column::averageCurrent, column::averageCurrentEis})) {
        return std::nullopt;
    }
    const Numbers dq = known.first({column::dq});
    const Numbers time = known.first({column::time});
    if (!dq || !time) {
        return std::nullopt;
    }
    return madeOfRows<double>(dq->size(), known.progress(), [&dq, &time](std::size_t i) {
        const double duration_s = i > 0 ? (*time)[i] - (*time)[i - 1] : 0.0;
        return duration_s > 0 ? (*dq)[i] / duration_s * 3600 : 0.0;
    });
}

Numbers power(const Known& known)
{
    Numbers current = known.first({column::current, column::averageCurrent, column::averageCurrentEis});
    if (!current) {
        current = averageCurrent(known);
    }
    return combined(known, known.first({column::ewe, column::averageEwe, column::averageEweEis}), current,
                    [](double voltage_V, double current_mA) { return voltage_V * current_mA / 1000; });
}

Numbers chargeOnly(const Known& known)
{
    return mapped(known, known.first({column::chargeDischarge}), [](double q) { return std::max(q, 0.0); });
}

Numbers dischargeOnly(const Known& known)
{
    return mapped(known, known.first({column::chargeDischarge}), [](double q) { return std::max(-q, 0.0); });
}

Numbers capacity(const Known& known)
{
    return mapped(known, known.first({column::chargeDischarge}), [](double q) { return std::abs(q); });
}

/// The control column where the mode says that it is a voltage (2) or a current (1), else 0.
Numbers controlIn(const Known& known, double mode)
{
    return combined(known, known.first({column::control}), known.first({column::mode}),
                    [mode](double control, double rowMode) { return rowMode == mode ? control : 0.0; });
}

Numbers controlVoltage(const Known& known)
{
    return controlIn(known, 2);
}

Numbers controlCurrent(const Known& known)
{
    return controlIn(known, 1);
}

Numbers betweenElectrodes(const Known& known)
{
    return combined(known, known.first({column::ewe, column::averageEwe, column::averageEweEis}),
                    known.first({column::ece, column::averageEce, column::averageEceEis}), std::minus<>());
}

Numbers realPart(const Known& known)
{
    return combined(known, known.first({column::magnitude}), known.first({column::phase}),
                    [](double z, double phase) { return z * std::cos(phase * std::numbers::pi / 180); });
}

Numbers minusImaginaryPart(const Known& known)
{
    return combined(known, known.first({column::magnitude}), known.first({column::phase}),
                    [](double z, double phase) { return 0.0 - z * std::sin(phase * std::numbers::pi / 180); });
}

/// dq in mA·h, where the file stores only the sum; EC-Lab counts from 0 in the first row too.
Numbers chargeStep(const Known& known)
{
    return mapped(known, known.first({column::totalCharge}), [before = 0.0](double total) mutable {
        const double step = total - before;
        before = total;
        return step;
    });
}

/// What EC-Lab works out on export where the file does not store it. Its rules compute in double precision; results of
/// 32-bit columns are rounded to 32 bits, so that they equal the export to the last digit.
struct Rule
{
    std::string_view name;
    std::string_view unit;
    Stored precision;
    std::uint16_t storedAs;  ///< ID that makes the rule unnecessary; 0: none
    Numbers (*values)(const Known& known);
};

constexpr std::array rules{
    Rule{"dq", "mA.h", Stored::F8, column::dq, chargeStep},
    Rule{"<I>", "mA", Stored::F8, 0, averageCurrent},
    Rule{"P", "W", Stored::F4, column::power, power},
    Rule{"Re(Z)", "Ohm", Stored::F4, column::realZ, realPart},
    Rule{"-Im(Z)", "Ohm", Stored::F4, column::minusImaginaryZ, minusImaginaryPart},
    Rule{"Q discharge", "mA.h", Stored::F8, 0, dischargeOnly},
    Rule{"Q charge", "mA.h", Stored::F8, 0, chargeOnly},
    Rule{"Capacity", "mA.h", Stored::F8, 0, capacity},
    Rule{"control/V", "V", Stored::F4, column::controlVoltage, controlVoltage},
    Rule{"control/mA", "mA", Stored::F4, column::controlCurrent, controlCurrent},
    Rule{"cycle number", "", Stored::F8, column::cycleNumber, cycleNumber},
    Rule{"Ewe-Ece", "V", Stored::F4, column::betweenElectrodes, betweenElectrodes},
};

ColumnValues inPrecision(Stored precision, std::vector<double> values, Progress& progress)
{
    if (precision == Stored::F4) {
        return madeOfRows<float>(values.size(), progress,
                                 [&values](std::size_t row) { return static_cast<float>(values[row]); });
    }
    return values;
}

void addComputed(std::vector<Column>& columns, const DataTable& table, Progress& progress)
{
    const Known known(table, columns, progress);
    std::vector<Column> computed;
    for (const Rule& rule : rules) {
        const bool isStored = rule.storedAs != 0 && table.findFirst({rule.storedAs}) != nullptr;
        Numbers values = isStored ? std::nullopt : rule.values(known);
        if (values) {
            computed.push_back({std::string(rule.name), std::string(rule.unit),
                                inPrecision(rule.precision, std::move(*values), progress)});
        }
    }
    std::ranges::move(computed, std::back_inserter(columns));
}

}  // namespace

void makeNamesUnique(std::vector<Column>& columns)
{
    for (std::size_t i = 1; i < columns.size(); ++i) {
        const std::string name = header(columns[i]);
        const auto same = std::count_if(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i),
                                        [&name](const Column& column) { return header(column) == name; });
        if (same > 0) {
            columns[i].name += " " + std::to_string(same + 1);
        }
    }
}

std::vector<Column> storedColumns(const DataTable& table, Progress& progress)
{
    std::vector<Column> columns;
    columns.reserve(table.columns.size());
    ColumnGatherer gatherer(table);
    for (const StoredColumn& stored : table.columns) {
        columns.push_back({stored.name, stored.unit, emptyValues(stored.stored)});
        std::visit(
            [&gatherer, &stored](auto& values) {
                if constexpr (!std::is_same_v<typename std::decay_t<decltype(values)>::value_type, std::string>) {
                    gatherer.add(stored, values);
                }
            },
            columns.back().values);
    }
    gatherer.run(progress);
    return columns;
}

std::vector<Column> vendorColumns(const DataTable& table, Progress& progress)
{
    std::vector<Column> columns = storedColumns(table, progress);
    addComputed(columns, table, progress);
    makeNamesUnique(columns);
    return columns;
}

std::vector<Column> vendorColumnNames(const DataTable& table)
{
    DataTable noRows = table;
    noRows.rowCount = 0;
    return vendorColumns(noRows, Progress::none());
}

}  // namespace aurora::formats::eclab
