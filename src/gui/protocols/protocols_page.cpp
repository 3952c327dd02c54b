#include "gui/protocols/protocols_page.h"

#include "gui/charts/chart_in_use.h"
#include "gui/charts/plot_panel.h"
#include "gui/frame/icons.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page_title.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"
#include "gui/frame/theme.h"
#include "gui/protocols/left_protocol.h"
#include "gui/protocols/protocol_actions.h"
#include "gui/protocols/protocol_chart.h"
#include "gui/protocols/protocol_editor.h"
#include "gui/protocols/protocol_list.h"
#include "gui/protocols/sample_choice.h"
#include "gui/protocols/step_form.h"
#include "gui/protocols/step_list.h"
#include "gui/protocols/step_list_model.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace aurora::gui {

namespace {

constexpr std::array toolbar{Command::Undo, Command::Redo, Command::Save, Command::SaveAs};

}  // namespace

ProtocolsPage::ProtocolsPage(Frame& frame, QWidget* parent)
    : Page(frame, parent),
      m_editor(new ProtocolEditor(this)),
      m_list(new ProtocolList(this)),
      m_steps(new StepList(*m_editor, this)),
      m_form(new StepForm(*m_editor, this)),
      m_chart(new ProtocolChart(*m_editor, this)),
      m_sample(new SampleChoice(*m_editor, this)),
      m_actions(new ProtocolActions(frame, *m_editor, *m_list, this)),
      m_name(new QLabel(this)),
      m_problem(new QLabel(this)),
      m_export(new QAction(lineIcon(QStringLiteral("export")), tr("Export…"), this)),
      m_sides(new QSplitter(Qt::Horizontal, this)),
      m_rows(new QSplitter(Qt::Vertical, this)),
      m_upper(new QSplitter(Qt::Horizontal, this))
{
    auto* chart = m_chart->findChild<PlotPanel*>();
    chart->setTasks(frame.tasks);
    chart->setMessages(frame.messages);
    m_inUse = new ChartInUse({chart}, this);
    connect(m_inUse, &ChartInUse::changed, this, &ProtocolsPage::commandsChanged);
    arrange();
    connectParts();
    showState();
}

/// The parts look at the editor until they are gone.
ProtocolsPage::~ProtocolsPage()
{
    delete m_sides;
}

