#include "gui/protocols/protocol_list.h"

#include "gui/frame/follow_action.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"
#include "gui/protocols/list_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int lookInterval_ms = 3000;
constexpr int rowPadding_px = 8;

}  // namespace

ProtocolList::ProtocolList(QWidget* parent)
    : QWidget(parent),
      m_model(new QStandardItemModel(this)),
      m_view(new QListView(this)),
      m_stack(new QStackedWidget(this)),
      m_notice(new QLabel(this)),
      m_reading(this, [this] { readFiles(); })
{
    m_view->setObjectName(QStringLiteral("protocolFiles"));
    m_view->setAccessibleName(tr("Protocols of the project"));
    m_view->setModel(m_model);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_notice->setObjectName(QStringLiteral("protocolFilesNotice"));
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignTop);
    m_notice->setMargin(16);
    m_stack->addWidget(m_view);
    m_stack->addWidget(makeEmpty());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_stack, 1);
    m_look.setInterval(lookInterval_ms);
    connect(&m_look, &QTimer::timeout, this, &ProtocolList::reload);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        updateActions();
        if (!m_quiet && now.isValid()) {
            Q_EMIT openRequested(m_files[static_cast<std::size_t>(now.row())].path);
        }
    });
    updateActions();
}

/// What stands in place of a list without protocols: what belongs there, and the buttons that fill it.
QWidget* ProtocolList::makeEmpty()
{
    auto* empty = new QWidget(m_stack);
    m_emptyButtons = new QWidget(empty);
    auto* buttons = new QVBoxLayout(m_emptyButtons);
    buttons->setContentsMargins(16, 0, 16, 0);
    auto* layout = new QVBoxLayout(empty);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_notice);
    layout->addWidget(m_emptyButtons);
    layout->addStretch(1);
    return empty;
}

/// Once the actions are there.
void ProtocolList::fillEmpty()
{
    for (const auto& [action, name] : {std::pair(m_new, "emptyNew"), std::pair(m_import, "emptyImport")}) {
        auto* button = new QPushButton(action->icon(), action->text(), m_emptyButtons);
        button->setObjectName(QString::fromLatin1(name));
        followAction(*button, *action);
        m_emptyButtons->layout()->addWidget(button);
    }
}

QWidget* ProtocolList::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(0);
    const auto offer = [&](const ListAction& offered) { return addListAction(*m_view, *bar, offered); };
    m_new = offer({"newProtocol", "add", tr("New protocol"), tr("Make a new protocol")});
    m_duplicate =
        offer({"duplicateProtocol", "duplicate", tr("Duplicate…"), tr("Make a copy of the selected protocol")});
    m_rename = offer({"renameProtocol", "rename", tr("Rename…"), tr("Give the selected protocol another name"),
                      QKeySequence(Qt::Key_F2)});
    m_delete =
        offer({"deleteProtocol", "delete", tr("Delete…"), tr("Delete the selected protocol"), QKeySequence::Delete});
    m_import = offer({"importProtocol", "import-data", tr("Import…"),
                      tr("Read a payload or a protocol of aurora-unicycler from a file")});
    layout->addStretch();
    fillEmpty();
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_new, &QAction::triggered, this, &ProtocolList::newRequested);
    connect(m_import, &QAction::triggered, this, &ProtocolList::importRequested);
    const auto onSelected = [this](auto signal) {
        return [this, signal] {
            if (const services::ProtocolFile* file = selected()) {
                Q_EMIT(this->*signal)(file->path);
            }
        };
    };
    connect(m_duplicate, &QAction::triggered, this, onSelected(&ProtocolList::duplicateRequested));
    connect(m_rename, &QAction::triggered, this, onSelected(&ProtocolList::renameRequested));
    connect(m_delete, &QAction::triggered, this, onSelected(&ProtocolList::deleteRequested));
    return bar;
}

