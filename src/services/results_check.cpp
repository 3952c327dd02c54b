#include "results_check.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/storage/sample_files.h"

#include <array>
#include <cmath>
#include <optional>

namespace aurora::services {

namespace {

/// Where a number of the cycles file stands in the table of results.
struct ResultsColumn
{
    const char* column;
    const char* key;
};

constexpr std::array resultsColumns{
    ResultsColumn{"Number of cycles", "Number of cycles"},
    ResultsColumn{"Capacity loss (%)", "Capacity loss (%)"},
    ResultsColumn{"First formation efficiency (%)", "First formation efficiency (%)"},
    ResultsColumn{"Initial specific discharge capacity (mAh/g)", "Initial specific discharge capacity (mAh/g)"},
    ResultsColumn{"Initial efficiency (%)", "Initial efficiency (%)"},
    ResultsColumn{"Last specific discharge capacity (mAh/g)", "Last specific discharge capacity (mAh/g)"},
    ResultsColumn{"Last efficiency (%)", "Last efficiency (%)"},
    ResultsColumn{"Max voltage (V)", "Max voltage (V)"},
    ResultsColumn{"Formation C", "Formation C"},
    ResultsColumn{"Cycling C", "Cycle C"},
};

std::optional<double> numberIn(const database::Row& row, const char* column)
{
    const auto found = row.find(column);
    if (found == row.end()) {
        return std::nullopt;
    }
    if (const auto* const integer = std::get_if<std::int64_t>(&found->second)) {
        return static_cast<double>(*integer);
    }
    const auto* const real = std::get_if<double>(&found->second);
    return real == nullptr ? std::nullopt : std::optional(*real);
}

/// Both were written from one double; a database may keep a digit less.
bool areSame(const std::optional<double>& a, const std::optional<double>& b)
{
    constexpr double tolerance = 1e-12;
    if (!a || !b) {
        return a.has_value() == b.has_value();
    }
    return std::abs(*a - *b) <= tolerance * std::max(std::abs(*a), std::abs(*b));
}

std::string numberText(const std::optional<double>& number)
{
    return number ? formatNumber(*number) : "unknown";
}

}  // namespace

StoredAnalysis storedAnalysis(const SampleInputs& sample)
{
    StoredAnalysis stored{analysedState(sample), nullptr};
    if (stored.state.analysed_uts) {
        try {
            stored.data = storage::readCycles(sample.file("cycles", ".json")).data;
        } catch (const Error&) {
            stored.data = nullptr;  // told as the fault of that file
        }
    }
    return stored;
}

std::string whyResultsDiffer(const database::Row& row, const Json& data)
{
    for (const ResultsColumn& entry : resultsColumns) {
        const auto noted = numberIn(row, entry.column);
        const auto stored = numberAt(data, entry.key);
        if (!areSame(noted, stored)) {
            return "its \"" + std::string(entry.column) + "\" is " + numberText(noted) +
                   " in the table of results, and " + numberText(stored) + " in its cycles file";
        }
    }
    return {};
}

}  // namespace aurora::services
