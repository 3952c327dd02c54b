// Which samples can be put on pipelines, and in which order.
#include "aurora/core/text.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/control_cyclers.h"
#include "aurora/services/tables.h"

namespace aurora::services {

LoadChoices loadChoices(const Project& project)
{
    LoadChoices choices;
    const auto database = project.openDatabase();
    const Table loaded = database->query(
        R"(SELECT "Sample ID", "Pipeline" FROM pipelines WHERE "Sample ID" IS NOT NULL AND "Sample ID" <> '')");
    for (const auto& row : loaded.rows) {
        choices.pipelineOf.emplace(toText(row[0]), toText(row[1]));
    }
    for (std::string& sample : sampleIds(project)) {
        if (choices.pipelineOf.count(sample) == 0) {
            choices.free.push_back(std::move(sample));
        }
    }
    return choices;
}

std::vector<std::string> samplesAfter(const Project& project, const std::string& sampleId, std::size_t count)
{
    const auto database = project.openDatabase();
    const database::SamplesTable samples(*database);
    const std::size_t digits = sampleId.find_last_not_of("0123456789") + 1;
    std::vector<std::string> following;
    std::optional<std::int64_t> number = parseInteger(std::string_view(sampleId).substr(digits));
    while (number && following.size() < count) {
        ++*number;
        std::string text = std::to_string(*number);
        const std::size_t width = sampleId.size() - digits;
        text.insert(0, text.size() < width ? width - text.size() : 0, '0');
        const std::string next = sampleId.substr(0, digits) + text;
        if (!samples.contains(next)) {
            break;
        }
        following.push_back(next);
    }
    return following;
}

}  // namespace aurora::services
