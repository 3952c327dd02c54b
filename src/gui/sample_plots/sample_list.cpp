#include "gui/sample_plots/sample_list.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>
#include <QPixmap>
#include <QScopedValueRollback>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <vector>

namespace aurora::gui {

namespace {

constexpr int keyRole = Qt::UserRole + 1;
constexpr int nameRole = Qt::UserRole + 2;
constexpr int fileRole = Qt::UserRole + 3;
constexpr int colourRole = Qt::UserRole + 4;
constexpr int grid_px = 8;
constexpr int square_px = 12;

/// A square that stays what it is in a selected row: parted from the highlight, and without its tint.
QIcon square(const QColor& colour, double ratio)
{
    QPixmap pixmap(QSize(square_px, square_px) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (colour.alpha() > 0) {
        painter.setBrush(QGuiApplication::palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(0, 0, square_px, square_px), 3.0, 3.0);
    }
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(1, 1, square_px - 2, square_px - 2), 2.0, 2.0);
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

}  // namespace

SampleList::SampleList(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_view(new QListView(this)),
      m_count(new QLabel(this)),
      m_removeFiles(new QToolButton(this)),
      m_model(new QStandardItemModel(this)),
      m_filter(new QSortFilterProxyModel(this))
{
    m_search->setPlaceholderText(tr("Search samples"));
    m_search->setAccessibleName(tr("Search samples"));
    m_search->setClearButtonEnabled(true);
    m_filter->setSourceModel(m_model);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterRole(nameRole);
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Samples to draw"));
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setIconSize(QSize(square_px, square_px));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->viewport()->installEventFilter(this);
    m_view->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
    layout->setSpacing(grid_px);
    layout->addWidget(m_search);
    layout->addWidget(m_view, 1);
    layout->addLayout(foot());

    connect(m_search, &QLineEdit::textChanged, m_filter, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_model, &QStandardItemModel::itemChanged, this, &SampleList::changed);
    showCount();
}

QLayout* SampleList::foot()
{
    const auto button = [this](QToolButton* made, const char* name, const QString& text, const QString& tip) {
        made->setObjectName(QLatin1String(name));
        made->setText(text);
        made->setToolTip(tip);
        made->setAutoRaise(true);
        return made;
    };
    auto* all = button(new QToolButton(this), "tickShown", tr("Tick all shown"),
                       tr("Tick every sample that the search shows. Shift+click on a tick box ticks all from the one "
                          "before to it."));
    auto* none = button(new QToolButton(this), "untickAll", tr("Untick all"), tr("Untick all, also those not shown"));
    button(m_removeFiles, "removeFiles", tr("Remove files"),
           tr("Take the selected opened files out of the list (Delete), or all when none is selected; the files "
              "themselves stay"));
    connect(all, &QToolButton::clicked, this, &SampleList::tickShown);
    connect(none, &QToolButton::clicked, this, [this] {
        setTicked({});
        Q_EMIT tickedChanged();
    });
    connect(m_removeFiles, &QToolButton::clicked, this, &SampleList::removeFiles);
    auto* buttons = new QHBoxLayout;
    for (QToolButton* one : {all, none, m_removeFiles}) {
        buttons->addWidget(one);
    }
    buttons->addStretch(1);
    auto* rows = new QVBoxLayout;
    rows->setSpacing(grid_px / 2);
    rows->addWidget(m_count);
    rows->addLayout(buttons);
    return rows;
}

QSize SampleList::sizeHint() const
{
    const int text = fontMetrics().horizontalAdvance(QStringLiteral("240620_kigr_gen2_01  ·  1000 cycles"));
    constexpr int boxes_px = 2 * square_px + 9 * grid_px;  // tick box, colour, frames and scroll bar
    return {text + boxes_px, QWidget::sizeHint().height()};
}

void SampleList::offerWhenEmpty(QAction& fills)
{
    m_empty = new QWidget(this);
    m_empty->setObjectName(QStringLiteral("noSamples"));
    auto* words = new QLabel(tr("Samples that have data belong here. No data file was imported yet."), m_empty);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto* button = new QToolButton(m_empty);
    button->setDefaultAction(&fills);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* rows = new QVBoxLayout(m_empty);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(grid_px);
    rows->addWidget(words);
    rows->addWidget(button);
    rows->addStretch(1);
    auto* all = static_cast<QVBoxLayout*>(layout());
    all->insertWidget(all->indexOf(m_view), m_empty, 1);
    showCount();
}

void SampleList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) {
        return;
    }
    const QScopedValueRollback quiet(m_quiet, true);
    m_squares.clear();  // their rim has the colour of the ground
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto colour = m_model->item(row)->data(colourRole).value<QColor>();
        m_model->item(row)->setData({}, colourRole);
        setSquare(*m_model->item(row), colour);
    }
}

