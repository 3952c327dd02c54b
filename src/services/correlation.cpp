#include "aurora/services/correlation.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <set>

namespace aurora::services {

namespace {

const Json& valueOf(const Json& summary, const std::string& key)
{
    static const Json nothing;
    const auto found = summary.find(key);
    return found == summary.end() ? nothing : *found;
}

/// What a summary holds of single values: no lists, no nested objects.
bool isSingle(const Json& value)
{
    return value.is_number() || value.is_string() || value.is_boolean();
}

std::vector<std::string> knownColumns(std::span<const Json> summaries)
{
    std::vector<std::string> known;
    std::set<std::string> seen;
    for (const Json& summary : summaries) {
        for (const auto& [key, value] : summary.items()) {
            if ((isSingle(value) || value.is_null()) && seen.insert(key).second) {
                known.push_back(key);
            }
        }
    }
    return known;
}

std::string textOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

analysis::SampleColumn columnOf(std::span<const Json> summaries, const std::string& key)
{
    const bool words = std::any_of(summaries.begin(), summaries.end(), [&](const Json& summary) {
        const Json& value = valueOf(summary, key);
        return isSingle(value) && !value.is_number();
    });
    analysis::NumberColumn numbers;
    analysis::CategoryColumn categories;
    for (const Json& summary : summaries) {
        const Json& value = valueOf(summary, key);
        const bool known = isSingle(value);
        if (words) {
            categories.push_back(known ? std::optional(textOf(value)) : std::nullopt);
        } else {
            numbers.push_back(known ? std::optional(value.get<double>()) : std::nullopt);
        }
    }
    if (words) {
        return categories;
    }
    return numbers;
}

/// Not constant, and no category that is another for every sample: that would explain everything and mean nothing.
bool tellsSomething(const analysis::SampleColumn& column)
{
    if (const auto* const categories = std::get_if<analysis::CategoryColumn>(&column)) {
        std::set<std::string> different;
        std::size_t known = 0;
        for (const auto& category : *categories) {
            if (category) {
                different.insert(*category);
                ++known;
            }
        }
        return different.size() > 1 && different.size() < known;
    }
    return analysis::associate(column, column).value.has_value();
}

}  // namespace

CorrelationMatrix correlate(std::span<const Json> summaries, std::vector<std::string> columns)
{
    const std::vector<std::string> known = knownColumns(summaries);
    for (const std::string& column : columns) {
        if (std::find(known.begin(), known.end(), column) == known.end()) {
            std::string choices;
            for (const std::string& name : known) {
                choices += (choices.empty() ? "" : ", ") + name;
            }
            throw UsageError("\"" + column + "\" is not a value of a sample. Choose from: " + choices + ".");
        }
    }
    const bool chosen = !columns.empty();
    CorrelationMatrix matrix;
    std::vector<analysis::SampleColumn> values;
    for (const std::string& key : chosen ? columns : known) {
        analysis::SampleColumn column = columnOf(summaries, key);
        if (chosen || tellsSomething(column)) {
            matrix.columns.push_back(key);
            values.push_back(std::move(column));
        }
    }
    matrix.cells.reserve(values.size() * values.size());
    for (const analysis::SampleColumn& row : values) {
        for (const analysis::SampleColumn& column : values) {
            matrix.cells.push_back(analysis::associate(row, column));
        }
    }
    return matrix;
}

}  // namespace aurora::services
