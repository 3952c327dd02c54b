#include "gui/overview/news_box.h"

#include "gui/frame/follow_action.h"
#include "gui/frame/qt_text.h"
#include "gui/overview/overview_words.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace aurora::gui {

NewsBox::NewsBox(QAction& runDaemon, QWidget* parent)
    : QWidget(parent), m_runDaemon(&runDaemon), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("newsBox"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
}

void NewsBox::addLine(const Line& line)
{
    const int row = m_grid->rowCount();
    auto* name = new QLabel(line.name, this);
    name->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    auto* text = new QLabel(line.text, this);
    text->setObjectName(QStringLiteral("newsText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    m_grid->addWidget(text, row, 1, Qt::AlignTop);
    if (line.action != nullptr) {
        auto* button = new QPushButton(tr("Run daemon"), this);
        button->setObjectName(QStringLiteral("newsRunDaemon"));
        button->setAccessibleName(QStringLiteral("%1: %2").arg(line.name, button->text()));
        followAction(*button, *line.action);
        m_grid->addWidget(button, row, 2, Qt::AlignTop);
    }
    if (line.link.keys.isEmpty()) {
        return;
    }
    auto* button = new QPushButton(tr("Show"), this);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(line.name, button->text()));
    connect(button, &QPushButton::clicked, this, [this, link = line.link] { Q_EMIT rowsRequested(link); });
    m_grid->addWidget(button, row, 2, Qt::AlignTop);
}

NewsBox::Line NewsBox::nightlyLine(const services::Overview& overview, double now_uts,
                                   const std::string& timeZone) const
{
    Line line{.name = tr("Next nightly run"), .text = tr("none: the daemon has no time of day")};
    // One that was just started in this window is not in the database yet.
    if (!overview.daemonRuns && !m_runDaemon->isChecked()) {
        line.text = tr("none: no daemon runs");
        line.action = m_runDaemon;
    } else if (overview.nextNightly_uts) {
        line.text = whenText(*overview.nextNightly_uts, now_uts, timeZone);
    }
    return line;
}

void NewsBox::setNews(const services::Overview& overview, double now_uts, const std::string& timeZone)
{
    std::vector<Line> lines;
    lines.push_back({.name = tr("New files"), .text = QString::number(overview.newFiles)});
    lines.push_back({.name = tr("Samples analysed"), .text = QString::number(overview.samplesAnalysed)});
    QStringList jobs;
    for (const services::EndedJob& job : overview.endedJobs) {
        jobs.append(toQString(job.jobId));
    }
    lines.push_back({.name = tr("Jobs ended"),
                     .text = QString::number(jobs.size()),
                     .link = {.kind = services::TableKind::Jobs, .keys = jobs}});
    const auto minute = [](const std::string& time) { return toQString(time).left(16); };  // YYYY-MM-DD HH:MM
    const QString sample = toQString(overview.newestDataSample);
    lines.push_back({.name = tr("Newest data"),
                     .text = sample.isEmpty() ? tr("none yet")
                             : overview.newestMeasured.empty()
                                 ? tr("%1, fetched %2").arg(sample, minute(overview.newestData))
                                 : tr("%1, measured until %2, fetched %3")
                                       .arg(sample, minute(overview.newestMeasured), minute(overview.newestData)),
                     .link = {.kind = services::TableKind::Results,
                              .keys = sample.isEmpty() ? QStringList() : QStringList{sample}}});
    lines.push_back(nightlyLine(overview, now_uts, timeZone));
    QStringList shown;
    for (const Line& line : lines) {
        shown.append(line.text + QLatin1Char('\n') + line.link.keys.join(QLatin1Char(' ')));
    }
    if (shown == m_shown) {
        return;
    }
    m_shown = shown;
    while (m_grid->count() > 0) {
        delete m_grid->itemAt(0)->widget();
    }
    for (const Line& line : lines) {
        addLine(line);
    }
}

}  // namespace aurora::gui
