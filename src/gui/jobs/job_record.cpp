#include "gui/jobs/job_record.h"

#include "aurora/core/cell_json.h"
#include "aurora/core/error.h"
#include "aurora/database/jobs_table.h"
#include "aurora/protocols/payload.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/cell_format.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace aurora::gui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("JobRecord", text);
}

QString textAt(const database::Row& row, const char* column)
{
    const auto found = row.find(column);
    return found == row.end() ? QString() : toQString(toText(found->second));
}

QString currentText(const std::vector<double>& current_mA)
{
    constexpr int digits = 4;
    QStringList texts;
    for (const double current : current_mA) {
        if (!std::isfinite(current)) {
            return {};
        }
        texts.append(QString::number(current, 'g', digits).replace(QLatin1Char('-'), QChar(0x2212)));
    }
    return texts.isEmpty() ? QString()
                           : QCoreApplication::translate("JobRecord", "%1 mA").arg(texts.join(QStringLiteral(", ")));
}

/// In Ah as tomato has it; 0 where the payload names none: then no C-rate means a current.
double capacityOf_mAh(const Json& payload)
{
    constexpr double milliPerUnit = 1000;
    const auto sample = payload.find("sample");
    return sample == payload.end() ? 0 : milliPerUnit * numberAt(*sample, "capacity").value_or(0);
}

void addSteps(JobRecord& record, const Json& payload, const std::string& job)
{
    try {
        protocols::checkPayload(payload, job);
        const double capacity_mAh = capacityOf_mAh(payload);
        for (const protocols::PayloadStep& step : protocols::payloadSteps(payload, capacity_mAh)) {
            record.steps.push_back({.words = toQString(step.words),
                                    .current = capacity_mAh > 0 ? currentText(step.current_mA) : QString()});
        }
    } catch (const Error& error) {
        record.steps.clear();
        record.whyNoSteps = toQString(error.what());
    }
}

QString summaryOf(const database::Row& row)
{
    QStringList parts;
    if (const QString sample = textAt(row, "Sample ID"); !sample.isEmpty()) {
        parts.append(sample);
    }
    if (const QString pipeline = textAt(row, "Pipeline"); !pipeline.isEmpty()) {
        parts.append(translated("on %1").arg(pipeline));
    }
    if (const QString status = textAt(row, "Status"); !status.isEmpty()) {
        parts.append(statusLook(status.toStdString()).text);
    }
    if (const QString submitted = textAt(row, "Submitted"); !submitted.isEmpty()) {
        parts.append(translated("submitted %1").arg(submitted));
    }
    QString summary = parts.join(QStringLiteral(" · "));
    if (const QString comment = textAt(row, "Comment"); !comment.isEmpty()) {
        summary += QLatin1Char('\n') + comment;
    }
    return summary;
}

}  // namespace

JobRecord jobRecord(const services::Project& project, const std::string& job)
{
    const auto database = project.openDatabase();
    const std::optional<database::Row> row = database::JobsTable(*database).find(job);
    if (!row) {
        throw Error("There is no job " + job + " in the project any more.");
    }
    JobRecord record{.summary = summaryOf(*row), .steps = {}, .whyNoSteps = {}, .json = {}};
    Json all = Json::object();
    for (const auto& [column, value] : *row) {
        all[column] = toJson(value);
    }
    const std::string text = textAt(*row, "Payload").toStdString();
    const Json payload = Json::parse(text, nullptr, false);
    if (text.empty()) {
        record.whyNoSteps =
            translated("The server told no payload of this job. Cyclers ▸ Attach payload… gives it one.");
    } else if (payload.is_discarded()) {
        record.whyNoSteps = translated("The payload of this job is no JSON: it stands in the raw record as it is.");
    } else {
        all["Payload"] = payload;
        addSteps(record, payload, job);
    }
    constexpr int indentation = 4;
    record.json = toQString(dumpJson(all, indentation));
    return record;
}

}  // namespace aurora::gui