QWidget* ProtocolsPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(makePageTitle(tr("Protocols"), bar));
    layout->addSpacing(8);
    m_name->setObjectName(QStringLiteral("protocolTitle"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setMinimumWidth(1);
    layout->addWidget(m_name);
    layout->addStretch(1);
    for (const Command command : toolbar) {
        auto* button = new QToolButton(bar);
        button->setDefaultAction(frame().commands.action(command));
        button->setToolButtonStyle(command == Command::Save || command == Command::SaveAs ? Qt::ToolButtonTextBesideIcon
                                                                                          : Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    auto* exports = new QToolButton(bar);
    exports->setObjectName(QStringLiteral("exportProtocol"));
    exports->setDefaultAction(m_export);
    exports->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    exports->setAutoRaise(true);
    layout->addWidget(exports);
    return bar;
}

void ProtocolsPage::arrange()
{
    m_problem->setObjectName(QStringLiteral("protocolProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(16, 0, 16, 4);
    m_upper->addWidget(m_steps);
    m_upper->addWidget(m_form);
    m_rows->addWidget(m_upper);
    m_rows->addWidget(m_chart);
    m_sides->addWidget(m_list);
    m_sides->addWidget(m_rows);
    m_upper->setSizes({400, 500});
    m_rows->setSizes({450, 250});
    m_sides->setSizes({200, 900});
    m_sides->setStretchFactor(0, 0);
    m_sides->setStretchFactor(1, 1);
    const QSettings remembered(windowStateFile(), QSettings::IniFormat);
    m_sides->setObjectName(QStringLiteral("sides"));
    m_rows->setObjectName(QStringLiteral("rows"));
    m_upper->setObjectName(QStringLiteral("upper"));
    for (QSplitter* splitter : {m_sides, m_rows, m_upper}) {
        splitter->setChildrenCollapsible(false);
        splitter->restoreState(remembered.value(QStringLiteral("protocols/") + splitter->objectName()).toByteArray());
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_sample);  // a row of its own: an ID and what is known of its capacity are long
    layout->addWidget(m_problem);
    layout->addWidget(m_sides, 1);
}

void ProtocolsPage::connectParts()
{
    connect(m_editor, &ProtocolEditor::opened, this, &ProtocolsPage::showState);
    connect(m_editor, &ProtocolEditor::changed, this, &ProtocolsPage::showState);
    connect(m_steps, &StepList::selectionChanged, this, &ProtocolsPage::stepsChosen);
    connect(m_steps, &StepList::refused, this,
            [this](const QString& message) { frame().messages.show(MessageBar::Kind::Warning, message); });
    connect(m_sample, &SampleChoice::meant, this, &ProtocolsPage::showMeaning);
    connect(m_export, &QAction::triggered, m_actions, &ProtocolActions::exportForUnicycler);
    connect(m_chart, &ProtocolChart::maximiseRequested, m_upper, [this](bool maximised) {
        m_upper->setVisible(!maximised);
        m_list->setVisible(!maximised);
    });
    connect(m_list, &ProtocolList::actionsChanged, this, &Page::commandsChanged);
    connect(m_steps, &StepList::actionsChanged, this, &Page::commandsChanged);
    m_offered = m_list->actions();
    m_offered.merge(m_steps->actions());
    m_offered.emplace(Command::ExportProtocol, m_export);
    connect(m_list, &ProtocolList::filesRead, this, &ProtocolsPage::openRemembered);
    connect(m_list, &ProtocolList::filesRead, this, &Page::shown);
}

/// Once for each project, the protocol that was open last.
void ProtocolsPage::openRemembered()
{
    const QString name = std::exchange(m_remembered, {});
    if (name.isEmpty() || m_editor->isOpen()) {
        return;
    }
    for (const services::ProtocolFile& file : m_list->files()) {
        if (toQString(file.name) == name) {
            m_actions->open(file.path);
        }
    }
}

void ProtocolsPage::setProject(const std::optional<services::Project>& project)
{
    rememberOpen();
    m_actions->setProject(project);
    m_placeOfOpen = project ? projectStateGroup(*project) + QStringLiteral("/openProtocol") : QString();
    m_remembered =
        project ? QSettings(windowStateFile(), QSettings::IniFormat).value(m_placeOfOpen).toString() : QString();
    const bool writable = m_actions->whyNotWrite().isEmpty();
    m_steps->setWhyNotWritable(m_actions->whyNotWrite());
    m_form->setWritable(writable);
    m_list->setProject(project);
    m_list->setCurrent(m_editor->file());
    m_sample->setProject(project);
    showState();
}

void ProtocolsPage::reload()
{
    m_list->reload();
    m_sample->reload();
}

void ProtocolsPage::stepsChosen()
{
    const std::vector<protocols::StepKey> keys = m_steps->selected();
    m_form->setSteps(keys);
    m_chart->setStep(keys.size() == 1 ? std::optional(keys.front()) : std::nullopt);
    Q_EMIT commandsChanged();
}

void ProtocolsPage::showState()
{
    const QString name = m_editor->name();
    m_name->setText(!m_editor->isOpen() ? QString() : m_editor->isModified() ? tr("%1 · not saved").arg(name) : name);
    QString problem;
    for (const protocols::StepProblem& one : m_editor->problems()) {
        if (m_editor->isOpen() && !one.step && one.severity == protocols::Severity::Wrong) {
            problem = QStringLiteral("✕ ") + toQString(one.sentence);
        }
    }
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, palette()));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const QString whyNotExport = m_editor->isOpen() ? m_editor->whyNotComplete() : tr("Choose a protocol first.");
    m_export->setEnabled(whyNotExport.isEmpty());
    m_export->setToolTip(whyNotExport.isEmpty() ? tr("Write it as a protocol of aurora-unicycler") : whyNotExport);
    Q_EMIT commandsChanged();
}

void ProtocolsPage::showMeaning(const QString& sampleId, const services::ProtocolForSample& meaning)
{
    QStringList cells;
    for (const std::string& cell : meaning.cells) {
        QString text = toQString(cell);
        if (text.startsWith(QLatin1Char('-'))) {
            text.replace(0, 1, QChar(0x2212));
        }
        cells.append(text);
    }
    m_steps->model().setCells(sampleId, cells);
    m_form->setCells(cells);
    m_chart->setCapacity(meaning.capacity_mAh);
}

QString ProtocolsPage::whyNot(Command command) const
{
    if (const auto offered = m_offered.find(command); offered != m_offered.end()) {
        return offered->second->isEnabled() ? QString() : offered->second->toolTip();
    }
    if (ChartInUse::concerns(command)) {
        return m_inUse->whyNot(command);
    }
    switch (command) {
    case Command::Save:
        return m_actions->whyNotSave();
    case Command::SaveAs:
        return m_actions->whyNotSaveAs();
    case Command::Undo:
        return m_editor->canUndo() ? QString() : tr("Nothing has been changed yet.");
    case Command::Redo:
        return m_editor->canRedo() ? QString() : tr("Nothing has been taken back.");
    case Command::Copy:
        return m_steps->whyNotCopy();
    case Command::Paste:
        return m_steps->whyNotPaste();
    case Command::SelectAll:
        return m_editor->isOpen() ? QString() : tr("Choose a protocol first.");
    case Command::Refresh:
        return {};
    default:
        return Page::whyNot(command);
    }
}

void ProtocolsPage::perform(Command command)
{
    if (!whyNot(command).isEmpty()) {
        return;
    }
    if (ChartInUse::concerns(command)) {
        m_inUse->perform(command);
        return;
    }
    if (const auto offered = m_offered.find(command); offered != m_offered.end()) {
        offered->second->trigger();
        return;
    }
    switch (command) {
    case Command::Save:
        m_actions->save();
        break;
    case Command::SaveAs:
        m_actions->saveAs();
        break;
    case Command::Undo:
        m_editor->undo();
        break;
    case Command::Redo:
        m_editor->redo();
        break;
    case Command::Copy:
        m_steps->copy();
        break;
    case Command::Paste:
        m_steps->paste();
        break;
    case Command::SelectAll:
        m_steps->selectAll();
        break;
    case Command::Refresh:
        reload();
        break;
    default:
        Page::perform(command);
        break;
    }
}

QString ProtocolsPage::unsavedWork() const
{
    QStringList lost;
    if (m_editor->isModified()) {
        lost.append(tr("the changes of the protocol “%1”").arg(m_editor->name()));
    }
    for (const LeftProtocol* left : m_actions->leftProtocols()) {
        lost.append(left->words());
    }
    return lost.join(QStringLiteral(", "));
}

QString ProtocolsPage::whyNotSaveWork() const
{
    for (const LeftProtocol* left : m_actions->leftProtocols()) {
        if (!left->content().whyNotSave.isEmpty()) {
            return left->content().whyNotSave;
        }
    }
    return m_editor->isModified() ? m_actions->whyNotSave() : QString();
}

void ProtocolsPage::saveWorkThen(const std::function<void()>& then)
{
    const std::vector<LeftProtocol*> left = m_actions->leftProtocols();
    if (left.empty()) {
        m_actions->saveThen(then);
    } else {
        left.front()->saveThen(then);
    }
}

void ProtocolsPage::rememberOpen()
{
    if (m_placeOfOpen.isEmpty()) {
        return;
    }
    // What was to be opened, and the list was never there, is so still.
    QSettings(windowStateFile(), QSettings::IniFormat)
        .setValue(m_placeOfOpen, m_editor->file() ? m_editor->name() : m_remembered);
}

void ProtocolsPage::saveState()
{
    rememberOpen();
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    for (const QSplitter* splitter : {m_sides, m_rows, m_upper}) {
        settings.setValue(QStringLiteral("protocols/") + splitter->objectName(), splitter->saveState());
    }
}

}  // namespace aurora::gui
