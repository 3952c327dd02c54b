#include "gui/overview/overview_page.h"

#include "aurora/core/time.h"
#include "gui/cyclers/row_actions.h"
#include "gui/frame/background.h"
#include "gui/frame/follow_action.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page_title.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/overview/needs_list.h"
#include "gui/overview/news_box.h"
#include "gui/overview/overview_words.h"
#include "gui/overview/server_box.h"
#include "gui/overview/unreadable_files_dialog.h"
#include "gui/tables/sample_actions.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int margin_px = 16;
constexpr int rightWidth_px = 460;
constexpr int tick_ms = 30000;

QLabel* makeHeading(const QString& text, QWidget* parent)
{
    auto* heading = new QLabel(text, parent);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    return heading;
}

/// As wide as it should be, or as its content has to be: buttons at the right edge are never cut.
class WideScroll final : public QScrollArea
{
public:
    explicit WideScroll(int usual_px) : m_usual_px(usual_px) { setFixedWidth(usual_px); }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest) {
            const int bar_px = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
            setFixedWidth(std::max(m_usual_px, widget()->minimumSizeHint().width() + bar_px));
        }
        return QScrollArea::eventFilter(watched, event);
    }

private:
    int m_usual_px;
};

QScrollArea* makeScroll(QWidget* content, const QString& name, QScrollArea* scroll = new QScrollArea)
{
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(name);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

}  // namespace

OverviewPage::OverviewPage(Frame& frame, QWidget* parent)
    : Page(frame, parent),
      m_updated(new QLabel(this)),
      m_stack(new QStackedWidget(this)),
      m_notice(new QLabel(this)),
      m_noServers(new QWidget(this)),
      m_needs(new NeedsList(frame.commands, this)),
      m_news(new NewsBox(*frame.commands.action(Command::RunDaemon), this))
{
    setObjectName(QStringLiteral("overviewPage"));
    auto* content = new QWidget(this);
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(makeServers(), 1);
    columns->addWidget(makeRight());
    m_stack->addWidget(content);
    m_stack->addWidget(makeNotice());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_stack, 1);
    connect(m_needs, &NeedsList::plotRequested, this,
            [this](const QString& sample) { Q_EMIT viewSamplesRequested({sample}); });
    connect(m_needs, &NeedsList::rowsRequested, this, &Page::rowsRequested);
    connect(m_needs, &NeedsList::unreadableRequested, this,
            [this] { (new UnreadableFilesDialog(this->frame(), window()))->show(); });
    connect(m_needs, &NeedsList::harvestRequested, this,
            [this](const QString& label) { harvestFolders(this->frame(), {label}); });
    connect(m_needs, &NeedsList::analysisRequested, this,
            [this](const QStringList& samples) { analyseAgain(this->frame(), samples); });
    connect(m_news, &NewsBox::rowsRequested, this, &Page::rowsRequested);
    connect(frame.commands.action(Command::RunDaemon), &QAction::toggled, this, &OverviewPage::reload);
    m_ticker.setInterval(tick_ms);
    connect(&m_ticker, &QTimer::timeout, this, &OverviewPage::reload);
    m_ticker.start();
}

QWidget* OverviewPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(margin_px, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(makePageTitle(tr("Overview"), bar));
    layout->addStretch(1);
    m_updated->setObjectName(QStringLiteral("overviewUpdated"));
    m_updated->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_updated);
    auto* update = new QToolButton(bar);
    update->setObjectName(QStringLiteral("overviewUpdate"));
    followAction(*update, *frame().commands.action(Command::UpdateCyclers));
    update->setText(tr("Update now"));
    update->setIcon(frame().commands.action(Command::UpdateCyclers)->icon());
    update->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    update->setAutoRaise(true);
    layout->addWidget(update);
    return bar;
}

QWidget* OverviewPage::makeServers()
{
    auto* column = new QWidget(this);
    m_serverColumn = new QVBoxLayout(column);
    m_serverColumn->setContentsMargins(margin_px, 8, margin_px, margin_px);
    m_serverColumn->setSpacing(margin_px + 8);
    fillNoServers();
    m_serverColumn->addWidget(m_noServers);
    m_serverColumn->addStretch(1);
    return makeScroll(column, tr("Channels of the servers"));
}

