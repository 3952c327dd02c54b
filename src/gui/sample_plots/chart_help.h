#pragma once

#include "gui/sample_plots/sample_charts.h"

#include <QCoreApplication>

#include <cstddef>

namespace aurora::gui {

/// More curves of single cycles or sweeps than these share an entry of the legend a sample.
inline constexpr std::size_t mostCurvesInLegend = 12;

/// Why a chart of cycles or of time has nothing of a sample whose spectra are in another chart.
inline constexpr const char* onlyImpedance =
    QT_TRANSLATE_NOOP("SampleCharts", "only impedance was measured; it is under Impedance");

/// Text of the charts, translated in one context.
[[nodiscard]] inline QString chartText(const char* text)
{
    return QCoreApplication::translate("SampleCharts", text);
}

/// Remembers that a sample is not drawn, and why: the reason the data itself gives, else the chart's.
void leaveOut(PlotModel& model, const LoadedSample& sample, const QString& reason);

/// Why a sample has no curve of a quantity.
[[nodiscard]] QString whyNoCurve(const LoadedSample& sample, RowQuantity quantity);

/// Why a sample has no value of a per-cycle column, in no cycle; empty: it has one.
[[nodiscard]] QString whyNoValue(const LoadedSample& sample, const CycleColumn& column);

/// Ends a model: when nothing is drawn, the reasons stand in place of the axes. Titles say which curves belong to the
/// second axis.
[[nodiscard]] PlotModel finished(PlotModel model);

/// The axis of a quantity; the slopes have heavy tails.
[[nodiscard]] AxisSpec axisOf(RowQuantity quantity);

/// The k-th of n shades of a colour, from dark to light.
[[nodiscard]] QColor shade(const QColor& colour, std::size_t k, std::size_t n);

}  // namespace aurora::gui
