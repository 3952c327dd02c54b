#include "gui/tables/column_chooser.h"

#include "gui/tables/cell_format.h"
#include "gui/tables/table_columns.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr QSize chooserSize{400, 480};

}  // namespace

ColumnChooser::ColumnChooser(TableColumns& columns, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_columns(&columns), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("columnChooser"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::Box);  // a styled panel has no edge on a dark page
    setForegroundRole(QPalette::Mid);
    resize(chooserSize);
    auto* searchField = new QLineEdit(this);
    searchField->setPlaceholderText(tr("Search columns"));
    searchField->setAccessibleName(searchField->placeholderText());
    searchField->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Columns"));
    auto* defaults = new QPushButton(tr("Show the usual columns"), this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(searchField);
    layout->addWidget(m_list);
    layout->addWidget(defaults);
    connect(searchField, &QLineEdit::textChanged, this, &ColumnChooser::search);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        m_columns->setShown(m_list->row(item), item->checkState() == Qt::Checked);
    });
    connect(defaults, &QPushButton::clicked, this, [this] {
        m_columns->showDefaults();
        fill();
    });
    fill();
    searchField->setFocus();
}

void ColumnChooser::fill()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const QStringList names = m_columns->names();
    for (int column = 0; column < names.size(); ++column) {
        auto* item = new QListWidgetItem(columnTitle(names.at(column).toStdString()), m_list);
        item->setCheckState(m_columns->isShown(column) ? Qt::Checked : Qt::Unchecked);
        if (m_columns->isKey(column)) {
            item->setFlags(Qt::NoItemFlags);
            item->setToolTip(tr("The column that names the row is always shown."));
        }
    }
}

void ColumnChooser::search(const QString& text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        item->setHidden(!item->text().contains(text, Qt::CaseInsensitive));
    }
}

}  // namespace aurora::gui
