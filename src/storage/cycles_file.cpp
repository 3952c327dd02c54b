#include "aurora/storage/sample_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aurora::storage {

namespace {

Json numberOrNull(std::optional<double> value)
{
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json integerOrNull(std::optional<std::int32_t> value)
{
    return value ? Json(*value) : Json(nullptr);
}

/// The list of one per-cycle column: null when no cycle has a value, but empty without cycles.
Json listOf(const CycleTable& cycles, const CycleColumn& column)
{
    Json list = Json::array();
    for (const CycleRow& row : cycles) {
        list.push_back(numberOrNull(row.*column.value));
    }
    const bool hasValue = std::any_of(list.begin(), list.end(), [](const Json& value) { return !value.is_null(); });
    return list.empty() || hasValue ? list : Json(nullptr);
}

void addCycles(Json& data, const CycleTable& cycles)
{
    Json numbers = Json::array();
    for (const CycleRow& row : cycles) {
        numbers.push_back(row.cycle);
    }
    data["Cycle"] = std::move(numbers);
    for (const CycleColumn& column : cycleColumns()) {
        data[std::string(column.key)] = listOf(cycles, column);
    }
}

void addProtocol(Json& data, const ProtocolFacts& facts)
{
    data["Formation max voltage (V)"] = numberOrNull(facts.formationMaxVoltage_V);
    data["Formation min voltage (V)"] = numberOrNull(facts.formationMinVoltage_V);
    data["Cycle max voltage (V)"] = numberOrNull(facts.cycleMaxVoltage_V);
    data["Cycle min voltage (V)"] = numberOrNull(facts.cycleMinVoltage_V);
    data["Max voltage (V)"] = numberOrNull(facts.maxVoltage_V);
    data["Formation C"] = numberOrNull(facts.formationCRate);
    data["Cycle C"] = numberOrNull(facts.cycleCRate);
    data["Formation cycles"] = integerOrNull(facts.formationCycles);
}

/// The per-sample numbers that are nothing but a key and a value.
struct SummaryValue
{
    const char* key;
    std::optional<double> SampleSummary::*value;
};

constexpr std::array summaryValues{
    SummaryValue{"First formation efficiency (%)", &SampleSummary::firstFormationEfficiency_pct},
    SummaryValue{"First formation specific discharge capacity (mAh/g)",
                 &SampleSummary::firstFormationSpecificDischargeCapacity_mAhPerG},
    SummaryValue{"Initial specific discharge capacity (mAh/g)",
                 &SampleSummary::initialSpecificDischargeCapacity_mAhPerG},
    SummaryValue{"Initial efficiency (%)", &SampleSummary::initialEfficiency_pct},
    SummaryValue{"Initial delta V (V)", &SampleSummary::initialDeltaVoltage_V},
    SummaryValue{"Capacity loss (%)", &SampleSummary::capacityLoss_pct},
    SummaryValue{"Last specific discharge capacity (mAh/g)", &SampleSummary::lastSpecificDischargeCapacity_mAhPerG},
    SummaryValue{"Last efficiency (%)", &SampleSummary::lastEfficiency_pct},
    SummaryValue{"Formation average voltage (V)", &SampleSummary::formationAverageVoltage_V},
    SummaryValue{"Formation average current (A)", &SampleSummary::formationAverageCurrent_A},
};

constexpr std::array assemblyTimes{
    SummaryValue{"Electrolyte to press (s)", &SampleSummary::electrolyteToPress_s},
    SummaryValue{"Electrolyte to electrode (s)", &SampleSummary::electrolyteToElectrode_s},
    SummaryValue{"Electrode to protection (s)", &SampleSummary::electrodeToProtection_s},
    SummaryValue{"Press to protection (s)", &SampleSummary::pressToProtection_s},
};

/// The columns of a sample that its summary repeats; null where the sample's row does not have them.
constexpr std::array copiedColumns{
    "Actual N:P ratio",
    "Anode type",
    "Cathode type",
    "Anode active material mass (mg)",
    "Cathode active material mass (mg)",
    "Electrolyte name",
    "Electrolyte description",
    "Electrolyte amount (uL)",
    "Rack position",
    "Label",
};

/// Like the list of a per-cycle column: null where there are cycles, but nothing to say.
Json rateCapabilityJson(const SampleSummary& summary)
{
    Json list = Json::array();
    for (const RateCapability& entry : summary.rateCapability) {
        list.push_back({{"rate", numberOrNull(entry.rate_C)},
                        {"cycles", entry.cycles},
                        {"specific discharge capacity", numberOrNull(entry.specificDischargeCapacity_mAhPerG)},
                        {"discharge capacity", numberOrNull(entry.dischargeCapacity_mAh)}});
    }
    return list.empty() && summary.numberOfCycles > 0 ? Json(nullptr) : list;
}

void addSummary(Json& data, const SampleSummary& summary)
{
    addProtocol(data, summary.protocol);
    data["Number of cycles"] = summary.numberOfCycles;
    for (const SummaryValue& entry : summaryValues) {
        data[entry.key] = numberOrNull(summary.*entry.value);
    }
    for (std::size_t i = 0; i < fadeLevels_pct.size(); ++i) {
        data["Cycles to " + std::to_string(fadeLevels_pct[i]) + "% capacity"] =
            integerOrNull(summary.cyclesToCapacity[i]);
    }
    for (std::size_t i = 0; i < fadeLevels_pct.size(); ++i) {
        data["Cycles to " + std::to_string(fadeLevels_pct[i]) + "% energy"] = integerOrNull(summary.cyclesToEnergy[i]);
    }
    data["Rate capability"] = rateCapabilityJson(summary);
    for (const SummaryValue& entry : assemblyTimes) {
        data[entry.key] = numberOrNull(summary.*entry.value);
    }
    for (const char* column : copiedColumns) {
        data[column] = nullptr;
    }
    for (const auto& [column, value] : summary.copied.items()) {
        data[column] = value;
    }
}

std::optional<double> numberIn(const Json& list, std::size_t position)
{
    if (!list.is_array() || position >= list.size() || !list[position].is_number()) {
        return std::nullopt;
    }
    return list[position].get<double>();
}

CycleTable cyclesIn(const Json& data)
{
    const auto numbers = data.find("Cycle");
    if (numbers == data.end() || !numbers->is_array()) {
        return {};
    }
    CycleTable cycles(numbers->size());
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        const double number = numberIn(*numbers, i).value_or(static_cast<double>(i + 1));
        cycles[i].cycle =
            static_cast<std::int32_t>(std::clamp<double>(number, 0, std::numeric_limits<std::int32_t>::max()));
    }
    for (const CycleColumn& column : cycleColumns()) {
        const auto list = data.find(std::string(column.key));
        for (std::size_t i = 0; list != data.end() && i < cycles.size(); ++i) {
            cycles[i].*column.value = numberIn(*list, i);
        }
    }
    return cycles;
}

}  // namespace

Json cyclesJson(const CycleTable& cycles, const SampleSummary& summary, Json metadata)
{
    Json data = Json::object();
    data["Sample ID"] = summary.sampleId;
    data["Run ID"] = summary.runId;
    addCycles(data, cycles);
    addSummary(data, summary);
    Json file = Json::object();
    file["data"] = std::move(data);
    file["metadata"] = std::move(metadata);
    return file;
}

CyclesFile readCycles(const std::filesystem::path& file)
{
    Json content = parseJson(readFile(file), pathText(file));
    const auto data = content.find("data");
    if (!content.is_object() || data == content.end() || !data->is_object()) {
        throw Error(pathText(file) + ": there is no object \"data\" in it, so it is no file of a sample's cycles.");
    }
    CyclesFile cycles;
    cycles.cycles = cyclesIn(*data);
    cycles.data = std::move(*data);
    if (const auto metadata = content.find("metadata"); metadata != content.end()) {
        cycles.metadata = std::move(*metadata);
    }
    return cycles;
}

}  // namespace aurora::storage
