#include "gui/page_stack.h"

#include "gui/frame/navigation.h"
#include "gui/frame/project_session.h"
#include "gui/frame/startup_time.h"
#include "gui/page_registry.h"
#include "gui/welcome/welcome_page.h"

#include <QCoreApplication>
#include <QSignalBlocker>

#include <array>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::array madeOnPages{
    std::pair{Command::NewSample, "samples"},
    std::pair{Command::NewBatch, "batches"},
    std::pair{Command::NewProtocol, "protocols"},
    std::pair{Command::ImportProtocol, "protocols"},
};

int entryOf(const QString& id)
{
    const std::span<const PageEntry> pages = pageRegistry();
    for (std::size_t entry = 0; entry < pages.size(); ++entry) {
        if (id == QLatin1String(pages[entry].id)) {
            return static_cast<int>(entry);
        }
    }
    return -1;
}

}  // namespace

PageStack::PageStack(Frame& frame, Navigation* navigation, QWidget* parent)
    : QStackedWidget(parent),
      m_frame(&frame),
      m_navigation(navigation),
      m_welcome(new WelcomePage(frame.commands, this))
{
    addWidget(m_welcome);
    for (const PageEntry& entry : pageRegistry()) {
        m_navigation->addPage(QCoreApplication::translate("Pages", entry.title), QString::fromLatin1(entry.icon));
    }
    // The selected entry, not the current one: a list that gets the focus makes an entry current by itself.
    connect(m_navigation, &QListWidget::itemSelectionChanged, this, [this] { openEntry(m_navigation->selectedRow()); });
    connect(m_welcome, &WelcomePage::openRequested, &frame.session, &ProjectSession::open);
    addHistoryCommands();
    addCommandsThatGoToAPage();
    connect(&frame.session, &ProjectSession::projectChanged, this, &PageStack::followProject);
    connect(&frame.session, &ProjectSession::dataChanged, this, &PageStack::reloadPages);
    connect(&frame.session, &ProjectSession::openingChanged, m_welcome, [this] {
        if (!m_frame->session.opening() && !m_frame->session.project()) {
            reportStartupTime(m_welcome);
        }
    });
    followProject();
}

QString PageStack::currentId() const
{
    const int entry = m_current >= 0 ? m_current : m_wanted;
    return QString::fromLatin1(pageRegistry()[static_cast<std::size_t>(entry)].id);
}

Page* PageStack::page(int entry)
{
    if (const auto made = m_pages.find(entry); made != m_pages.end()) {
        return made->second;
    }
    Page* page = pageRegistry()[static_cast<std::size_t>(entry)].make(*m_frame, this);
    m_pages.emplace(entry, page);
    addWidget(page);
    connect(page, &Page::viewSamplesRequested, this, &PageStack::showSamples);
    connect(page, &Page::rowsRequested, this, &PageStack::showRows);
    connect(page, &Page::shown, this, [page] { reportStartupTime(page); });
    page->setProject(m_frame->session.project());
    return page;
}

void PageStack::showPage(const QString& id)
{
    const int entry = entryOf(id);
    if (entry < 0) {
        return;
    }
    m_wanted = entry;
    if (m_frame->session.project() || pageRegistry()[static_cast<std::size_t>(entry)].needs == Needs::Nothing) {
        m_navigation->setCurrentRow(entry);
    }
}

void PageStack::openEntry(int entry)
{
    m_current = entry;
    if (entry >= 0) {
        m_wanted = entry;
        Page* opened = page(entry);
        setCurrentWidget(opened);
        if (m_stale.erase(entry) > 0) {
            opened->reload();
        }
        m_frame->commands.setPage(opened);
    } else {
        m_welcome->refresh();
        setCurrentWidget(m_welcome);
        m_welcome->setFocus();
        m_frame->commands.setPage(nullptr);
    }
    Q_EMIT currentPageChanged();
}

