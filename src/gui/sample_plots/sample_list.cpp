#include "gui/sample_plots/sample_list.h"

#include "gui/sample_plots/sample_rows.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace aurora::gui {

namespace {

constexpr int grid_px = 8;

}  // namespace

SampleList::SampleList(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_view(new QListView(this)),
      m_without(new QLabel(this)),
      m_count(new QLabel(this)),
      m_removeFiles(new QToolButton(this)),
      m_rows(new SampleRows(this)),
      m_filter(new QSortFilterProxyModel(this))
{
    m_search->setPlaceholderText(tr("Search samples"));
    m_search->setAccessibleName(tr("Search samples"));
    m_search->setClearButtonEnabled(true);
    m_filter->setSourceModel(m_rows);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterRole(SampleRows::nameRole);
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Samples to draw"));
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setIconSize(QSize(SampleRows::squareSize_px, SampleRows::squareSize_px));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->viewport()->installEventFilter(this);
    m_view->installEventFilter(this);

    m_without->setObjectName(QStringLiteral("withoutData"));
    m_without->setWordWrap(true);
    m_without->setForegroundRole(QPalette::PlaceholderText);
    m_without->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
    layout->setSpacing(grid_px);
    layout->addWidget(m_search);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_without);
    layout->addLayout(foot());

    connect(m_search, &QLineEdit::textChanged, m_filter, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_search, &QLineEdit::textChanged, this, &SampleList::tellWithoutData);
    connect(m_rows, &SampleRows::tickedByHand, this, &SampleList::changed);
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
    constexpr int boxes_px = 2 * SampleRows::squareSize_px + 9 * grid_px;  // tick box, colour, frames and scroll bar
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
    m_rows->paintSquares();
}

void SampleList::showEvent(QShowEvent* event)
{
    m_rows->setPixelRatio(devicePixelRatioF());
    QWidget::showEvent(event);
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
        for (int row = m_rows->rowCount() - 1; row >= 0; --row) {
            const QModelIndex shown = m_filter->mapFromSource(m_rows->index(row, 0));
            const bool wanted = !onlySelected || m_view->selectionModel()->isSelected(shown);
            if (m_rows->isFile(row) && wanted) {
                rows.push_back(row);
            }
        }
        return rows;
    };
    std::vector<int> rows = rowsOf(true);
    if (rows.empty()) {
        rows = rowsOf(false);
    }
    m_rows->remove(rows);
    showCount();
    Q_EMIT tickedChanged();
}

void SampleList::setSamples(const QStringList& ids)
{
    m_isRead = true;
    m_rows->setSamples(ids);
    showCount();
    tellWithoutData();
}

void SampleList::setWithoutData(const QStringList& ids)
{
    m_withoutData = ids;
    tellWithoutData();
}

void SampleList::tellWithoutData()
{
    constexpr qsizetype mostNamed = 10;
    QStringList named;
    qsizetype found = 0;
    if (!m_search->text().isEmpty()) {
        for (const QString& id : m_withoutData) {
            if (!id.contains(m_search->text(), Qt::CaseInsensitive) || m_rows->row(id) >= 0) {
                continue;
            }
            if (++found <= mostNamed) {
                named.append(id);
            }
        }
    }
    m_without->setVisible(found > 0);
    m_without->setText(found == 1 ? tr("1 sample without data matches")
                                  : tr("%1 samples without data match").arg(found));
    const QString names = named.join(QStringLiteral(", "));
    m_without->setToolTip(
        tr("Nothing was analysed of %1. Import the data files, run a job, or analyse what was imported.")
            .arg(found > mostNamed ? tr("%1 and %2 more").arg(names).arg(found - mostNamed) : names));
}

void SampleList::addFiles(const QStringList& paths)
{
    m_rows->addFiles(paths);
    showCount();
}

void SampleList::clear()
{
    m_isRead = false;
    m_rows->removeAll();
    setWithoutData({});
    showCount();
}

void SampleList::setTicked(const QStringList& wanted)
{
    m_rows->setTicked(wanted);
    if (const QStringList ticks = m_rows->ticked(); !ticks.isEmpty()) {
        m_view->scrollTo(shownIndex(m_rows->row(ticks.front())));
    }
    showCount();
    tellWithoutData();
}

void SampleList::tickShown()
{
    for (int shown = 0; shown < m_filter->rowCount(); ++shown) {
        m_rows->setTick(m_filter->mapToSource(m_filter->index(shown, 0)).row(), Qt::Checked);
    }
    showCount();
    Q_EMIT tickedChanged();
}

QStringList SampleList::ticked() const
{
    return m_rows->ticked();
}

QStringList SampleList::keys() const
{
    return m_rows->keys();
}

bool SampleList::isFile(const QString& key) const
{
    const int row = m_rows->row(key);
    return row >= 0 && m_rows->isFile(row);
}

QString SampleList::name(const QString& key) const
{
    const int row = m_rows->row(key);
    return row < 0 ? key : m_rows->index(row, 0).data(SampleRows::nameRole).toString();
}

void SampleList::setLook(const QString& key, const QColor& colour, const QString& words)
{
    m_rows->setLook(key, colour, words);
}

void SampleList::setCycles(const std::map<std::string, std::int64_t>& cycles)
{
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        const auto found = cycles.find(m_rows->key(row).toStdString());
        if (found != cycles.end() && !m_rows->isTicked(row)) {
            m_rows->setWords(row, cyclesText(found->second));
        }
    }
}

QModelIndex SampleList::shownIndex(int row) const
{
    return m_filter->mapFromSource(m_rows->index(row, 0));
}

/// What is shown between the tick before and this one gets the tick of this one.
void SampleList::tickRange(int to)
{
    const int from = m_rows->row(m_lastTicked);
    const int first = from < 0 ? -1 : shownIndex(from).row();
    const int last = shownIndex(to).row();
    if (first < 0 || last < 0) {
        return;
    }
    const Qt::CheckState tick = m_rows->isTicked(to) ? Qt::Checked : Qt::Unchecked;
    for (int shown = std::min(first, last); shown <= std::max(first, last); ++shown) {
        m_rows->setTick(m_filter->mapToSource(m_filter->index(shown, 0)).row(), tick);
    }
}

void SampleList::changed(int row)
{
    if (m_shift) {
        tickRange(row);
    }
    m_lastTicked = m_rows->key(row);
    showCount();
    Q_EMIT tickedChanged();
}

void SampleList::showCount()
{
    bool anyFile = false;
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        anyFile = anyFile || m_rows->isFile(row);
    }
    m_removeFiles->setVisible(anyFile);
    if (m_empty != nullptr) {
        const bool empty = m_isRead && m_rows->rowCount() == 0;
        m_empty->setVisible(empty);
        m_view->setVisible(!empty);
    }
    m_count->setText(tr("%1 of %2 ticked").arg(ticked().size()).arg(m_rows->rowCount()));
}

}  // namespace aurora::gui
