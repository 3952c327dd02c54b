#include "gui/sample_plots/chart_help.h"
#include "gui/tables/cell_format.h"

#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/services/batch_averages.h"

#include <algorithm>
#include <set>
#include <utility>

namespace aurora::gui {

namespace {

/// Every sample without the key has it as null at most; a key that no sample knows is a mistake.
void requireKey(const LoadedSamples& samples, const std::string& key)
{
    std::set<std::string> known;
    for (const auto& sample : samples) {
        for (const auto& [name, value] : sample->curves().summary.items()) {
            known.insert(name);
        }
    }
    if (known.empty() || known.count(key) != 0) {
        return;
    }
    std::string choices;
    for (const std::string& name : known) {
        choices += (choices.empty() ? "" : ", ") + name;
    }
    throw UsageError("\"" + key + "\" is not a number of a sample. Choose one of: " + choices + ".");
}

/// One value a sample as an axis shows it: numbers as they are; words, as soon as there is one, in natural order.
class ScatterAxis
{
public:
    ScatterAxis(const LoadedSamples& samples, std::string key) : m_key(std::move(key))
    {
        std::vector<std::string> words;
        for (const auto& sample : samples) {
            const Json& summary = sample->curves().summary;
            const auto value = summary.find(m_key);
            if (value == summary.end() || value->is_null()) {
                continue;
            }
            m_hasWords = m_hasWords || !value->is_number();
            words.push_back(services::plainGroupName(m_key, *value));
        }
        if (m_hasWords) {
            std::sort(words.begin(), words.end(),
                      [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
            words.erase(std::unique(words.begin(), words.end()), words.end());
            m_words = std::move(words);
        }
    }

    [[nodiscard]] AxisSpec spec() const
    {
        AxisSpec axis{.title = columnTitle(m_key), .scale = m_hasWords ? Scale::Category : Scale::Linear};
        for (const std::string& word : m_words) {
            axis.categories.append(QString::fromStdString(word));
        }
        return axis;
    }

    [[nodiscard]] std::optional<double> value(const Json& summary) const
    {
        if (!m_hasWords) {
            return numberAt(summary, m_key);
        }
        const auto value = summary.find(m_key);
        if (value == summary.end() || value->is_null()) {
            return std::nullopt;
        }
        const auto word = std::find(m_words.begin(), m_words.end(), services::plainGroupName(m_key, *value));
        return static_cast<double>(word - m_words.begin());
    }

private:
    std::string m_key;
    std::vector<std::string> m_words;
    bool m_hasWords = false;
};

}  // namespace

PlotModel scatterChart(const PlotSource& source, const std::string& x, const std::string& y)
{
    requireKey(source.samples, x);
    requireKey(source.samples, y);
    const ScatterAxis across(source.samples, x);
    const ScatterAxis up(source.samples, y);
    PlotModel model;
    model.timeZone = source.timeZone;
    model.x = across.spec();
    model.left = up.spec();
    for (std::size_t i = 0; i < source.samples.size(); ++i) {
        const LoadedSample& sample = *source.samples[i];
        const auto valueX = across.value(sample.curves().summary);
        const auto valueY = up.value(sample.curves().summary);
        if (!valueX || !valueY) {
            leaveOut(model, sample,
                     chartText(QT_TRANSLATE_NOOP("SampleCharts", "%1 is not known"))
                         .arg(valueX ? model.left.title : model.x.title));
            continue;
        }
        model.series.push_back({.name = sample.label(),
                                .group = sample.label(),
                                .colour = source.colour(i),
                                .style = PlotStyle::Markers,
                                .x = PlotColumn(std::vector{*valueX}),
                                .y = PlotColumn(std::vector{*valueY})});
    }
    return finished(std::move(model));
}

}  // namespace aurora::gui
