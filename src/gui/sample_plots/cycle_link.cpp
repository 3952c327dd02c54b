#include "gui/sample_plots/cycle_link.h"

#include <algorithm>

namespace aurora::gui {

void markCycles(ChartView& time, ChartView& perCycle, const PlotSource& source, const TimeChoice& choice,
                const std::set<std::int32_t>& cycles)
{
    time.chart().setChosen(cycleBands(source, choice, cycles), {});
    perCycle.chart().setChosen({}, cycleRings(perCycle.chart().model(), cycles));
}

void bringIntoSight(ChartView& time, const PlotSource& source, const TimeChoice& choice, const QString& sample,
                    std::int32_t cycle)
{
    if (!time.isZoomed()) {
        return;
    }
    const Range seen = time.chart().view().x;
    for (const ChosenMarks::Band& band : cycleBands(source, choice, {cycle})) {
        if (band.group == sample && (band.x.upper < seen.lower || band.x.lower > seen.upper)) {
            constexpr double air = 1.2;
            const double middle = (band.x.lower + band.x.upper) / 2.0;
            const double half = std::max(seen.span(), air * band.x.span()) / 2.0;
            time.showX({middle - half, middle + half});
        }
    }
}

}  // namespace aurora::gui
