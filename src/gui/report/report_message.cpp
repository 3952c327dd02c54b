#include "gui/report/report_message.h"

#include "gui/frame/message_bar.h"
#include "gui/frame/qt_text.h"
#include "gui/report/report_dialog.h"
#include "gui/report/window_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace aurora::gui {

namespace {

bool isAnalysis(const services::ReportItem& item)
{
    return item.kind == services::ReportKind::Analysis;
}

/// How many items of a kind failed, and why the first of them did.
QStringList failedSentences(const services::Report& report, services::ReportKind kind)
{
    const auto first = std::find_if(report.failed.begin(), report.failed.end(),
                                    [kind](const services::ReportItem& item) { return item.kind == kind; });
    if (first == report.failed.end()) {
        return {};
    }
    const bool afterwards = kind != services::mainKind(report);
    const QString why = toQString(forWindow(first->message));
    const std::size_t count = services::countsOf(report, kind).failed;
    if (count == 1) {
        return {(afterwards ? QCoreApplication::translate("Report", "Analysis failed: %1")
                            : QCoreApplication::translate("Report", "Failed: %1"))
                    .arg(why)};
    }
    return {(afterwards ? QCoreApplication::translate("Report", "Analyses failed: %1; the first: %2")
                        : QCoreApplication::translate("Report", "Failed: %1; the first: %2"))
                .arg(count)
                .arg(why)};
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
    const std::size_t others = services::countsOf(report, services::ReportKind::Other).done;
    const std::size_t samples = services::countsOf(report, services::ReportKind::Analysis).done;
    QString text = summary.contains(QLatin1String("%1")) ? summary.arg(others) : summary;
    if (samples > 0) {
        text += QLatin1Char(' ') + QCoreApplication::translate("Report", "Samples analysed: %1.").arg(samples);
    }
    return text;
}

void showReport(MessageBar& messages, const services::Report& report, const QString& summary)
{
    const services::ReportKind main = services::mainKind(report);
    QStringList sentences{summary};
    if (const services::ReportCounts counts = services::countsOf(report, main); counts.skipped > 0) {
        sentences.append(QCoreApplication::translate("Report", "Skipped: %1.").arg(counts.skipped));
    }
    sentences += failedSentences(report, main);
    if (main == services::ReportKind::Other) {
        sentences += failedSentences(report, services::ReportKind::Analysis);
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
