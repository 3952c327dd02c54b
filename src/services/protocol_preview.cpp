#include "aurora/services/protocol_preview.h"

#include "aurora/core/cell_capacity.h"
#include "aurora/core/error.h"
#include "aurora/database/samples_table.h"
#include "aurora/protocols/payload.h"
#include "aurora/protocols/step_fields.h"
#include "step_cells.h"

#include <algorithm>
#include <array>

namespace aurora::services {

namespace {

struct NamedDefinition
{
    CapacityDefinition definition;
    const char* name;
};

constexpr std::array definitions{NamedDefinition{CapacityDefinition::Areal, "areal"},
                                 NamedDefinition{CapacityDefinition::Specific, "specific"},
                                 NamedDefinition{CapacityDefinition::Nominal, "nominal"}};

void findCapacity(const Json& sampleRow, const std::string& sampleId, ProtocolForSample& found)
{
    std::string missing;
    for (const NamedDefinition& named : definitions) {
        const CellCapacity known = cellCapacity(sampleRow, named.definition);
        if (known.capacity_mAh) {
            found.capacity_mAh = known.capacity_mAh;
            found.capacityWords = formatSignificant(*known.capacity_mAh) + " mAh (" + named.name + ")";
            return;
        }
        missing += (missing.empty() ? "" : ", ") + std::string(named.name) + " lacks \"" +
                   std::string(known.missingColumn) + "\"";
    }
    found.problem = "The capacity of " + sampleId + " is not known: " + missing + ".";
}

}  // namespace

std::vector<std::string> sampleIds(const Project& project)
{
    const auto database = project.openDatabase();
    return database::SamplesTable(*database).ids();
}

ProtocolForSample protocolForSample(const Project& project, const protocols::EditedProtocol& protocol,
                                    const std::string& sampleId)
{
    ProtocolForSample found;
    const auto database = project.openDatabase();
    const std::optional<database::Row> row = database::SamplesTable(*database).find(sampleId);
    if (!row) {
        found.problem = "There is no sample " + sampleId + " in the project.";
        return found;
    }
    findCapacity(database::toJson(*row, project.config().sampleColumns), sampleId, found);
    if (!found.capacity_mAh) {
        return found;
    }
    const std::vector<protocols::StepProblem> problems = protocols::problemsOf(protocol);
    const Json payload = protocols::payloadOf(protocol);
    for (std::size_t index = 0; index < protocol.steps.size(); ++index) {
        const bool complete =
            std::none_of(problems.begin(), problems.end(), [&](const protocols::StepProblem& problem) {
                return problem.step == protocol.steps[index].key && problem.severity != protocols::Severity::Doubt;
            });
        std::string cell;
        try {
            if (complete) {
                const Json one = {{"method", Json::array({payload["method"][index]})}};
                cell = stepCell(protocols::payloadSteps(one, *found.capacity_mAh).front());
            }
        } catch (const std::exception&) {
            cell.clear();  // a list of something else: told as a problem of the protocol
        }
        found.cells.push_back(std::move(cell));
    }
    return found;
}

std::optional<cyclers::ProtocolSketch> sketchOf(const protocols::EditedProtocol& protocol, double capacity_mAh)
{
    if (!protocols::isComplete(protocols::problemsOf(protocol))) {
        return std::nullopt;
    }
    return cyclers::sketchProtocol(protocols::payloadOf(protocol), capacity_mAh);
}

}  // namespace aurora::services