void PageStack::followProject()
{
    const auto& project = m_frame->session.project();
    m_history = {};
    const std::span<const PageEntry> pages = pageRegistry();
    for (std::size_t entry = 0; entry < pages.size(); ++entry) {
        const bool available = project || pages[entry].needs == Needs::Nothing;
        m_navigation->setAvailable(static_cast<int>(entry), available ? QString() : tr("Open a project first."));
    }
    m_stale.clear();
    for (const auto& [entry, made] : m_pages) {
        made->setProject(project);
    }
    if (project) {
        m_navigation->setCurrentRow(m_wanted);
        return;
    }
    {
        const QSignalBlocker blocker(m_navigation);
        m_navigation->clearSelection();
        m_navigation->setCurrentRow(-1);
    }
    openEntry(-1);
}

void PageStack::reloadPages()
{
    for (const auto& [entry, made] : m_pages) {
        if (entry == m_current) {
            made->reload();
        } else {
            m_stale.insert(entry);
        }
    }
}

void PageStack::showSamples(const QStringList& ids)
{
    const bool together = ids.size() > 1 && entryOf(QString::fromLatin1(batchPlotsPageId)) >= 0;
    const QString plots = QString::fromLatin1(together ? batchPlotsPageId : plotsPageId);
    showPage(plots);
    page(entryOf(plots))->showSamples(ids);
}

void PageStack::addHistoryCommands()
{
    m_frame->commands.handle(Command::Back,
                             {[this] { goTo(m_history.back(currentPlace())); },
                              [this] { return m_history.canGoBack() ? QString() : tr("No link was followed yet."); }});
    m_frame->commands.handle(
        Command::Forward,
        {[this] { goTo(m_history.forward(currentPlace())); },
         [this] { return m_history.canGoForward() ? QString() : tr("There is no later row to go to."); }});
}

/// What makes something new works from every page, and leads to where that will stand.
void PageStack::addCommandsThatGoToAPage()
{
    for (const auto& [command, id] : madeOnPages) {
        m_frame->commands.handle(command, {[this, command = command, id = QString::fromLatin1(id)] {
                                               showPage(id);
                                               page(entryOf(id))->perform(command);
                                           },
                                           [this] { return m_frame->session.whyNotWrite(); }});
    }
}

Place PageStack::currentPlace() const
{
    const auto made = m_pages.find(m_current);
    const QString row = made == m_pages.end() ? QString() : made->second->currentRow();
    return {.page = currentId(), .keys = row.isEmpty() ? QStringList() : QStringList{row}};
}

void PageStack::showRows(const RowLink& link)
{
    const Place target{.page = pageOf(link.kind), .keys = link.keys};
    if (entryOf(target.page) >= 0) {
        m_history.follow(currentPlace(), target);
        goTo(target, link.details);
    }
}

void PageStack::goTo(const Place& place, Details details)
{
    showPage(place.page);
    if (!place.keys.isEmpty()) {
        page(entryOf(place.page))->showRows(place.keys, details);
    }
    m_frame->commands.refresh();
}

void PageStack::showFiles(const QStringList& files)
{
    showPage(QString::fromLatin1(plotsPageId));
    page(entryOf(QString::fromLatin1(plotsPageId)))->showFiles(files);
}

void PageStack::saveState()
{
    for (const auto& [entry, made] : m_pages) {
        made->saveState();
    }
}

QStringList PageStack::unsavedWork() const
{
    QStringList lost;
    for (const auto& [entry, made] : m_pages) {
        if (const QString work = made->unsavedWork(); !work.isEmpty()) {
            lost.append(work);
        }
    }
    return lost;
}

Page* PageStack::pageWithUnsavedWork() const
{
    for (const auto& [entry, made] : m_pages) {
        if (!made->unsavedWork().isEmpty()) {
            return made;
        }
    }
    return nullptr;
}

QString PageStack::whyNotSaveWork() const
{
    for (const auto& [entry, made] : m_pages) {
        const QString reason = made->unsavedWork().isEmpty() ? QString() : made->whyNotSaveWork();
        if (!reason.isEmpty()) {
            return reason;
        }
    }
    return {};
}

void PageStack::saveWorkThen(const std::function<void()>& then)
{
    Page* const page = pageWithUnsavedWork();
    if (page == nullptr) {
        then();
        return;
    }
    page->saveWorkThen([this, then] { saveWorkThen(then); });
}

}  // namespace aurora::gui
