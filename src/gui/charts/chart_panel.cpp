#include "gui/charts/chart_panel.h"

#include "gui/charts/chart_export.h"
#include "gui/charts/export_name.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>
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
    auto* ranges = new QMenu(reset);
    ranges->addAction(tr("Whole chart, without outliers"), m_view, &ChartView::resetView);
    ranges->addAction(tr("All points, outliers too"), m_view, &ChartView::showEverything);
    reset->setMenu(ranges);
    reset->setPopupMode(QToolButton::MenuButtonPopup);
    connect(&m_view->chart(), &ChartScene::shownChanged, this, [this] { updateExports(); });
    updateExports();
}

void ChartPanel::setModel(PlotModel model)
{
    m_view->setModel(std::move(model));
    setMessage({});
    setRemarks(m_view->chart().model().leftOut);
    updateExports();
}

QString ChartPanel::whyNotExport() const
{
    const ChartScene& chart = m_view->chart();
    const PlotModel& model = chart.model();
    if (model.series.empty()) {
        return model.note.isEmpty() ? tr("There is nothing to export: nothing is drawn yet.")
                                    : tr("There is nothing to export. %1").arg(model.note);
    }
    const bool shown = std::any_of(model.series.begin(), model.series.end(),
                                   [&](const PlotSeries& series) { return chart.isShown(series.group); });
    return shown ? QString() : tr("There is nothing to export: the legend hides all that is drawn.");
}

/// "Voltage and Current against Time"; against cycles is how most are drawn and needs no words.
QString ChartPanel::quantity() const
{
    const PlotModel& model = m_view->chart().model();
    if (!model.name.isEmpty()) {
        return model.name;
    }
    const QString left = withoutUnit(model.left.title);
    const QString y = model.right ? tr("%1 and %2").arg(left, withoutUnit(model.right->title)) : left;
    return model.x.scale == Scale::Whole ? y : tr("%1 against %2").arg(y, withoutUnit(model.x.title));
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
