#include "gui/charts/matrix_panel.h"

#include "gui/charts/csv_text.h"
#include "gui/charts/scene_picture.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <string>
#include <utility>

namespace aurora::gui {

namespace {

/// Labels below the columns are as long as those beside the rows: a matrix needs about as much height as width.
QSizeF withLabels(const QSizeF& ratio)
{
    return {ratio.width(), std::max(ratio.width(), ratio.height())};
}

}  // namespace

MatrixPanel::MatrixPanel(const QString& title, QWidget* parent)
    : MatrixPanel(title, new MatrixView, parent)
{}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the panel owns the view

MatrixPanel::MatrixPanel(const QString& title, MatrixView* view, QWidget* parent)
    : PlotPanel(title, view, parent), m_view(view)
{
    exports().addAction(tr("Picture (PNG, SVG, PDF)…"), this, &MatrixPanel::exportPicture);
    exports().addAction(tr("Numbers (CSV)…"), this, &MatrixPanel::exportNumbers);
    QToolButton* reset = addButton("whole-chart", tr("Back to the whole matrix (double-click)"));
    connect(reset, &QToolButton::clicked, m_view, &MatrixView::resetView);
}

void MatrixPanel::exportNumbers()
{
    saveAs(tr("Export the numbers"), QStringLiteral(".csv"), tr("CSV (*.csv)"),
           [this](const std::filesystem::path& file) -> ExportWork {
               return [model = m_view->matrix().model(), cells = m_view->matrix().seenCells(), file] {
                   saveMatrixNumbers(model, cells, file);
               };
           });
}

void MatrixPanel::setModel(MatrixModel model)
{
    setMessage({});
    m_view->setModel(std::move(model));
    updateExports();
}

QString MatrixPanel::whyNotExport() const
{
    const MatrixModel& model = m_view->matrix().model();
    if (!model.labels.isEmpty()) {
        return {};
    }
    return model.note.isEmpty() ? tr("There is nothing to export: nothing is drawn yet.")
                                : tr("There is nothing to export. %1").arg(model.note);
}

void MatrixPanel::exportPicture()
{
    saveAs(tr("Export picture"), QStringLiteral(".pdf"), tr("PDF (*.pdf);;SVG (*.svg);;PNG, 300 dpi (*.png)"),
           [this](const std::filesystem::path& file) {
               return matrixPictureWork(m_view->matrix(), m_view->viewport()->size(), file);
           });
}

ExportWork matrixPictureWork(const MatrixScene& matrix, const QSizeF& ratio, const std::filesystem::path& file)
{
    const std::shared_ptr<MatrixScene> copy = newPrintScene<MatrixScene>();
    const PictureSize size = printSize(withLabels(ratio));
    copy->setTheme(lightChartTheme());
    copy->setTextFont(printFont());
    copy->setSize(size.size);
    copy->setModel(matrix.model());
    copy->setSeen(matrix.seen());
    return [copy, title = matrix.model().caption, size, file] {
        saveScene(*copy, lightChartTheme().ground, title, size, file);
    };
}

void saveMatrixPicture(const MatrixScene& matrix, const QSizeF& ratio, const std::filesystem::path& file)
{
    matrixPictureWork(matrix, ratio, file)();
}

void saveMatrixNumbers(const MatrixModel& model, const QRect& cells, const std::filesystem::path& file)
{
    std::string text = "Row,Column,Value,n\n";
    for (int row = cells.top(); row <= cells.bottom(); ++row) {
        for (int column = cells.left(); column <= cells.right(); ++column) {
            const MatrixModel::Cell& one = model.cell(row, column);
            text += csvText(model.labels[row]) + ',' + csvText(model.labels[column]) + ',' +
                    (one.value ? formatNumber(*one.value) : std::string()) + ',' + std::to_string(one.samples) + '\n';
        }
    }
    replaceFileText(file, text);
}

}  // namespace aurora::gui
