#pragma once

#include "aurora/services/correlation.h"
#include "gui/charts/matrix_panel.h"

namespace aurora::gui {

class ColumnTicks;

/// The correlation matrix with a choice of its columns.
class CorrelationPanel final : public MatrixPanel
{
    Q_OBJECT

public:
    explicit CorrelationPanel(QWidget* parent = nullptr);

    /// @param note  what is said where there is nothing to draw; empty: what the samples lack
    void setCorrelation(services::CorrelationMatrix matrix, const QString& note);

    /// The column of the samples that a row and a column of the matrix are about.
    [[nodiscard]] QString column(int place) const;

private:
    void draw();

    ColumnTicks* m_ticks;
    services::CorrelationMatrix m_matrix;
    std::vector<std::string> m_drawn;  ///< columns of it
    QString m_note;
};

/// The matrix without the columns that do not pass.
[[nodiscard]] services::CorrelationMatrix onlyColumns(const services::CorrelationMatrix& matrix,
                                                      const std::function<bool(const std::string&)>& passes);

}  // namespace aurora::gui