void SampleList::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool SampleList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease) {
        m_shift = static_cast<QMouseEvent*>(event)->modifiers().testFlag(Qt::ShiftModifier);
    } else if (event->type() == QEvent::KeyPress) {
        m_shift = false;
        const bool anyFile = !m_removeFiles->isHidden();
        if (watched == m_view && anyFile && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
            removeFiles();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SampleList::removeFiles()
{
    const auto rowsOf = [this](bool onlySelected) {
        std::vector<int> rows;
        for (int row = m_model->rowCount() - 1; row >= 0; --row) {
            const QModelIndex shown = m_filter->mapFromSource(m_model->index(row, 0));
            const bool wanted = !onlySelected || m_view->selectionModel()->isSelected(shown);
            if (m_model->item(row)->data(fileRole).toBool() && wanted) {
                rows.push_back(row);
            }
        }
        return rows;
    };
    std::vector<int> rows = rowsOf(true);
    if (rows.empty()) {
        rows = rowsOf(false);
    }
    for (const int row : rows) {
        removeRows(row, 1);
    }
    showCount();
    Q_EMIT tickedChanged();
}

void SampleList::removeRows(int first, int count)
{
    for (int row = first; row < first + count; ++row) {
        m_items.remove(m_model->item(row)->data(keyRole).toString());
    }
    m_model->removeRows(first, count);
}

/// A new picture is painted anew, also where it looks like the one before.
void SampleList::setSquare(QStandardItem& item, const QColor& colour)
{
    if (item.data(colourRole).value<QColor>() != colour) {
        item.setData(colour, colourRole);
        QIcon& icon = m_squares[colour.rgba()];
        icon = icon.isNull() ? square(colour, devicePixelRatioF()) : icon;
        item.setIcon(icon);
    }
}

QStandardItem* SampleList::newItem(const QString& key, const QString& text, bool file)
{
    auto* item = new QStandardItem(text);
    item->setCheckable(true);
    item->setData(key, keyRole);
    item->setData(text, nameRole);
    item->setData(file, fileRole);
    item->setToolTip(key);
    setSquare(*item, Qt::transparent);  // names stand below one another
    m_items.insert(key, item);
    return item;
}

QList<QStandardItem*> SampleList::newItems(const QStringList& keys)
{
    QList<QStandardItem*> items;
    for (const QString& key : keys) {
        items.append(newItem(key, key, false));
    }
    return items;
}

void SampleList::setSamples(const QStringList& ids)
{
    const QScopedValueRollback quiet(m_quiet, true);
    QStringList wanted;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStandardItem* item = m_model->item(row);
        if (item->data(fileRole).toBool()) {
            wanted.append(item->data(keyRole).toString());
        }
    }
    m_isRead = true;
    wanted += ids;
    wanted.removeDuplicates();
    setKeys(wanted);
    showCount();
}

void SampleList::setKeys(const QStringList& keys)
{
    QHash<QString, qsizetype> places;
    for (qsizetype place = 0; place < keys.size(); ++place) {
        places.insert(keys[place], place);
    }
    // Rows that go, and those that stand behind one they belong before: these come again at their place.
    std::vector<bool> stays;
    qsizetype before = -1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const qsizetype place = places.value(m_model->item(row)->data(keyRole).toString(), -1);
        stays.push_back(place > before);
        before = std::max(before, place);
    }
    QSet<QString> tickedBefore;
    for (int end = m_model->rowCount(); end > 0;) {
        int first = end;
        while (first > 0 && !stays[static_cast<std::size_t>(first) - 1]) {
            const QStandardItem* item = m_model->item(--first);
            if (item->checkState() == Qt::Checked) {
                tickedBefore.insert(item->data(keyRole).toString());
            }
        }
        removeRows(first, end - first);
        end = first - 1;
    }
    for (qsizetype place = 0; place < keys.size();) {
        QStringList missing;
        const auto first = static_cast<int>(place);
        while (place < keys.size() && itemOf(keys[place]) == nullptr) {
            missing.append(keys[place++]);
        }
        if (missing.isEmpty()) {
            ++place;
            continue;
        }
        const QList<QStandardItem*> items = newItems(missing);
        for (QStandardItem* item : items) {
            const bool ticked = tickedBefore.contains(item->data(keyRole).toString());
            item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
        }
        m_model->invisibleRootItem()->insertRows(first, items);
    }
}

