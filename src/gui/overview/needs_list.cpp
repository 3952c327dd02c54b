#include "gui/overview/needs_list.h"

#include "gui/frame/follow_action.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int mostOfAKind = 12;  ///< flagged cells, failed jobs: there may be hundreds, and other lines come after them
constexpr int spacing_px = 8;

bool same(const Need& a, const Need& b)
{
    return a.kind == b.kind && a.look.text == b.look.text && a.text == b.text && a.details == b.details &&
           a.keys == b.keys;
}

/// A word that is cut in the middle, as the ID of a sample, says nothing.
int longestWord(const QString& text, const QFontMetrics& metrics)
{
    constexpr int most_px = 280;
    int width = 1;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        width = std::max(width, metrics.horizontalAdvance(word) + 1);
    }
    return std::min(width, most_px);
}

QLabel* addLabel(QGridLayout* grid, int row, int column, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    grid->addWidget(label, row, column, Qt::AlignTop);
    return label;
}

}  // namespace

NeedsList::NeedsList(const CommandSet& commands, QWidget* parent) : QWidget(parent), m_commands(&commands)
{
    setObjectName(QStringLiteral("needsList"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    build();
}

void NeedsList::setNeeds(std::vector<Need> needs, Earlier earlier)
{
    // What did not change stays where it is: a button must not go away from under the mouse.
    if (earlier == m_earlier && std::equal(needs.begin(), needs.end(), m_needs.begin(), m_needs.end(), same)) {
        return;
    }
    m_needs = std::move(needs);
    m_earlier = earlier;
    build();
}

void NeedsList::build()
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto* grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing_px);
    grid->setVerticalSpacing(spacing_px);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (auto need = m_needs.begin(); need != m_needs.end();) {
        // Those of a kind stand together.
        const Need::Kind kind = need->kind;
        std::vector<const Need*> others;
        for (int number = 0; need != m_needs.end() && need->kind == kind; ++need, ++number) {
            if (number < mostOfAKind) {
                addNeed(*need, row++);
            } else {
                others.push_back(&*need);
            }
        }
        if (!others.empty()) {
            addOthers(others, row++);
        }
    }
    addRest(row);
    layout()->addWidget(m_rows);
}

/// The line about what has no line of its own.
void NeedsList::addOthers(const std::vector<const Need*>& others, int row)
{
    auto* grid = static_cast<QGridLayout*>(m_rows->layout());
    const bool cells = others.front()->kind == Need::Kind::FlaggedCell;
    const QString words = cells ? tr("And %1 more flagged cells").arg(others.size())
                                : tr("And %1 more jobs that ended with an error").arg(others.size());
    RowLink link{.kind = cells ? services::TableKind::Results : services::TableKind::Jobs, .keys = {}};
    for (const Need* other : others) {
        link.keys += other->keys;
    }
    QLabel* text = addLabel(grid, row, 1, words, m_rows);
    text->setObjectName(QStringLiteral("needOthers"));
    text->setWordWrap(true);
    Need named;
    named.text = words;
    addButton(named, row, 3, cells ? tr("Results") : tr("Jobs"), [this, link] { Q_EMIT rowsRequested(link); });
}

void NeedsList::addRest(int row)
{
    auto* grid = static_cast<QGridLayout*>(m_rows->layout());
    QStringList rest;
    if (m_needs.empty()) {
        rest.append(tr("● Nothing: no cell is flagged, no job has failed, and every file has its sample."));
    }
    if (m_earlier.flagged > 0) {
        rest.append(tr("Flagged earlier, and on no channel: %1. They are in Results.").arg(m_earlier.flagged));
    }
    if (m_earlier.crashed > 0) {
        rest.append(tr("Jobs that ended with an error earlier: %1. They are in Jobs.").arg(m_earlier.crashed));
    }
    if (!rest.isEmpty()) {
        auto* label = new QLabel(rest.join(QLatin1Char('\n')), m_rows);
        label->setObjectName(QStringLiteral("needsRest"));
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(label, row, 0, 1, 4);
    }
}

void NeedsList::addNeed(const Need& need, int row)
{
    auto* grid = static_cast<QGridLayout*>(m_rows->layout());
    QLabel* look = addLabel(grid, row, 0, need.look.text, m_rows);
    QPalette colors;
    colors.setColor(QPalette::WindowText, toneColor(need.look.tone, palette()));
    look->setPalette(colors);
    QLabel* text = addLabel(grid, row, 1, need.text, m_rows);
    text->setObjectName(QStringLiteral("needText"));
    text->setWordWrap(true);
    text->setToolTip(need.details);
    text->setMinimumWidth(longestWord(need.text, text->fontMetrics()));
    switch (need.kind) {
    case Need::Kind::FlaggedCell:
        addButton(need, row, 2, tr("Plot"), [this, need] { Q_EMIT plotRequested(need.sample); });
        addButton(need, row, 3, tr("Results"),
                  [this, need] { Q_EMIT rowsRequested({.kind = services::TableKind::Results, .keys = need.keys}); });
        break;
    case Need::Kind::CrashedJob:
        addButton(need, row, 3, tr("Job"),
                  [this, need] { Q_EMIT rowsRequested({.kind = services::TableKind::Jobs, .keys = need.keys}); });
        break;
    case Need::Kind::UnassignedFiles:
        addButton(need, row, 3, tr("Assign…"), Command::AssignFiles);
        break;
    case Need::Kind::UnreadableFiles:
        addButton(need, row, 3, tr("Show…"), [this] { Q_EMIT unreadableRequested(); });
        break;
    case Need::Kind::SilentServer:
        addButton(need, row, 3, tr("Ask again"), Command::UpdateCyclers);
        break;
    case Need::Kind::LateHarvester:
        addPart(need, row, tr("Harvest"), Command::HarvestNow,
                [this, label = need.keys.value(0)] { Q_EMIT harvestRequested(label); });
        break;
    case Need::Kind::OtherResults:
        addButton(need, row, 2, tr("Show"),
                  [this, need] { Q_EMIT rowsRequested({.kind = services::TableKind::Results, .keys = need.keys}); });
        addPart(need, row, tr("Analyse again"), Command::AnalyseNewData,
                [this, need] { Q_EMIT analysisRequested(need.keys); });
        break;
    }
}

/// A button that does for this line alone what a command does for all: it can be used when that can.
void NeedsList::addPart(const Need& need, int row, const QString& text, Command command, std::function<void()> act)
{
    QPushButton* button = addButton(need, row, 3, text);
    followState(*button, *m_commands->action(command));
    connect(button, &QPushButton::clicked, this, std::move(act));
}

QPushButton* NeedsList::addButton(const Need& need, int row, int column, const QString& text)
{
    auto* button = new QPushButton(text, m_rows);
    button->setObjectName(QStringLiteral("need%1-%2").arg(row).arg(column));
    button->setAccessibleName(QStringLiteral("%1: %2").arg(need.text, text));
    static_cast<QGridLayout*>(m_rows->layout())->addWidget(button, row, column, Qt::AlignTop);
    return button;
}

void NeedsList::addButton(const Need& need, int row, int column, const QString& text, std::function<void()> act)
{
    connect(addButton(need, row, column, text), &QPushButton::clicked, this, std::move(act));
}

void NeedsList::addButton(const Need& need, int row, int column, const QString& text, Command command)
{
    followAction(*addButton(need, row, column, text), *m_commands->action(command));
}

void NeedsList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        build();
    }
}

}  // namespace aurora::gui
