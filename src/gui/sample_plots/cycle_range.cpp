#include "gui/sample_plots/cycle_range.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace aurora::gui {

namespace {

constexpr int largestCycle = 1000000;
constexpr std::size_t mostCycles = 2000;

QString text(const char* source)
{
    return QCoreApplication::translate("CycleRange", source);
}

std::optional<int> cycleNumber(const QString& word)
{
    bool isNumber = false;
    const int number = word.trimmed().toInt(&isNumber);
    if (!isNumber || number < 1 || number > largestCycle) {
        return std::nullopt;
    }
    return number;
}

}  // namespace

CycleRange parseCycleRange(const QString& input)
{
    CycleRange result;
    if (input.trimmed().isEmpty()) {
        return result;
    }
    for (const QString& word : input.split(QLatin1Char(','))) {
        const QStringList ends = word.split(QLatin1Char('-'));
        const auto first = cycleNumber(ends.front());
        const auto last = cycleNumber(ends.back());
        if (ends.size() > 2 || !first || !last || *first > *last) {
            return {{},
                    text(QT_TRANSLATE_NOOP("CycleRange", "\"%1\" is not a cycle or a span of cycles. Write for example "
                                                         "1-3,10,50."))
                        .arg(word.trimmed())};
        }
        if (result.cycles.size() + static_cast<std::size_t>(*last - *first) >= mostCycles) {
            return {
                {},
                text(QT_TRANSLATE_NOOP("CycleRange", "More than %1 cycles at once cannot be drawn.")).arg(mostCycles)};
        }
        for (int cycle = *first; cycle <= *last; ++cycle) {
            result.cycles.insert(cycle);
        }
    }
    return result;
}

QString cycleRangeText(const std::set<std::int32_t>& cycles)
{
    QStringList words;
    for (auto it = cycles.begin(); it != cycles.end();) {
        const std::int32_t first = *it;
        std::int32_t last = first;
        while (++it != cycles.end() && *it == last + 1) {
            last = *it;
        }
        words.append(first == last ? QString::number(first) : QStringLiteral("%1-%2").arg(first).arg(last));
    }
    return words.join(QLatin1Char(','));
}

}  // namespace aurora::gui
