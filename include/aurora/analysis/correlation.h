#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace aurora::analysis {

/// One number or one word a sample; nothing where it is unknown.
using NumberColumn = std::vector<std::optional<double>>;
using CategoryColumn = std::vector<std::optional<std::string>>;
using SampleColumn = std::variant<NumberColumn, CategoryColumn>;

enum class Measure
{
    Pearson,           ///< number with number: −1 … 1
    CorrelationRatio,  ///< number with category: η, 0 … 1
    CramersV,          ///< category with category: bias-corrected, 0 … 1
};

/// How strongly two columns hang together.
struct Association
{
    Measure measure = Measure::Pearson;
    std::optional<double> value;    ///< nothing where it is not defined: too few samples, or a column that is constant
    std::size_t samples = 0;        ///< that have both
    std::optional<double> plain{};  ///< the measure itself, not yet times (1 − 1/√n)
};

/// The measure that fits both columns, over the samples that have both, times (1 − 1/√n): few samples prove little.
///
/// η² is the share of the variance that lies between the categories. Cramér's V is corrected after Bergsma (2013),
/// doi:10.1016/j.jkss.2012.10.002: φ² less its expected value under independence, over the smaller of the corrected
/// numbers of rows and columns. Numbers that are not finite count as unknown.
/// @param a,b  of equal length, one entry a sample
[[nodiscard]] Association associate(const SampleColumn& a, const SampleColumn& b);

}  // namespace aurora::analysis
