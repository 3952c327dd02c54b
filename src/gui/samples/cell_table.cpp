#include "gui/samples/cell_table.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "gui/tables/cell_format.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int nameWidth_px = 320;

bool isNumber(const QString& text)
{
    return parseTypedNumber(text.toStdString()).has_value();
}

/// A cell that shows what stood there before in few digits, and what was typed as it was typed.
class ValueItem final : public QTableWidgetItem
{
public:
    void setBefore(const QString& text, const QString& shown)
    {
        m_before = text;
        m_shown = shown;
        setText(text);
    }

    [[nodiscard]] QVariant data(int role) const override
    {
        const bool isUntouched = QTableWidgetItem::data(Qt::EditRole).toString() == m_before;
        if (role == Qt::DisplayRole && isUntouched) {
            return m_shown;
        }
        if (role == Qt::ToolTipRole && isUntouched && m_shown != m_before) {
            return m_before;
        }
        return QTableWidgetItem::data(role);
    }

private:
    QString m_before;
    QString m_shown;
};

}  // namespace

CellTable::CellTable(std::vector<config::SampleColumn> columns, QWidget* parent)
    : QWidget(parent), m_columns(std::move(columns)), m_table(new QTableWidget(this))
{
    std::erase_if(m_columns, [](const config::SampleColumn& column) { return column.name == "Sample ID"; });
    m_before.resize(m_columns.size());
    auto* searchField = new QLineEdit(this);
    searchField->setObjectName(QStringLiteral("searchCells"));
    searchField->setPlaceholderText(tr("Search columns"));
    searchField->setAccessibleName(searchField->placeholderText());
    searchField->setClearButtonEnabled(true);
    m_table->setObjectName(QStringLiteral("cells"));
    m_table->setAccessibleName(tr("What is known of the sample"));
    m_table->setColumnCount(2);
    m_table->setRowCount(static_cast<int>(m_columns.size()));
    m_table->setHorizontalHeaderLabels({tr("Column"), tr("Value")});
    m_table->setColumnWidth(0, nameWidth_px);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        auto* name = new QTableWidgetItem(columnTitle(m_columns[static_cast<std::size_t>(row)].name));
        name->setFlags(Qt::ItemIsEnabled);
        m_table->setItem(row, 0, name);
        m_table->setItem(row, 1, new ValueItem);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(searchField);
    layout->addWidget(m_table, 1);
    connect(searchField, &QLineEdit::textChanged, this, &CellTable::search);
    connect(m_table, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem* item) {
        if (!m_filling) {
            look(item->row());
            Q_EMIT changed();
        }
    });
}

void CellTable::setValues(const Table& row)
{
    m_filling = true;
    for (std::size_t i = 0; i < row.columns.size() && !row.rows.empty(); ++i) {
        const auto column = std::find_if(m_columns.begin(), m_columns.end(), [&](const config::SampleColumn& known) {
            return known.name == row.columns[i].name;
        });
        if (column != m_columns.end()) {
            const auto at = static_cast<std::size_t>(column - m_columns.begin());
            const CellValue& value = row.rows.front()[i];
            m_before[at] = toQString(toText(value));
            static_cast<ValueItem*>(m_table->item(static_cast<int>(at), 1))
                ->setBefore(m_before[at], shownText(value, cellFormat(row.columns[i])));
        }
    }
    m_filling = false;
    Q_EMIT changed();
}

QString CellTable::typed(int row) const
{
    return m_table->item(row, 1)->data(Qt::EditRole).toString().trimmed();
}

std::vector<services::TypedCell> CellTable::changes() const
{
    std::vector<services::TypedCell> cells;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        if (typed(row) != m_before[at]) {
            cells.push_back({.column = m_columns[at].name, .text = typed(row).toStdString()});
        }
    }
    return cells;
}

QString CellTable::mistakeIn(int row) const
{
    const QString text = typed(row);
    const config::SampleColumn& column = m_columns[static_cast<std::size_t>(row)];
    if (text.isEmpty() || text == m_before[static_cast<std::size_t>(row)]) {
        return {};
    }
    const bool number = column.type == CellType::Integer || column.type == CellType::Real;
    if (number && !isNumber(text)) {
        return tr("%1: “%2” is not a number.").arg(toQString(column.name), text);
    }
    if (column.type == CellType::DateTime && !parseLocalTime(text.toStdString())) {
        return tr("%1: “%2” is not a time. Times look like 2024-06-20 08:02:11.").arg(toQString(column.name), text);
    }
    return {};
}

QString CellTable::mistake() const
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (const QString mistake = mistakeIn(row); !mistake.isEmpty()) {
            return mistake;
        }
    }
    return {};
}

void CellTable::look(int row)
{
    m_filling = true;
    QTableWidgetItem* item = m_table->item(row, 1);
    const QString wrong = mistakeIn(row);
    QFont font = m_table->font();
    font.setBold(typed(row) != m_before[static_cast<std::size_t>(row)]);
    item->setFont(font);
    item->setToolTip(wrong);
    item->setForeground(wrong.isEmpty() ? palette().brush(QPalette::Text) : QBrush(toneColor(Tone::Bad, palette())));
    m_filling = false;
}

void CellTable::search(const QString& text)
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->setRowHidden(row, !m_table->item(row, 0)->text().contains(text, Qt::CaseInsensitive));
    }
}

}  // namespace aurora::gui
