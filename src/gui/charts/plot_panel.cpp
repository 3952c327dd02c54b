#include "gui/charts/plot_panel.h"

#include "gui/charts/export_name.h"
#include "gui/frame/failure.h"
#include "gui/frame/icons.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/save_question.h"
#include "gui/frame/task_runner.h"
#include "gui/frame/wrap_layout.h"
#include "gui/frame/written_file.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr int grid_px = 8;
constexpr int longWriting_ms = 1000;

QToolButton* newButton(const char* icon, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(lineIcon(QLatin1String(icon)));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    return button;
}

}  // namespace

PlotPanel::PlotPanel(const QString& title, QWidget* picture, QWidget* parent)
    : QWidget(parent),
      m_title(title),
      m_picture(picture),
      m_settings(new QWidget(this)),
      m_settingsRow(new WrapLayout(m_settings)),
      m_buttons(new QHBoxLayout),
      m_top(new QGridLayout),
      m_text(new QLabel(this))
{
    auto* heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    m_settingsRow->setContentsMargins(grid_px, 0, 0, 0);
    m_settingsRow->setSpacing(grid_px / 2);
    m_settings->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    picture->setAccessibleName(title);
    m_text->setWordWrap(true);
    m_text->setVisible(false);
    m_text->setContentsMargins(grid_px, 0, grid_px, 0);

    m_top->setContentsMargins(grid_px, grid_px / 2, grid_px / 2, grid_px / 2);
    m_top->setSpacing(grid_px / 2);
    m_top->addWidget(heading, 0, 0);
    addButtons();
    m_top->addLayout(m_buttons, 0, 2);
    m_top->setColumnStretch(1, 1);
    m_top->addWidget(m_settings, 0, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_top);
    layout->addWidget(m_text);
    layout->addWidget(picture, 1);
}

QToolButton* PlotPanel::addButton(const char* icon, const QString& tip)
{
    constexpr int afterSettings = 1;
    QToolButton* button = newButton(icon, tip, this);
    m_buttons->insertWidget(afterSettings, button);
    return button;
}

void PlotPanel::addButtons()
{
    m_showsSettings = newButton("settings", tr("Show or hide the settings of this chart"), this);
    m_showsSettings->setCheckable(true);
    m_showsSettings->setChecked(true);
    m_showsSettings->setVisible(false);  // until there are some
    connect(m_showsSettings, &QToolButton::toggled, m_settings, &QWidget::setVisible);
    m_export = newButton("export", tr("Export this chart"), this);
    m_exports = new QMenu(m_export);
    m_export->setMenu(m_exports);
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_maximise = newButton("maximise", tr("Maximise this chart, or show all charts again"), this);
    m_maximise->setCheckable(true);
    connect(m_maximise, &QToolButton::toggled, this, &PlotPanel::maximiseRequested);
    for (QToolButton* button : {m_showsSettings, m_export, m_maximise}) {
        m_buttons->addWidget(button);
    }
}

void PlotPanel::placeSettings()
{
    // The settings' own policy keeps their width out of the layout's minimum: a panel may be narrower than they are.
    const bool below = width() < m_top->minimumSize().width() + m_settings->sizeHint().width();
    if (below == m_settingsBelow) {
        return;
    }
    m_settingsBelow = below;
    m_top->removeWidget(m_settings);
    if (below) {
        m_top->addWidget(m_settings, 1, 0, 1, 3);
    } else {
        m_top->addWidget(m_settings, 0, 1);
    }
}

void PlotPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeSettings();
}

/// A chart that covers the others goes back among them.
void PlotPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_maximise->isChecked()) {
        m_maximise->toggle();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool PlotPanel::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {  // a setting has become wider or narrower
        placeSettings();
    }
    return QWidget::event(event);
}

