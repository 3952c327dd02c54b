#pragma once

#include "gui/charts/chart_theme.h"
#include "gui/charts/plot_model.h"
#include "gui/charts/ticks.h"

#include <QCategoryAxis>
#include <QFont>

#include <string>
#include <vector>

namespace aurora::gui {

/// An axis of Qt Charts whose marks and words are ours: QValueAxis writes too many digits, QDateTimeAxis the zone of
/// the process. The axis belongs to the chart that it is added to.
class ChartAxis
{
public:
    explicit ChartAxis(Qt::Orientation orientation);

    [[nodiscard]] QCategoryAxis* axis() const noexcept { return m_axis; }

    void setSpec(const AxisSpec& spec, std::string timeZone);
    void setLook(const ChartTheme& theme, const QFont& font);

    /// Shows the range on so many pixels, with as many marks as have room.
    void show(const Range& range, double length_px);

private:
    [[nodiscard]] std::vector<Tick> marks(const Range& range, double length_px) const;
    [[nodiscard]] std::vector<Tick> marksAlong(const Range& range, double length_px) const;
    [[nodiscard]] std::vector<Tick> categoryMarks(const Range& range, double length_px) const;

    QCategoryAxis* m_axis;
    Qt::Orientation m_orientation;
    AxisSpec m_spec;
    std::string m_timeZone = "UTC";
    std::vector<Tick> m_shown;
};

}  // namespace aurora::gui
