#include "gui/welcome/welcome_page.h"

#include "gui/frame/follow_action.h"
#include "gui/frame/icons.h"
#include "gui/frame/page_title.h"
#include "gui/frame/project_session.h"
#include "gui/welcome/project_actions.h"

#include <QAction>
#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace aurora::gui {

namespace {

constexpr int columnWidth_px = 360;
constexpr int iconSize_px = 24;
constexpr int logoSize_px = 64;
constexpr double titleScale = 1.8;
constexpr double headingScale = 1.2;

struct WayIn
{
    Command command;
    const char* title;
    const char* description;
};

constexpr std::array waysIn{
    WayIn{Command::TryDemo, QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "Try the demo"),
          QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "Simulated cells with real-format files, made in %1")},
    WayIn{Command::OpenProject, QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "Open a project"),
          QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "A project folder, also one of the Python program")},
    WayIn{Command::NewProject, QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "New project"),
          QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "An empty project in a folder of your choice")},
    WayIn{Command::ShowDataFiles, QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "Show data files"),
          QT_TRANSLATE_NOOP("aurora::gui::WelcomePage", "Plot cyclers' files without a project")},
};

}  // namespace

WelcomePage::WelcomePage(const CommandSet& commands, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("welcomePage"));
    auto* logo = new QLabel(this);
    logo->setPixmap(programIcon().pixmap(logoSize_px));
    auto* titleRow = new QHBoxLayout;
    titleRow->setSpacing(16);
    titleRow->addWidget(logo);
    titleRow->addWidget(makeLargerLabel(tr("Aurora Cycler Manager"), titleScale, this), 1);
    auto* hint = new QLabel(tr("Files and folders can also be dropped anywhere onto this window."), this);
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(48);
    columns->addWidget(makeActions(commands));
    columns->addWidget(makeRecent());
    auto* block = new QVBoxLayout;
    block->addStretch(2);
    block->addLayout(titleRow);
    block->addSpacing(24);
    block->addLayout(columns);
    block->addSpacing(24);
    block->addWidget(hint);
    block->addStretch(3);
    auto* layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(block);
    layout->addStretch(1);
    refresh();
}

QWidget* WelcomePage::makeActions(const CommandSet& commands)
{
    auto* box = new QWidget(this);
    box->setFixedWidth(columnWidth_px);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeLargerLabel(tr("Begin"), headingScale, box));
    for (const WayIn& way : waysIn) {
        QAction* action = commands.action(way.command);
        QString description = tr(way.description);
        if (way.command == Command::TryDemo) {
            description = description.arg(QDir::toNativeSeparators(ProjectActions::demoFolder()));
        }
        auto* button = new QCommandLinkButton(tr(way.title), description, box);
        button->setIcon(action->icon());
        button->setIconSize(QSize(iconSize_px, iconSize_px));
        followAction(*button, *action);
        layout->addWidget(button);
        if (focusProxy() == nullptr) {  // Enter tries the demo; the list of pages would mark one of its own
            setFocusProxy(button);
        }
    }
    layout->addStretch(1);
    return box;
}

QWidget* WelcomePage::makeRecent()
{
    auto* box = new QWidget(this);
    box->setFixedWidth(columnWidth_px);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeLargerLabel(tr("Recent projects"), headingScale, box));
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(4);
    layout->addLayout(m_recent);
    layout->addStretch(1);
    return box;
}

void WelcomePage::refresh()
{
    while (m_recent->count() > 0) {
        delete m_recent->itemAt(0)->widget();
    }
    const QStringList folders = ProjectSession::recentProjects();
    if (folders.isEmpty()) {
        auto* none = new QLabel(tr("Projects you have opened will be listed here."), this);
        none->setForegroundRole(QPalette::PlaceholderText);
        m_recent->addWidget(none);
    }
    for (const QString& folder : folders) {
        auto* button = new QCommandLinkButton(QFileInfo(folder).fileName(), folder, this);
        button->setIcon(lineIcon(QStringLiteral("project")));
        button->setIconSize(QSize(iconSize_px, iconSize_px));
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT openRequested(folder); });
        m_recent->addWidget(button);
    }
}

}  // namespace aurora::gui