void PlotPanel::addSetting(const QString& label, QWidget* control)
{
    m_showsSettings->setVisible(true);
    if (label.isEmpty()) {
        m_settingsRow->addWidget(control);
        return;
    }
    auto* pair = new QWidget(m_settings);  // the label never stands in another row
    pair->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid_px / 2);
    auto* words = new QLabel(label, pair);
    words->setBuddy(control);
    layout->addWidget(words);
    layout->addWidget(control);
    m_settingsRow->addWidget(pair);
}

void PlotPanel::setMessage(const QString& message)
{
    m_message = message;
    showText();
}

void PlotPanel::setProblem(const QString& problem)
{
    m_problem = problem;
    showText();
}

void PlotPanel::setOutcome(const QString& outcome)
{
    m_outcome = outcome;
    showText();
}

void PlotPanel::setRemarks(const QStringList& remarks)
{
    m_remarks = remarks;
    showText();
}

void PlotPanel::showText()
{
    constexpr qsizetype mostLines = 2;
    QStringList lines = m_remarks.mid(0, mostLines);
    if (m_remarks.size() > mostLines) {
        lines.append(tr("… and %1 more").arg(m_remarks.size() - mostLines));
    }
    for (const QString& sentence : {m_message, m_outcome, m_problem}) {
        if (!sentence.isEmpty()) {
            lines.prepend(sentence);
        }
    }
    m_text->setText(lines.join(QLatin1Char('\n')));
    m_text->setToolTip(m_remarks.join(QLatin1Char('\n')));
    m_text->setVisible(!lines.isEmpty());
}

void PlotPanel::setMaximised(bool maximised)
{
    const QSignalBlocker quiet(m_maximise);
    m_maximise->setChecked(maximised);
    // What had the keyboard may be hidden now: Escape has to reach this panel.
    if (maximised && !isAncestorOf(QApplication::focusWidget())) {
        m_picture->setFocus(Qt::OtherFocusReason);
    }
}

void PlotPanel::toggleMaximised()
{
    m_maximise->toggle();
}

void PlotPanel::toggleSettings()
{
    m_showsSettings->toggle();
}

bool PlotPanel::hasSettings() const
{
    return !m_showsSettings->isHidden();
}

void PlotPanel::updateExports()
{
    const QString reason = whyNotExport();
    m_export->setEnabled(reason.isEmpty());
    m_export->setToolTip(reason.isEmpty() ? tr("Export this chart") : reason);
    if (m_whyNotExport != reason) {
        m_whyNotExport = reason;
        Q_EMIT exportsChanged();
    }
}

void PlotPanel::saveAs(const QString& caption, const QString& ending, const QString& filter, const Save& save)
{
    const QString file = askWhereToSave(this, caption, exportName(m_subject(), quantity()) + ending, filter);
    if (file.isEmpty()) {
        return;
    }
    std::function<void()> work;
    try {
        work = save(toPath(file));
    } catch (...) {
        setOutcome(describe(std::current_exception()).message);
        return;
    }
    if (m_tasks == nullptr) {
        m_tasks = new TaskRunner(this);
    }
    setOutcome({});
    const Task* task = m_tasks->start(
        tr("Exporting “%1”").arg(m_title), TaskKind::Reads,
        [work = std::move(work), path = file.toStdString()](Progress& /*it is over in a moment*/) {
            work();
            services::Report report;
            report.done.push_back({path, "written", {}});
            return report;
        },
        this,
        [this, file](const services::Report&) {
            const QString written = tr("Written: %1").arg(file);
            setOutcome(m_messages == nullptr ? written : QString());
            if (m_messages != nullptr) {
                m_messages->show(writtenMessage(written, file));
            }
        });
    // Most files are written in a moment: nobody is told of it, and the picture keeps its room.
    QTimer::singleShot(longWriting_ms, task, [this, task, file] {
        if (task->state() == Task::State::Running) {
            setOutcome(tr("Writing %1…").arg(file));
        }
    });
    connect(task, &Task::finished, this, [this, task] {
        if (task->state() != Task::State::Done) {  // the message bar tells it too, until it is closed
            setOutcome(m_messages == nullptr ? task->failure().message : QString());
        }
    });
}

}  // namespace aurora::gui
