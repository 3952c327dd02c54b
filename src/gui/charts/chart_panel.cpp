#include "gui/charts/chart_panel.h"

#include "gui/charts/chart_export.h"

#include <QMenu>
#include <QToolButton>

#include <utility>

namespace aurora::gui {

ChartPanel::ChartPanel(const QString& title, QWidget* parent)
    : ChartPanel(title, new ChartView, parent)
{}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the panel owns the view

ChartPanel::ChartPanel(const QString& title, ChartView* view, QWidget* parent)
    : PlotPanel(title, view, parent), m_view(view)
{
    QToolButton* reset = addButton("whole-chart", tr("Back to the whole chart (double-click)"));
    connect(reset, &QToolButton::clicked, m_view, &ChartView::resetView);
    exports().addAction(tr("Picture (PNG, SVG, PDF)…"), this, &ChartPanel::exportPicture);
    exports().addAction(tr("Points drawn (CSV)…"), this, &ChartPanel::exportPoints);
    exports().addSeparator();
    exports().addAction(tr("Show all points, outliers too"), m_view, &ChartView::showEverything);
}

void ChartPanel::setModel(PlotModel model)
{
    m_view->setModel(std::move(model));
    setMessage({});
    setRemarks(m_view->chart().model().leftOut);
}

void ChartPanel::exportPicture()
{
    saveAs(tr("Export picture"), QStringLiteral(".pdf"), tr("PDF (*.pdf);;SVG (*.svg);;PNG, 300 dpi (*.png)"),
           [this](const std::filesystem::path& file) {
               return pictureWork(m_view->chart(), lightChartTheme(), printSize(m_view->viewport()->size()), file);
           });
}

void ChartPanel::exportPoints()
{
    saveAs(tr("Export the points drawn"), QStringLiteral(".csv"), tr("CSV (*.csv)"),
           [this](const std::filesystem::path& file) { return drawnPointsWork(m_view->chart(), file); });
}

}  // namespace aurora::gui
