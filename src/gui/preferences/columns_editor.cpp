#include "gui/preferences/columns_editor.h"

#include "aurora/config/sample_columns.h"
#include "gui/frame/qt_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

enum ColumnOfTable
{
    Name,
    Type,
    Alternatives,
    ColumnCount
};

constexpr int nameWidth_px = 300;
constexpr int typeWidth_px = 150;

QString nameOf(const Json& column)
{
    return toQString(textAt(column, "Name").value_or(""));
}

struct KindOfContent
{
    CellType type;
    const char* words;
    const char* sqlType;  ///< of a column that is new, or gets this kind
};

constexpr std::array kindTable{
    KindOfContent{CellType::Text, QT_TRANSLATE_NOOP("aurora::gui::ColumnsEditor", "Text"), "VARCHAR(255)"},
    KindOfContent{CellType::Integer, QT_TRANSLATE_NOOP("aurora::gui::ColumnsEditor", "Whole number"), "INT"},
    KindOfContent{CellType::Real, QT_TRANSLATE_NOOP("aurora::gui::ColumnsEditor", "Number"), "FLOAT"},
    KindOfContent{CellType::DateTime, QT_TRANSLATE_NOOP("aurora::gui::ColumnsEditor", "Date and time"), "DATETIME"},
};

QString alternativesOf(const Json& column)
{
    QStringList names;
    if (const auto found = column.find("Alternative names"); found != column.end() && found->is_array()) {
        for (const Json& name : *found) {
            names.append(name.is_string() ? toQString(name.get<std::string>()) : QString());
        }
    }
    return names.join(QStringLiteral("; "));
}

}  // namespace

ColumnsEditor::ColumnsEditor(QWidget* parent)
    : QWidget(parent), m_table(new QTableWidget(this)), m_notice(new QLabel(this))
{
    setObjectName(QStringLiteral("columnsEditor"));
    m_table->setObjectName(QStringLiteral("columnsTable"));
    m_table->setAccessibleName(tr("Columns of the samples"));
    m_table->setColumnCount(ColumnCount);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Holds"), tr("Other headers that mean it, parted by ;")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(Name, nameWidth_px);
    m_table->setColumnWidth(Type, typeWidth_px);
    m_notice->setObjectName(QStringLiteral("columnsNotice"));
    m_notice->setWordWrap(true);
    auto* add = new QPushButton(tr("&Add"), this);
    add->setObjectName(QStringLiteral("columns-add"));
    m_remove = new QPushButton(tr("Re&move"), this);
    m_remove->setObjectName(QStringLiteral("columns-remove"));
    m_up = new QPushButton(tr("&Up"), this);
    m_down = new QPushButton(tr("D&own"), this);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {add, m_remove, m_up, m_down}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_notice);
    connect(add, &QPushButton::clicked, this, &ColumnsEditor::add);
    connect(m_remove, &QPushButton::clicked, this, &ColumnsEditor::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_table, &QTableWidget::cellChanged, this, &ColumnsEditor::take);
}

void ColumnsEditor::setColumns(const Json& columns)
{
    m_columns = columns.is_array() ? columns : Json::array();
    m_before.clear();
    for (const Json& column : m_columns) {
        m_before.append(nameOf(column));
    }
    fill();
}

void ColumnsEditor::fill()
{
    m_filling = true;
    m_table->setRowCount(static_cast<int>(m_columns.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Json& column = m_columns[static_cast<std::size_t>(row)];
        m_table->setItem(row, Name, new QTableWidgetItem(nameOf(column)));
        m_table->setItem(row, Alternatives, new QTableWidgetItem(alternativesOf(column)));
        setTypeChoice(row);
    }
    m_filling = false;
    updateNotice();
}

void ColumnsEditor::setTypeChoice(int row)
{
    const std::string type = textAt(m_columns[static_cast<std::size_t>(row)], "Type").value_or("VARCHAR(255)");
    auto* choice = new QComboBox(m_table);
    choice->setFrame(false);
    choice->setAccessibleName(tr("What the column holds"));
    for (const KindOfContent& kind : kindTable) {
        const bool current = kind.type == config::cellTypeOf(type);
        // Any type of SQL may stand in the file. It stays there: another one of the same kind holds nothing else.
        choice->addItem(tr(kind.words), current ? toQString(type) : QString::fromLatin1(kind.sqlType));
        if (current) {
            choice->setCurrentIndex(choice->count() - 1);
        }
    }
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice] {
        for (int at = 0; at < m_table->rowCount(); ++at) {
            if (m_table->cellWidget(at, Type) == choice) {
                m_columns[static_cast<std::size_t>(at)]["Type"] = choice->currentData().toString().toStdString();
                Q_EMIT edited();
            }
        }
    });
    m_table->setCellWidget(row, Type, choice);
}

void ColumnsEditor::take(int row, int column)
{
    if (m_filling || row >= static_cast<int>(m_columns.size())) {
        return;
    }
    Json& entry = m_columns[static_cast<std::size_t>(row)];
    const QString text = m_table->item(row, column)->text().trimmed();
    if (column == Name) {
        entry["Name"] = text.toStdString();
    } else {
        Json names = Json::array();
        for (const QString& name : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
            names.push_back(name.trimmed().toStdString());
        }
        if (names.empty()) {
            entry.erase("Alternative names");
        } else {
            entry["Alternative names"] = names;
        }
    }
    updateNotice();
    Q_EMIT edited();
}

void ColumnsEditor::add()
{
    m_columns.push_back({{"Name", tr("New column").toStdString()}, {"Type", "VARCHAR(255)"}});
    fill();
    const int row = m_table->rowCount() - 1;
    m_table->setCurrentCell(row, Name);
    m_table->editItem(m_table->item(row, Name));
    Q_EMIT edited();
}

void ColumnsEditor::remove()
{
    const int row = m_table->currentRow();
    if (row < 0) {
        return;
    }
    m_columns.erase(static_cast<std::size_t>(row));
    fill();
    m_table->setCurrentCell(std::min(row, m_table->rowCount() - 1), Name);
    Q_EMIT edited();
}

void ColumnsEditor::move(int by)
{
    const int row = m_table->currentRow();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_table->rowCount()) {
        return;
    }
    std::swap(m_columns[static_cast<std::size_t>(row)], m_columns[static_cast<std::size_t>(to)]);
    fill();
    m_table->setCurrentCell(to, Name);
    Q_EMIT edited();
}

QStringList ColumnsEditor::removed() const
{
    QStringList gone = m_before;
    for (const Json& column : m_columns) {
        gone.removeAll(nameOf(column));
    }
    return gone;
}

void ColumnsEditor::updateNotice()
{
    const QStringList gone = removed();
    m_notice->setText(
        gone.isEmpty() ? tr("New columns are added to the samples when this is saved.")
                       : tr("Not configured any more: %1. When this is saved, the number of filled fields in them is "
                            "counted, and you are asked before they are removed.")
                             .arg(gone.join(QStringLiteral(", "))));
}

}  // namespace aurora::gui