std::map<Command, QAction*> ProtocolList::actions() const
{
    return {{Command::NewProtocol, m_new},
            {Command::ImportProtocol, m_import},
            {Command::DuplicateProtocol, m_duplicate},
            {Command::RenameProtocol, m_rename},
            {Command::DeleteProtocol, m_delete}};
}

void ProtocolList::setProject(const std::optional<services::Project>& project)
{
    m_project = project;
    m_current.reset();
    show({});
    m_reading.forget();
    reload();
}

void ProtocolList::reload()
{
    m_reading.ask();
}

void ProtocolList::readFiles()
{
    if (!m_project) {
        return;
    }
    m_reading.read([project = *m_project] { return services::protocolFiles(project); },
                   [this](std::vector<services::ProtocolFile> files) {
                       m_failing = false;
                       if (!m_reading.isAskedAgain()) {
                           show(std::move(files));
                           Q_EMIT filesRead();
                       }
                   },
                   [this](const Failure& failure) {
                       if (!m_failing) {  // said once until it can be read again
                           Q_EMIT failed(failure.message);
                       }
                       m_failing = true;
                   });
}

void ProtocolList::show(std::vector<services::ProtocolFile> files)
{
    const bool sameNames =
        std::equal(files.begin(), files.end(), m_files.begin(), m_files.end(),
                   [](const services::ProtocolFile& a, const services::ProtocolFile& b) { return a.path == b.path; });
    m_files = std::move(files);
    if (!sameNames) {
        m_quiet = true;
        const int at = m_view->verticalScrollBar()->value();
        m_model->clear();
        for (const services::ProtocolFile& file : m_files) {
            auto* item = new QStandardItem(toQString(file.name));
            item->setToolTip(nativePath(file.path));
            item->setSizeHint(QSize(0, fontMetrics().height() + rowPadding_px));
            m_model->appendRow(item);
        }
        m_quiet = false;
        markCurrent();
        m_view->verticalScrollBar()->setValue(at);
    }
    m_notice->setText(m_project
                          ? tr("The protocols that jobs are submitted with belong here. Make the first one, or import "
                               "one from a file.")
                          : QString());
    m_emptyButtons->setVisible(m_project.has_value());
    m_stack->setCurrentIndex(m_files.empty() ? 1 : 0);
    updateActions();
}

void ProtocolList::setCurrent(const std::optional<std::filesystem::path>& file)
{
    m_current = file;
    markCurrent();
}

void ProtocolList::markCurrent()
{
    m_quiet = true;
    const auto found = std::find_if(m_files.begin(), m_files.end(),
                                    [this](const services::ProtocolFile& file) { return file.path == m_current; });
    if (found == m_files.end()) {
        m_view->selectionModel()->clear();
    } else {
        m_view->setCurrentIndex(m_model->index(static_cast<int>(found - m_files.begin()), 0));
    }
    m_quiet = false;
    updateActions();
}

const services::ProtocolFile* ProtocolList::selected() const
{
    const QModelIndex now = m_view->selectionModel()->currentIndex();
    return now.isValid() ? &m_files[static_cast<std::size_t>(now.row())] : nullptr;
}

void ProtocolList::setWhyNotWritable(const QString& reason)
{
    m_whyNotWritable = reason;
    updateActions();
}

void ProtocolList::updateActions()
{
    const QString onFile = !m_whyNotWritable.isEmpty() ? m_whyNotWritable
                           : selected() == nullptr     ? tr("Choose a protocol first.")
                                                       : QString();
    setWhyNot(*m_new, m_whyNotWritable);
    setWhyNot(*m_import, m_whyNotWritable);
    setWhyNot(*m_duplicate, onFile);
    setWhyNot(*m_rename, onFile);
    setWhyNot(*m_delete, onFile);
    Q_EMIT actionsChanged();
}

void ProtocolList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reload();
    m_look.start();
}

void ProtocolList::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_look.stop();
}

}  // namespace aurora::gui
