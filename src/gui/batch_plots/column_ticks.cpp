#include "gui/batch_plots/column_ticks.h"

#include "gui/frame/settings.h"
#include "gui/tables/cell_format.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize preferredSize{340, 420};

QSet<QString> setOf(const QVariant& list)
{
    const QStringList columns = list.toStringList();
    return {columns.begin(), columns.end()};
}

QStringList sorted(const QSet<QString>& columns)
{
    QStringList list(columns.begin(), columns.end());
    list.sort();
    return list;
}

}  // namespace

ColumnTicks::ColumnTicks(const QString& settingsKey, QWidget* parent) : QToolButton(parent), m_settingsKey(settingsKey)
{
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    m_unticked = setOf(settings.value(m_settingsKey + QStringLiteral("/unticked")));
    m_ticked = setOf(settings.value(m_settingsKey + QStringLiteral("/ticked")));
    setObjectName(QStringLiteral("columnTicks"));
    setAutoRaise(true);
    connect(this, &QToolButton::clicked, this, &ColumnTicks::openList);
    showCount();
}

void ColumnTicks::setColumns(const QStringList& columns, const QSet<QString>& usual)
{
    m_columns = columns;
    m_usual = usual;
    showCount();
}

void ColumnTicks::showCount()
{
    const auto ticked =
        std::count_if(m_columns.begin(), m_columns.end(), [this](const QString& column) { return isTicked(column); });
    setText(ticked == m_columns.size() ? tr("Columns…") : tr("Columns: %1 of %2…").arg(ticked).arg(m_columns.size()));
    setEnabled(!m_columns.isEmpty());
    setToolTip(isEnabled() ? tr("Choose the columns that are compared")
                           : tr("There are no columns to choose from: no samples are drawn."));
}

void ColumnTicks::fill(QListWidget& list) const
{
    const QSignalBlocker blocker(&list);
    list.clear();
    for (const QString& column : m_columns) {
        auto* item = new QListWidgetItem(columnTitle(column.toStdString()), &list);
        item->setData(Qt::UserRole, column);
        item->setToolTip(columnTip(column.toStdString()));
        item->setCheckState(isTicked(column) ? Qt::Checked : Qt::Unchecked);
    }
}

void ColumnTicks::tick(const QStringList& columns, bool ticked)
{
    for (const QString& column : columns) {
        (ticked ? m_ticked : m_unticked).insert(column);
        (ticked ? m_unticked : m_ticked).remove(column);
    }
    save();
}

void ColumnTicks::goBackToUsual()
{
    m_ticked.clear();
    m_unticked.clear();
    save();
}

void ColumnTicks::save()
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.setValue(m_settingsKey + QStringLiteral("/ticked"), sorted(m_ticked));
    settings.setValue(m_settingsKey + QStringLiteral("/unticked"), sorted(m_unticked));
    showCount();
    Q_EMIT ticksChanged();
}

void ColumnTicks::openList()
{
    auto* box = new QFrame(this, Qt::Popup);
    box->setObjectName(QStringLiteral("columnTicksList"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setFrameShape(QFrame::StyledPanel);
    box->resize(preferredSize);
    auto* search = new QLineEdit(box);
    search->setPlaceholderText(tr("Search columns"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    auto* list = new QListWidget(box);
    list->setAccessibleName(tr("Columns"));
    auto* buttons = new QHBoxLayout;
    for (const auto& [text, ticked] : {std::pair(tr("&All"), true), std::pair(tr("&None"), false)}) {
        auto* button = new QPushButton(text, box);
        connect(button, &QPushButton::clicked, this, [this, list, to = ticked] {
            tick(m_columns, to);
            fill(*list);
        });
        buttons->addWidget(button);
    }
    auto* usual = new QPushButton(tr("&Usual ones"), box);
    usual->setToolTip(tr("The results, and what hangs together with them most"));
    connect(usual, &QPushButton::clicked, this, [this, list] {
        goBackToUsual();
        fill(*list);
    });
    buttons->addWidget(usual);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(search);
    layout->addWidget(list);
    layout->addLayout(buttons);
    connect(search, &QLineEdit::textChanged, list, [list](const QString& text) {
        for (int row = 0; row < list->count(); ++row) {
            list->item(row)->setHidden(!list->item(row)->text().contains(text, Qt::CaseInsensitive));
        }
    });
    connect(list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        tick({item->data(Qt::UserRole).toString()}, item->checkState() == Qt::Checked);
    });
    fill(*list);
    box->move(mapToGlobal(QPoint(0, height())));
    box->show();
    search->setFocus();
}

}  // namespace aurora::gui
