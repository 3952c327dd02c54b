#pragma once

#include "gui/charts/chart_export.h"
#include "gui/charts/matrix_view.h"
#include "gui/charts/plot_panel.h"

namespace aurora::gui {

/// A matrix with its panel: exports as picture and as numbers.
class MatrixPanel : public PlotPanel
{
    Q_OBJECT

public:
    explicit MatrixPanel(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] MatrixView& view() noexcept { return *m_view; }

    void setModel(MatrixModel model);

    void exportPicture() override;
    void exportNumbers() override;

    [[nodiscard]] QString whyNotExport() const override;

    void showWhole() override { m_view->resetView(); }

protected:
    [[nodiscard]] QString quantity() const override { return tr("Correlation"); }

private:
    MatrixPanel(const QString& title, MatrixView* view, QWidget* parent);

    MatrixView* m_view;
};

/// Draws a matrix as it is seen into a picture at print size; .png, .svg or .pdf by the ending.
/// @throws UsageError for another ending
/// @throws Error when the file cannot be written
void saveMatrixPicture(const MatrixScene& matrix, const QSizeF& ratio, const std::filesystem::path& file);

/// saveMatrixPicture in two parts (see pictureWork).
[[nodiscard]] ExportWork matrixPictureWork(const MatrixScene& matrix, const QSizeF& ratio,
                                           const std::filesystem::path& file);

/// Writes `row,column,value,n`, a line a cell.
/// @param cells  the columns and rows to write (see MatrixScene::seenCells)
/// @throws Error when the file cannot be written
void saveMatrixNumbers(const MatrixModel& model, const QRect& cells, const std::filesystem::path& file);

}  // namespace aurora::gui
