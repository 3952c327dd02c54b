#include "aurora/services/label_samples.h"

#include "aurora/core/error.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/edit_samples.h"

namespace aurora::services {

namespace {

constexpr const char* labelColumn = "Label";

}  // namespace

std::set<std::string> labelsOf(const Project& project, const std::vector<std::string>& samples)
{
    const auto database = project.openDatabase();
    const database::SamplesTable table(*database);
    std::set<std::string> labels;
    for (const std::string& sample : samples) {
        const database::Row row = table.find(sample).value_or(database::Row());
        const auto label = row.find(labelColumn);
        labels.insert(label == row.end() ? std::string() : toText(label->second));
    }
    return labels;
}

Report labelSamples(const Project& project, const std::vector<std::string>& samples, const std::string& label,
                    Progress& progress)
{
    Report report;
    for (const std::string& sample : samples) {
        try {
            progress.throwIfCancelled();
            report.add(changeSample(project, sample, {{.column = labelColumn, .text = label}}, progress));
        } catch (const Cancelled&) {
            report.cancelled = true;
            break;
        } catch (const Error& error) {
            report.failed.push_back({sample, error.what(), error.cause()});
        }
    }
    return report;
}

}  // namespace aurora::services
