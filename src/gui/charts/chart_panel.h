#pragma once

#include "gui/charts/chart_view.h"
#include "gui/charts/plot_panel.h"

namespace aurora::gui {

/// A chart with its panel: reset, exports as picture and as points.
class ChartPanel final : public PlotPanel
{
    Q_OBJECT

public:
    explicit ChartPanel(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] ChartView& view() noexcept { return *m_view; }

    void setModel(PlotModel model);

    void exportPicture() override;

    void exportNumbers() override { exportPoints(); }

    /// Nothing is drawn, or all of it is hidden.
    [[nodiscard]] QString whyNotExport() const override;

    void showWhole() override { m_view->resetView(); }

    void showEverything() override { m_view->showEverything(); }

private:
    ChartPanel(const QString& title, ChartView* view, QWidget* parent);

    [[nodiscard]] QString quantity() const override;
    void exportPoints();

    ChartView* m_view;
};

}  // namespace aurora::gui