void OverviewPage::fillNoServers()
{
    auto* words =
        new QLabel(tr("The channels of your cyclers belong here, and the folders that are harvested. They are "
                      "entered in Edit ▸ Preferences. Without any, cells and data files can be imported by "
                      "hand."),
                   m_noServers);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto* buttons = new QHBoxLayout;
    for (const Command command : {Command::Preferences, Command::ImportSamples, Command::ImportDataFiles}) {
        auto* button = new QToolButton(m_noServers);
        button->setDefaultAction(frame().commands.action(command));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(m_noServers);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(words);
    layout->addLayout(buttons);
}

QWidget* OverviewPage::makeRight()
{
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(8, 8, margin_px, margin_px);
    layout->setSpacing(8);
    layout->addWidget(makeHeading(tr("Needs you"), column));
    layout->addWidget(m_needs);
    layout->addSpacing(margin_px);
    layout->addWidget(makeHeading(tr("Since yesterday"), column));
    layout->addWidget(m_news);
    layout->addStretch(1);
    return makeScroll(column, tr("What needs you, and what is new"), new WideScroll(rightWidth_px));
}

QWidget* OverviewPage::makeNotice()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(margin_px, margin_px, margin_px, margin_px);
    m_notice->setObjectName(QStringLiteral("overviewNotice"));
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignCenter);
    layout->addStretch(1);
    layout->addWidget(m_notice);
    layout->addStretch(2);
    return page;
}

void OverviewPage::say(const QString& notice)
{
    m_notice->setText(notice);
    m_stack->setCurrentIndex(notice.isEmpty() ? 0 : 1);
}

void OverviewPage::setProject(const std::optional<services::Project>& project)
{
    ++m_generation;
    m_loading = false;
    m_hasOverview = false;
    m_updated->clear();
    say(project ? tr("Reading…") : tr("Open a project first."));
    reload();
}

void OverviewPage::reload()
{
    m_readAgain = true;
    if (isVisible()) {
        load();
    }
}

void OverviewPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_readAgain) {
        load();
    }
}

void OverviewPage::load()
{
    const auto& project = frame().session.project();
    if (!project || m_loading) {
        return;
    }
    m_loading = true;
    m_readAgain = false;
    inBackground(
        this,
        [project = *project, lab = frame().session.lab()] {
            return services::readOverview(project, lab ? lab->states() : std::vector<services::ServerState>(),
                                          nowUts());
        },
        [this, generation = m_generation](const services::Overview& overview) {
            if (generation == m_generation) {
                showOverview(overview);
            }
        },
        [this, generation = m_generation](const Failure& failure) {
            if (generation == m_generation) {
                m_loading = false;
                say(failure.message);
            }
        });
}

void OverviewPage::showOverview(const services::Overview& overview)
{
    const auto& project = frame().session.project();
    if (!project) {
        return;
    }
    m_loading = false;
    const double now_uts = nowUts();
    const std::string& timeZone = project->timeZone();
    say({});
    m_updated->setText(overview.updated_uts ? tr("updated %1").arg(whenText(*overview.updated_uts, now_uts, timeZone))
                                            : QString());
    showServers(overview, now_uts);
    m_needs->setNeeds(needsOf(overview, now_uts, timeZone),
                      {.flagged = overview.flaggedEarlier, .crashed = overview.crashedEarlier});
    m_news->setNews(overview, now_uts, timeZone);
    if (!m_hasOverview) {
        m_hasOverview = true;
        Q_EMIT shown();
    }
    if (m_readAgain) {
        reload();
    }
}

void OverviewPage::showServers(const services::Overview& overview, double now_uts)
{
    const std::string& timeZone = frame().session.project()->timeZone();
    m_noServers->setVisible(overview.servers.empty());
    while (m_boxes.size() > overview.servers.size()) {
        delete m_boxes.back();
        m_boxes.pop_back();
    }
    while (m_boxes.size() < overview.servers.size()) {
        auto* box = new ServerBox(this);
        connect(box, &ServerBox::channelClicked, this, [this](const QString& pipeline) {
            Q_EMIT rowsRequested({.kind = services::TableKind::Pipelines, .keys = {pipeline}});
        });
        m_serverColumn->insertWidget(m_serverColumn->count() - 1, box);
        m_boxes.push_back(box);
    }
    for (std::size_t server = 0; server < m_boxes.size(); ++server) {
        m_boxes[server]->setServer(overview.servers[server], now_uts, timeZone);
    }
}

QString OverviewPage::whyNot(Command command) const
{
    if (command == Command::Refresh) {
        return frame().session.project() ? QString() : tr("Open a project first.");
    }
    return Page::whyNot(command);
}

void OverviewPage::perform(Command command)
{
    if (command == Command::Refresh) {
        reload();
    }
}

}  // namespace aurora::gui
