#include "gui/activity/daemon_log.h"

#include "aurora/services/daemon.h"
#include "aurora/services/diagnostics.h"
#include "gui/activity/log_text.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/help/diagnostics.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr std::size_t mostLines = 500;

QString textOf(const std::vector<std::string>& lines)
{
    QStringList texts;
    for (const std::string& line : lines) {
        texts.append(toQString(line));
    }
    return texts.join(QLatin1Char('\n'));
}

}  // namespace

DaemonLog::DaemonLog(Frame& frame, QWidget* parent)
    : QWidget(parent), m_frame(&frame), m_file(new QLabel(this)), m_lines(new QPlainTextEdit(this))
{
    m_file->setObjectName(QStringLiteral("daemonLogFile"));
    m_file->setTextFormat(Qt::PlainText);
    m_file->setWordWrap(true);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines->setObjectName(QStringLiteral("daemonLog"));
    m_lines->setAccessibleName(tr("Log of the daemon"));
    m_lines->setReadOnly(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 16);
    layout->addWidget(m_file);
    layout->addWidget(m_lines, 1);
    m_ticker.setInterval(daemonLook_ms);
    connect(&m_ticker, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            look();
        }
    });
    m_ticker.start();
}

void DaemonLog::look()
{
    const int asked = ++m_asked;
    const auto& project = m_frame->session.project();
    if (!project) {
        m_file->setText(tr("The daemon belongs to a project: open one first."));
        m_lines->clear();
        return;
    }
    const bool here = m_frame->commands.action(Command::RunDaemon)->isChecked();
    const std::filesystem::path file = here ? windowLogFile() : services::daemonLogFile(*project);
    inBackground(
        this, [file] { return services::lastLines(file, mostLines); },
        [this, asked, file](const std::vector<std::string>& lines) {
            if (asked != m_asked) {
                return;
            }
            m_file->setText(lines.empty()
                                ? tr("The daemon has logged nothing yet. It will be in %1.").arg(nativePath(file))
                                : tr("The last lines of %1:").arg(nativePath(file)));
            showLog(*m_lines, textOf(lines));
        },
        [this, asked](const Failure& failure) {
            if (asked == m_asked) {
                m_file->setText(failure.message);
            }
        });
}

void DaemonLog::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    look();
}

}  // namespace aurora::gui
