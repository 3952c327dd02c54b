#include "gui/batch_plots/correlation_chart.h"

#include "gui/tables/cell_format.h"

#include <QCoreApplication>

#include <algorithm>

namespace aurora::gui {

namespace {

QString symbolOf(analysis::Measure measure)
{
    switch (measure) {
    case analysis::Measure::Pearson:
        break;
    case analysis::Measure::CorrelationRatio:
        return QStringLiteral("η");
    case analysis::Measure::CramersV:
        return QStringLiteral("V");
    }
    return QStringLiteral("r");
}

}  // namespace

MatrixModel correlationChart(const services::CorrelationMatrix& matrix)
{
    const auto text = [](const char* source) { return QCoreApplication::translate("CorrelationChart", source); };
    MatrixModel model;
    for (const std::string& column : matrix.columns) {
        model.labels.append(columnTitle(column));
    }
    std::size_t fewest = matrix.cells.empty() ? 0 : matrix.cells.front().samples;
    std::size_t most = fewest;
    for (const analysis::Association& cell : matrix.cells) {
        model.cells.push_back({cell.value, cell.samples, cell.plain, symbolOf(cell.measure)});
        fewest = std::min(fewest, cell.samples);
        most = std::max(most, cell.samples);
    }
    model.caption = text(QT_TRANSLATE_NOOP("CorrelationChart",
                                           "r: Pearson's between numbers, the correlation ratio with a category, "
                                           "Cramér's V between categories; each times 1 − 1/√n, "
                                           "n\u00A0=\u00A0%1"))
                        .arg(fewest == most ? QString::number(most) : QStringLiteral("%1–%2").arg(fewest).arg(most));
    model.quantity = QStringLiteral("r · (1 − 1/√n)");
    model.note = text(QT_TRANSLATE_NOOP("CorrelationChart",
                                        "The samples do not differ in any value that could be compared. Choose more "
                                        "samples, or others."));
    return model;
}

}  // namespace aurora::gui
