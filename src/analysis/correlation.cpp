#include "aurora/analysis/correlation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace aurora::analysis {

namespace {

/// The rows that both columns have.
template <typename A, typename B>
struct Pairs
{
    std::vector<A> a;
    std::vector<B> b;

    [[nodiscard]] std::size_t size() const noexcept { return a.size(); }
};

bool isKnown(const std::optional<double>& value)
{
    return value && std::isfinite(*value);
}

bool isKnown(const std::optional<std::string>& value)
{
    return value.has_value();
}

template <typename A, typename B>
Pairs<A, B> pairsOf(const std::vector<std::optional<A>>& a, const std::vector<std::optional<B>>& b)
{
    Pairs<A, B> pairs;
    for (std::size_t row = 0; row < std::min(a.size(), b.size()); ++row) {
        if (isKnown(a[row]) && isKnown(b[row])) {
            pairs.a.push_back(*a[row]);
            pairs.b.push_back(*b[row]);
        }
    }
    return pairs;
}

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

/// Σ(v − mean)², exactly 0 for a column that is constant although its mean may be rounded.
double squaredDeviation(const std::vector<double>& values, double mean)
{
    const bool constant =
        std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
    double sum = 0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return constant ? 0.0 : sum;
}

std::optional<double> pearson(const Pairs<double, double>& pairs)
{
    if (pairs.size() < 2) {
        return std::nullopt;
    }
    const double meanA = mean(pairs.a);
    const double meanB = mean(pairs.b);
    const double varianceA = squaredDeviation(pairs.a, meanA);
    const double varianceB = squaredDeviation(pairs.b, meanB);
    if (varianceA <= 0 || varianceB <= 0) {
        return std::nullopt;
    }
    double product = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        product += (pairs.a[i] - meanA) * (pairs.b[i] - meanB);
    }
    return std::clamp(product / (std::sqrt(varianceA) * std::sqrt(varianceB)), -1.0, 1.0);
}

std::optional<double> correlationRatio(const Pairs<std::string, double>& pairs)
{
    if (pairs.size() < 2) {
        return std::nullopt;
    }
    std::map<std::string, std::vector<double>> groups;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        groups[pairs.a[i]].push_back(pairs.b[i]);
    }
    const double overall = mean(pairs.b);
    const double total = squaredDeviation(pairs.b, overall);
    if (groups.size() < 2 || total <= 0) {
        return std::nullopt;
    }
    double between = 0;
    for (const auto& [category, values] : groups) {
        const double offset = mean(values) - overall;
        between += static_cast<double>(values.size()) * offset * offset;
    }
    return std::sqrt(std::clamp(between / total, 0.0, 1.0));
}

std::optional<double> cramersV(const Pairs<std::string, std::string>& pairs)
{
    std::map<std::string, double> rows;
    std::map<std::string, double> columns;
    std::map<std::pair<std::string, std::string>, double> cells;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        rows[pairs.a[i]] += 1;
        columns[pairs.b[i]] += 1;
        cells[{pairs.a[i], pairs.b[i]}] += 1;
    }
    if (rows.size() < 2 || columns.size() < 2) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(pairs.size());
    double phiSquared = -1;  // χ²/n = Σ nᵢⱼ²/(nᵢ·nⱼ) − 1: empty cells need no visit
    for (const auto& [cell, count] : cells) {
        phiSquared += count * count / (rows.at(cell.first) * columns.at(cell.second));
    }
    const auto r = static_cast<double>(rows.size());
    const auto k = static_cast<double>(columns.size());
    const double corrected = std::max(0.0, phiSquared - (k - 1) * (r - 1) / (n - 1));
    const double smaller = std::min(r - (r - 1) * (r - 1) / (n - 1), k - (k - 1) * (k - 1) / (n - 1)) - 1;
    if (smaller <= 0) {
        return std::nullopt;  // every sample a category of its own
    }
    return std::min(1.0, std::sqrt(corrected / smaller));
}

Association weighed(Measure measure, std::optional<double> value, std::size_t samples)
{
    const std::optional<double> plain = value;
    if (value) {
        *value *= 1.0 - 1.0 / std::sqrt(static_cast<double>(samples));
    }
    return {measure, value, samples, plain};
}

}  // namespace

Association associate(const SampleColumn& a, const SampleColumn& b)
{
    const auto* const numberA = std::get_if<NumberColumn>(&a);
    const auto* const numberB = std::get_if<NumberColumn>(&b);
    if (numberA != nullptr && numberB != nullptr) {
        const auto pairs = pairsOf(*numberA, *numberB);
        return weighed(Measure::Pearson, pearson(pairs), pairs.size());
    }
    if (numberA == nullptr && numberB == nullptr) {
        const auto pairs = pairsOf(std::get<CategoryColumn>(a), std::get<CategoryColumn>(b));
        return weighed(Measure::CramersV, cramersV(pairs), pairs.size());
    }
    const auto pairs = numberA != nullptr ? pairsOf(std::get<CategoryColumn>(b), *numberA)
                                          : pairsOf(std::get<CategoryColumn>(a), *numberB);
    return weighed(Measure::CorrelationRatio, correlationRatio(pairs), pairs.size());
}

}  // namespace aurora::analysis