void SampleList::addFiles(const QStringList& paths)
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (const QString& path : paths) {
        if (itemOf(path) == nullptr) {
            m_model->insertRow(0, newItem(path, QFileInfo(path).fileName(), true));
        }
    }
    showCount();
}

void SampleList::clear()
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_isRead = false;
    m_items.clear();
    m_model->clear();
    showCount();
}

void SampleList::setTicked(const QStringList& wanted)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const QSet<QString> ticks(wanted.begin(), wanted.end());
    QStringList missing;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(missing),
                 [this](const QString& key) { return itemOf(key) == nullptr; });
    missing.removeDuplicates();
    m_model->invisibleRootItem()->insertRows(m_model->rowCount(), newItems(missing));
    QStandardItem* firstTicked = nullptr;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStandardItem* item = m_model->item(row);
        const bool tick = ticks.contains(item->data(keyRole).toString());
        item->setCheckState(tick ? Qt::Checked : Qt::Unchecked);
        if (!tick) {
            setSquare(*item, Qt::transparent);
        } else if (firstTicked == nullptr) {
            firstTicked = item;
        }
    }
    if (firstTicked != nullptr) {
        m_view->scrollTo(m_filter->mapFromSource(firstTicked->index()));
    }
    showCount();
}

void SampleList::tickShown()
{
    {
        const QScopedValueRollback quiet(m_quiet, true);
        for (int row = 0; row < m_filter->rowCount(); ++row) {
            m_model->itemFromIndex(m_filter->mapToSource(m_filter->index(row, 0)))->setCheckState(Qt::Checked);
        }
        showCount();
    }
    Q_EMIT tickedChanged();
}

QStringList SampleList::ticked() const
{
    QStringList result;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStandardItem* item = m_model->item(row);
        if (item->checkState() == Qt::Checked) {
            result.append(item->data(keyRole).toString());
        }
    }
    return result;
}

QStringList SampleList::keys() const
{
    QStringList result;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        result.append(m_model->item(row)->data(keyRole).toString());
    }
    return result;
}

bool SampleList::isFile(const QString& key) const
{
    const QStandardItem* item = itemOf(key);
    return item != nullptr && item->data(fileRole).toBool();
}

void SampleList::setLook(const QString& key, const QColor& colour, const QString& words)
{
    const QScopedValueRollback quiet(m_quiet, true);
    QStandardItem* item = itemOf(key);
    if (item == nullptr) {
        return;
    }
    const QString name = item->data(nameRole).toString();
    setSquare(*item, colour);
    item->setText(words.isEmpty() ? name : tr("%1  ·  %2").arg(name, words));
    item->setToolTip(words.isEmpty() ? key : tr("%1  ·  %2").arg(key, words));  // a narrow list cuts the text
}

/// What is shown between the tick before and this one gets the tick of this one.
void SampleList::tickRange(const QStandardItem& to)
{
    const QStandardItem* from = itemOf(m_lastTicked);
    const int first = from == nullptr ? -1 : m_filter->mapFromSource(from->index()).row();
    const int last = m_filter->mapFromSource(to.index()).row();
    if (first < 0 || last < 0) {
        return;
    }
    const QScopedValueRollback quiet(m_quiet, true);
    for (int row = std::min(first, last); row <= std::max(first, last); ++row) {
        QStandardItem* item = m_model->itemFromIndex(m_filter->mapToSource(m_filter->index(row, 0)));
        item->setCheckState(to.checkState());
        if (to.checkState() == Qt::Unchecked) {
            setSquare(*item, Qt::transparent);
        }
    }
}

void SampleList::changed(const QStandardItem* item)
{
    if (m_quiet) {
        return;
    }
    if (m_shift) {
        tickRange(*item);
    }
    m_lastTicked = item->data(keyRole).toString();
    if (item->checkState() == Qt::Unchecked) {
        const QScopedValueRollback quiet(m_quiet, true);
        setSquare(*m_model->item(item->row()), Qt::transparent);
    }
    showCount();
    Q_EMIT tickedChanged();
}

void SampleList::showCount()
{
    bool anyFile = false;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        anyFile = anyFile || m_model->item(row)->data(fileRole).toBool();
    }
    m_removeFiles->setVisible(anyFile);
    if (m_empty != nullptr) {
        const bool empty = m_isRead && m_model->rowCount() == 0;
        m_empty->setVisible(empty);
        m_view->setVisible(!empty);
    }
    m_count->setText(tr("%1 of %2 ticked").arg(ticked().size()).arg(m_model->rowCount()));
}

}  // namespace aurora::gui
