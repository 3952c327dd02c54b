#include "gui/batch_plots/sample_groups.h"

#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "aurora/core/nearest_names.h"
#include "aurora/core/text.h"
#include "gui/frame/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::size_t mostNumbersApart = 6;  ///< more different numbers are binned
constexpr double wantedBins = 5.0;

/// 1, 2 or 5 times a power of ten.
double roundStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * 0.999999) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

std::string rounded(double value, double step)
{
    const double digits = std::max(0.0, -std::floor(std::log10(step) + 1e-9));
    return QString::number(value, 'f', static_cast<int>(digits)).toStdString();
}

/// No more digits than the quantity is known to, and none that the whole number does not have.
QString shortText(double number, const std::string& whole, const std::string& key)
{
    const QString text = numberText(number, key);
    return text.size() < static_cast<qsizetype>(whole.size()) ? text : QString::fromStdString(whole);
}

/// A value as somebody types its name: large and small letters are the same where only one fits.
/// @throws UsageError with the names nearest to it, for a value that no sample has
std::string keyCalled(const std::string& typed, std::span<const services::SampleCurves* const> samples)
{
    std::set<std::string> keys;
    for (const services::SampleCurves* const sample : samples) {
        for (const auto& [key, value] : sample->summary.items()) {
            keys.insert(key);
        }
    }
    if (samples.empty() || keys.contains(typed)) {
        return typed;
    }
    std::vector<std::string> same;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(same),
                 [&typed](const std::string& key) { return lowerCase(key) == lowerCase(typed); });
    if (same.size() == 1) {
        return same.front();
    }
    std::string nearest;
    constexpr std::size_t mostNamed = 3;
    const std::vector<std::string> inOrder = nearestNames({keys.begin(), keys.end()}, {typed});
    for (std::size_t i = 0; i < std::min(inOrder.size(), mostNamed); ++i) {
        nearest += (i == 0 ? "\"" : ", \"") + inOrder[i] + "\"";
    }
    throw UsageError("No sample has a value \"" + typed + "\" to be told apart by. Nearest to it: " + nearest + ".");
}

}  // namespace

QString unknownName(const QString& title)
{
    return QCoreApplication::translate("SampleGroups", "%1 unknown").arg(title);
}

SampleGroups::SampleGroups(std::span<const services::SampleCurves* const> samples, std::string key)
    : m_key(std::move(key))
{
    if (m_key.empty()) {
        return;
    }
    m_key = keyCalled(m_key, samples);
    bool words = false;
    bool missing = false;
    std::set<double> numbers;
    for (const services::SampleCurves* const sample : samples) {
        const auto value = sample->summary.find(m_key);
        if (value == sample->summary.end() || services::plainGroupName(m_key, *value).empty()) {
            missing = true;
        } else if (value->is_number()) {
            numbers.insert(value->get<double>());
        } else {
            words = true;
        }
    }
    if (!words && !numbers.empty()) {
        m_range = Range{*numbers.begin(), *numbers.rbegin()};
    }
    if (m_range && numbers.size() > mostNumbersApart) {
        const double step = roundStep(m_range->span() / wantedBins);
        const double first = std::floor(m_range->lower / step + 1e-9) * step;
        const auto count = static_cast<std::size_t>(std::ceil((m_range->upper - first) / step - 1e-9));
        m_bins = Bins{first, step, std::max<std::size_t>(count, 1)};
        for (std::size_t bin = 0; bin < m_bins->count; ++bin) {
            m_names.push_back(binName(bin));
            m_middles.push_back(first + (static_cast<double>(bin) + 0.5) * step);
        }
    } else if (m_range) {
        for (const double number : numbers) {
            m_names.push_back(formatNumber(number));
            m_middles.push_back(number);
        }
    } else {
        std::set<std::string> different;
        for (const services::SampleCurves* const sample : samples) {
            different.insert(nameOf(*sample));
        }
        different.erase(std::string());
        m_names.assign(different.begin(), different.end());
        std::sort(m_names.begin(), m_names.end(),
                  [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    }
    if (missing) {
        m_names.emplace_back();
    }
}

std::size_t SampleGroups::indexOf(const std::string& name) const
{
    return static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), name) - m_names.begin());
}

std::optional<double> SampleGroups::middleOf(const std::string& name) const
{
    const std::size_t index = indexOf(name);
    return index < m_middles.size() ? std::optional(m_middles[index]) : std::nullopt;
}

std::string SampleGroups::binName(std::size_t bin) const
{
    const double lower = m_bins->first + static_cast<double>(bin) * m_bins->step;
    return rounded(lower, m_bins->step) + " to " + rounded(lower + m_bins->step, m_bins->step);
}

/// A limit belongs to the bin above it, the last one to the last bin.
std::size_t SampleGroups::binOf(double value) const
{
    const double bin = std::floor((value - m_bins->first) / m_bins->step + 1e-9);
    return static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(m_bins->count - 1)));
}

std::string SampleGroups::nameOf(const Json& value) const
{
    std::string name = services::plainGroupName(m_key, value);
    return m_bins && !name.empty() ? binName(binOf(value.get<double>())) : name;
}

std::string SampleGroups::nameOf(const services::SampleCurves& sample) const
{
    const auto value = sample.summary.find(m_key);
    return value == sample.summary.end() ? std::string() : nameOf(*value);
}

std::optional<double> SampleGroups::number(const services::SampleCurves& sample) const
{
    return isNumeric() ? numberAt(sample.summary, m_key) : std::nullopt;
}

QString SampleGroups::shownName(const std::string& name) const
{
    const std::optional<double> number = middleOf(name);
    if (name.empty() || m_bins || !number) {
        return name.empty() ? unknownName(title()) : QString::fromStdString(name);
    }
    const QString text = shortText(*number, name, m_key);
    const auto alike = std::count_if(m_middles.begin(), m_middles.end(), [&](double other) {
        return shortText(other, formatNumber(other), m_key) == text;
    });
    return alike > 1 ? QString::fromStdString(name) : text;
}

QString SampleGroups::remark(const services::SampleCurves& sample) const
{
    const auto value = sample.summary.find(m_key);
    const std::string text = value == sample.summary.end() ? "" : services::plainGroupName(m_key, *value);
    if (text.empty()) {
        return unknownName(title());
    }
    return QStringLiteral("%1: %2").arg(title(), value->is_number() ? shortText(value->get<double>(), text, m_key)
                                                                    : QString::fromStdString(text));
}

}  // namespace aurora::gui
