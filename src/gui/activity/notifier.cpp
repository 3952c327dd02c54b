#include "gui/activity/notifier.h"

#include "aurora/core/time.h"
#include "gui/frame/background.h"
#include "gui/frame/icons.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"
#include "gui/overview/needs.h"

#include <QSettings>
#include <QSystemTrayIcon>
#include <QWidget>

#include <utility>

namespace aurora::gui {

namespace {

constexpr int delay_ms = 1000;
constexpr int mostAnnounced = 3;

QString settingKey()
{
    return QStringLiteral("notifications/enabled");
}

/// The first few, and how many more there are.
QString named(const QStringList& lines)
{
    QStringList shown = lines.mid(0, mostAnnounced);
    if (lines.size() > mostAnnounced) {
        shown.append(Notifier::tr("and %1 more").arg(lines.size() - mostAnnounced));
    }
    return shown.join(QLatin1Char('\n'));
}

QString jobLine(const services::EndedJob& job)
{
    const QString id = toQString(job.jobId);
    const QString sample = toQString(job.sampleId);
    if (job.status == "ce") {
        return Notifier::tr("✕ %1 of %2 ended with an error").arg(id, sample);
    }
    return job.status == "cd" ? Notifier::tr("■ %1 of %2 was cancelled").arg(id, sample)
                              : Notifier::tr("■ %1 of %2 is finished").arg(id, sample);
}

}  // namespace

Notifier::Notifier(Frame& frame, QWidget* window) : QObject(window), m_frame(&frame), m_window(window)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay_ms);
    connect(&m_delay, &QTimer::timeout, this, &Notifier::look);
    connect(&frame.session, &ProjectSession::dataChanged, this, [this] { m_delay.start(); });
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] {
        ++m_generation;
        m_looking = false;
        const auto& project = m_frame->session.project();
        const std::filesystem::path folder = project ? project->folder() : std::filesystem::path();
        if (std::exchange(m_folder, folder) != folder) {
            m_known = false;
            m_flags.clear();
            m_ended.clear();
        }
        m_delay.start();
    });
}

Notifier::~Notifier() = default;

bool Notifier::isEnabled()
{
    return QSettings(windowStateFile(), QSettings::IniFormat).value(settingKey(), true).toBool();
}

void Notifier::setEnabled(bool enabled)
{
    QSettings(windowStateFile(), QSettings::IniFormat).setValue(settingKey(), enabled);
}

QString Notifier::whyNot()
{
    return QSystemTrayIcon::isSystemTrayAvailable() && QSystemTrayIcon::supportsMessages()
               ? QString()
               : tr("This desktop has no place for notifications.");
}

void Notifier::look()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    if (m_looking) {
        m_delay.start();
        return;
    }
    m_looking = true;
    inBackground(
        this, [project = *project] { return services::readOverview(project, {}, nowUts()); },
        [this, generation = m_generation](const services::Overview& overview) {
            if (generation == m_generation) {
                m_looking = false;
                compare(overview);
            }
        },
        [this, generation = m_generation](const Failure& /*the pages say what is wrong with the database*/) {
            m_looking = m_looking && generation != m_generation;
        });
}

void Notifier::compare(const services::Overview& overview)
{
    const auto& project = m_frame->session.project();
    QStringList flags;
    std::set<std::string> flagged;
    services::Overview flaggedOnly;
    flaggedOnly.flagged = overview.flagged;
    for (const Need& need : needsOf(flaggedOnly, nowUts(), project ? project->timeZone() : "UTC")) {
        const std::string flag = (need.sample + need.look.text).toStdString();
        if (flagged.insert(flag).second && !m_flags.contains(flag)) {
            flags.append(QStringLiteral("▲ ") + need.text);
        }
    }
    m_flags = std::move(flagged);
    QStringList jobs;
    for (const services::EndedJob& job : overview.endedJobs) {
        if (m_ended.insert(job.jobId).second) {
            jobs.append(jobLine(job));
        }
    }
    if (!m_known) {
        m_known = true;
        return;
    }
    if (!flags.isEmpty()) {
        tell(tr("Cells flagged: %1").arg(flags.size()), named(flags));
    }
    if (!jobs.isEmpty()) {
        tell(tr("Jobs ended: %1").arg(jobs.size()), named(jobs));
    }
}

void Notifier::tell(const QString& title, const QString& text)
{
    if (!isEnabled()) {
        return;
    }
    Q_EMIT told(title, text);
    if (!whyNot().isEmpty()) {
        return;
    }
    if (m_tray == nullptr) {
        m_tray = new QSystemTrayIcon(programIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, &Notifier::clicked);
        connect(m_tray, &QSystemTrayIcon::activated, this, &Notifier::clicked);
    }
    m_tray->setToolTip(m_window->windowTitle());
    m_tray->show();
    m_tray->showMessage(title, text, programIcon());
}

}  // namespace aurora::gui
