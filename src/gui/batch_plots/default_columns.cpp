#include "gui/batch_plots/default_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace aurora::gui {

namespace {

constexpr std::size_t mostColumns = 14;

constexpr std::array<std::string_view, 10> results{
    "Number of cycles",
    "First formation efficiency (%)",
    "First formation specific discharge capacity (mAh/g)",
    "Initial specific discharge capacity (mAh/g)",
    "Initial efficiency (%)",
    "Initial delta V (V)",
    "Capacity loss (%)",
    "Last specific discharge capacity (mAh/g)",
    "Last efficiency (%)",
    "Cycles to 80% capacity",
};

/// What is part of the names of columns that are seldom compared.
constexpr std::array<std::string_view, 10> seldom{"Timestamp", "position", "order",  "number",     "Barcode",
                                                  "Comment",   "history",  "Run ID", "Cycles to ", "Sample ID"};

bool isResult(const std::string& column)
{
    return std::find(results.begin(), results.end(), column) != results.end();
}

bool isSeldom(const std::string& column)
{
    return std::any_of(seldom.begin(), seldom.end(),
                       [&](std::string_view part) { return column.find(part) != std::string::npos; });
}

/// How two columns hang together, by size; 0 where it is not known.
double strength(const services::CorrelationMatrix& matrix, std::size_t a, std::size_t b)
{
    return std::abs(matrix.at(a, b).value.value_or(0.0));
}

bool sayTheSame(const services::CorrelationMatrix& matrix, std::size_t a, std::size_t b)
{
    constexpr double almost = 0.999;
    const double greatest = strength(matrix, a, a);
    return greatest > 0.0 && strength(matrix, a, b) >= almost * greatest;
}

}  // namespace

std::set<std::string> defaultColumns(const services::CorrelationMatrix& matrix)
{
    std::vector<std::size_t> shown;
    std::vector<std::size_t> others;
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
        const std::string& name = matrix.columns[column];
        const auto repeats = [&](std::size_t other) { return sayTheSame(matrix, other, column); };
        if (isResult(name)) {
            shown.push_back(column);
        } else if (!isSeldom(name) && std::none_of(others.begin(), others.end(), repeats)) {
            others.push_back(column);
        }
    }
    const std::size_t known = shown.size();
    const auto strongest = [&](std::size_t column) {
        double most = 0.0;
        for (std::size_t result = 0; result < known; ++result) {
            most = std::max(most, strength(matrix, column, shown[result]));
        }
        return most;
    };
    std::stable_sort(others.begin(), others.end(),
                     [&](std::size_t a, std::size_t b) { return strongest(a) > strongest(b); });
    shown.insert(shown.end(), others.begin(), others.end());
    shown.resize(std::min(shown.size(), mostColumns));
    std::set<std::string> names;
    for (const std::size_t column : shown) {
        names.insert(matrix.columns[column]);
    }
    return names;
}

}  // namespace aurora::gui
