#include "gui/batch_plots/correlation_panel.h"

#include "gui/batch_plots/column_ticks.h"
#include "gui/batch_plots/correlation_chart.h"
#include "gui/batch_plots/default_columns.h"
#include "gui/frame/qt_text.h"

namespace aurora::gui {

CorrelationPanel::CorrelationPanel(QWidget* parent)
    : MatrixPanel(tr("Correlation"), parent),
      m_ticks(new ColumnTicks(QStringLiteral("BatchPlots/columnsNotCorrelated"), this))
{
    addSetting({}, m_ticks);
    connect(m_ticks, &ColumnTicks::ticksChanged, this, &CorrelationPanel::draw);
}

void CorrelationPanel::setCorrelation(services::CorrelationMatrix matrix, const QString& note)
{
    m_matrix = std::move(matrix);
    m_note = note;
    QStringList columns;
    for (const std::string& column : m_matrix.columns) {
        columns.append(toQString(column));
    }
    QSet<QString> usual;
    for (const std::string& column : defaultColumns(m_matrix)) {
        usual.insert(toQString(column));
    }
    m_ticks->setColumns(columns, usual);
    draw();
}

void CorrelationPanel::draw()
{
    const services::CorrelationMatrix ticked =
        onlyColumns(m_matrix, [this](const std::string& column) { return m_ticks->isTicked(toQString(column)); });
    m_drawn = ticked.columns;
    MatrixModel model = correlationChart(ticked);
    if (!m_note.isEmpty()) {
        model.note = m_note;
    } else if (ticked.columns.empty() && !m_matrix.columns.empty()) {
        model.note = tr("No column is ticked. Choose some with the button Columns.");
    }
    setModel(std::move(model));
}

QString CorrelationPanel::column(int place) const
{
    return toQString(m_drawn.at(static_cast<std::size_t>(place)));
}

services::CorrelationMatrix onlyColumns(const services::CorrelationMatrix& matrix,
                                        const std::function<bool(const std::string&)>& passes)
{
    services::CorrelationMatrix chosen;
    std::vector<std::size_t> places;
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
        if (passes(matrix.columns[column])) {
            chosen.columns.push_back(matrix.columns[column]);
            places.push_back(column);
        }
    }
    for (const std::size_t row : places) {
        for (const std::size_t column : places) {
            chosen.cells.push_back(matrix.at(row, column));
        }
    }
    return chosen;
}

}  // namespace aurora::gui
