#include "gui/report/report_message.h"

#include "gui/frame/message_bar.h"
#include "gui/frame/qt_text.h"
#include "gui/report/report_dialog.h"
#include "gui/report/window_words.h"

#include <QCoreApplication>

#include <set>
#include <string_view>

namespace aurora::gui {

namespace {

bool isAnalysis(const services::ReportItem& item)
{
    return item.kind == services::ReportKind::Analysis;
}

}  // namespace

QStringList doneThings(const services::Report& report)
{
    QStringList things;
    QStringList analysed;
    for (const services::ReportItem& item : report.done) {
        (isAnalysis(item) ? analysed : things).append(toQString(item.input));
    }
    QStringList& told = things.isEmpty() ? analysed : things;
    told.removeDuplicates();
    return told;
}

QString doneText(const services::Report& report, const QString& summary)
{
    std::set<std::string_view> samples;
    std::set<std::string_view> others;
    for (const services::ReportItem& item : report.done) {
        (isAnalysis(item) ? samples : others).insert(item.input);
    }
    QString text = summary.contains(QLatin1String("%1")) ? summary.arg(others.size()) : summary;
    if (!samples.empty()) {
        text += QLatin1Char(' ') + QCoreApplication::translate("Report", "Samples analysed: %1.").arg(samples.size());
    }
    return text;
}

void showReport(MessageBar& messages, const services::Report& report, const QString& summary)
{
    QStringList sentences{summary};
    if (!report.skipped.empty()) {
        sentences.append(QCoreApplication::translate("Report", "Skipped: %1.").arg(report.skipped.size()));
    }
    if (report.failed.size() == 1) {
        sentences.append(QCoreApplication::translate("Report", "Failed: %1")
                             .arg(toQString(forWindow(report.failed.front().message))));
    } else if (!report.failed.empty()) {
        sentences.append(QCoreApplication::translate("Report", "Failed: %1; the first: %2")
                             .arg(report.failed.size())
                             .arg(toQString(forWindow(report.failed.front().message))));
    }
    MessageBar::Message message;
    message.kind = report.ok() ? MessageBar::Kind::Done : MessageBar::Kind::Failed;
    message.text = sentences.join(QLatin1Char(' '));
    const bool saysMore = report.done.size() > 1 || !report.skipped.empty() || !report.failed.empty();
    if (saysMore) {  // of one thing that was done the summary has told
        message.button = QCoreApplication::translate("Report", "Show report…");
        message.onButton = [report, parent = messages.window()] { (new ReportDialog(report, parent))->show(); };
    }
    messages.show(message);
}

}  // namespace aurora::gui
