#pragma once

#include "gui/charts/plot_model.h"
#include "gui/tables/cell_format.h"

#include "aurora/services/batch_averages.h"

#include <QString>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aurora::gui {

/// How one per-sample value tells samples apart: words, and few numbers, name groups; many different numbers are
/// binned at round limits. Zero is a value like any other; a sample without the value belongs to the group "".
class SampleGroups
{
public:
    /// @param key  of a per-sample value; empty: the samples are not told apart
    /// @throws UsageError for a value that no sample has
    SampleGroups(std::span<const services::SampleCurves* const> samples, std::string key);

    [[nodiscard]] bool exist() const noexcept { return !m_key.empty(); }

    [[nodiscard]] const std::string& key() const noexcept { return m_key; }

    [[nodiscard]] QString title() const { return columnTitle(m_key); }

    /// Every known value is a number.
    [[nodiscard]] bool isNumeric() const noexcept { return m_range.has_value(); }

    /// From the smallest to the largest number; only where isNumeric().
    [[nodiscard]] const Range& range() const { return *m_range; }

    [[nodiscard]] bool someMissing() const noexcept { return !m_names.empty() && m_names.back().empty(); }

    /// The names of the groups: numbers by size, words in natural order, "" last.
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return m_names; }

    /// How many groups have a name.
    [[nodiscard]] std::size_t known() const noexcept { return m_names.size() - (someMissing() ? 1 : 0); }

    [[nodiscard]] std::size_t indexOf(const std::string& name) const;

    /// A number in the middle of a group; only where isNumeric(), and nothing for "".
    [[nodiscard]] std::optional<double> middleOf(const std::string& name) const;

    [[nodiscard]] std::string nameOf(const services::SampleCurves& sample) const;
    [[nodiscard]] std::string nameOf(const Json& value) const;
    [[nodiscard]] std::optional<double> number(const services::SampleCurves& sample) const;

    /// A group as the legend names it: a number with the digits of its quantity, if they tell it apart.
    [[nodiscard]] QString shownName(const std::string& name) const;

    /// "Label: x", or that it is not known.
    [[nodiscard]] QString remark(const services::SampleCurves& sample) const;

private:
    struct Bins
    {
        double first = 0.0;  ///< lower limit of the first
        double step = 1.0;
        std::size_t count = 1;
    };

    [[nodiscard]] std::string binName(std::size_t bin) const;
    [[nodiscard]] std::size_t binOf(double value) const;

    std::string m_key;
    std::optional<Range> m_range;
    std::optional<Bins> m_bins;
    std::vector<std::string> m_names;
    std::vector<double> m_middles;  ///< of the named groups; only where numeric
};

/// What a sample without the value is called: "Label unknown".
[[nodiscard]] QString unknownName(const QString& title);

}  // namespace aurora::gui
