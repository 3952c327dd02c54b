#include "simulation/ndax_protocol.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <pugixml.hpp>

#include <cmath>
#include <sstream>

namespace aurora::simulation {

namespace {

constexpr int stepsPerCycle = 5;  // charge, hold, rest, discharge, rest
constexpr std::string_view clientVersion = "BTS Client 8.0.0.478(2024.06.24)";
constexpr std::string_view deviceType = "27";

void appendCycles(std::vector<NewareStep>& steps, const CellProgram& program, double rate, std::int32_t cycles)
{
    if (cycles == 0) {
        return;
    }
    const int first = static_cast<int>(steps.size()) + 1;
    steps.push_back({.type = steptype::chargeCc, .rate = rate, .stopVoltage_V = program.upperVoltage_V});
    steps.push_back({.type = steptype::chargeCv,
                     .rate = rate,
                     .voltage_V = program.upperVoltage_V,
                     .stopRate = program.cutOffRate});
    steps.push_back({.type = steptype::rest, .time_s = program.rest_s});
    steps.push_back({.type = steptype::dischargeCc, .rate = rate, .stopVoltage_V = program.lowerVoltage_V});
    steps.push_back({.type = steptype::rest, .time_s = program.rest_s});
    steps.push_back({.type = steptype::cycle, .firstStep = first, .cycles = cycles});
}

/// Rounded to a millionth: numbers in the file are decimal text that people read.
std::string decimal(double value)
{
    return formatNumber(std::round(value * 1e6) / 1e6);
}

void setAttribute(pugi::xml_node node, const char* name, std::string_view value)
{
    node.append_attribute(name).set_value(std::string(value).c_str());
}

/// `<name Value="…"/>`, unless the number is 0.
void addValue(pugi::xml_node parent, const char* name, double value)
{
    if (value != 0) {
        setAttribute(parent.append_child(name), "Value", decimal(value));
    }
}

pugi::xml_node addConfig(pugi::xml_document& document, std::string_view type, std::string_view version)
{
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    setAttribute(declaration, "version", "1.0");
    setAttribute(declaration, "encoding", "UTF-8");
    pugi::xml_node config = document.append_child("root").append_child("config");
    setAttribute(config, "type", type);
    setAttribute(config, "version", version);
    return config;
}

std::string toText(const pugi::xml_document& document)
{
    std::ostringstream stream;
    document.save(stream, "  ", pugi::format_default, pugi::encoding_utf8);
    return stream.str();
}

void addStep(pugi::xml_node info, int index, const NewareStep& step, double capacity_mAh)
{
    constexpr double tenthsOfMillivolt = 10'000;
    pugi::xml_node node = info.append_child(("Step" + std::to_string(index)).c_str());
    setAttribute(node, "Step_ID", std::to_string(index));
    setAttribute(node, "Step_Type", std::to_string(step.type));
    if (step.type == steptype::end) {
        return;
    }
    pugi::xml_node limit = node.append_child("Limit");
    if (step.type == steptype::cycle) {
        pugi::xml_node other = limit.append_child("Other");
        addValue(other, "Start_Step", step.firstStep);
        addValue(other, "Cycle_Count", step.cycles);
        return;
    }
    pugi::xml_node main = limit.append_child("Main");
    addValue(main, "Curr", step.rate * capacity_mAh);
    addValue(main, "Rate", step.rate);
    addValue(main, "Volt", step.voltage_V * tenthsOfMillivolt);
    addValue(main, "Stop_Volt", step.stopVoltage_V * tenthsOfMillivolt);
    addValue(main, "Stop_Curr", step.stopRate * capacity_mAh);
    addValue(main, "Stop_Rate", step.stopRate);
    addValue(main, "Time", step.time_s * 1000);
}

}  // namespace

std::vector<NewareStep> newareSteps(const CellProgram& program)
{
    std::vector<NewareStep> steps;
    if (program.firstRest_s > 0) {
        steps.push_back({.type = steptype::rest, .time_s = program.firstRest_s});
    }
    appendCycles(steps, program, program.formationRate, program.formationCycles);
    appendCycles(steps, program, program.cycleRate, program.cycles);
    steps.push_back({.type = steptype::end});
    return steps;
}

int newareStepIndex(const CellProgram& program, std::int16_t type, std::int32_t cycle, bool cycling,
                    bool afterDischarge)
{
    if (!cycling) {
        return 1;
    }
    const int firstRest = program.firstRest_s > 0 ? 1 : 0;
    const bool afterFormation = program.formationCycles > 0 && cycle >= program.formationCycles;
    const int begin = 1 + firstRest + (afterFormation ? stepsPerCycle + 1 : 0);
    switch (type) {
    case steptype::chargeCc:
        return begin;
    case steptype::chargeCv:
        return begin + 1;
    case steptype::dischargeCc:
        return begin + 3;
    default:
        return begin + (afterDischarge ? 4 : 2);
    }
}

std::string stepXml(const CellProgram& program, const FileIdentity& identity)
{
    constexpr double secondsPerHour = 3600;
    pugi::xml_document document;
    pugi::xml_node config = addConfig(document, "Step File", "17");
    setAttribute(config, "client_version", clientVersion);
    pugi::xml_node head = config.append_child("Head_Info");
    addValue(head, "Start_Step", 1);
    setAttribute(head.append_child("Creator"), "Value", "demo");
    setAttribute(head.append_child("Remark"), "Value", identity.sampleId);
    addValue(head, "RateType", 105);
    addValue(head, "MultCap", identity.capacity_mAh * secondsPerHour);

    const std::vector<NewareStep> steps = newareSteps(program);
    pugi::xml_node info = config.append_child("Step_Info");
    setAttribute(info, "Num", std::to_string(steps.size()));
    int index = 0;
    for (const NewareStep& step : steps) {
        addStep(info, ++index, step, identity.capacity_mAh);
    }
    return toText(document);
}

std::string testInfoXml(const Recording& recording, const FileIdentity& identity)
{
    const CyclingSeries& series = recording.series;
    const double start_uts = series.uts.empty() ? 0 : series.uts.front();
    const double end_uts = series.uts.empty() ? 0 : series.uts.back();
    pugi::xml_document document;
    pugi::xml_node info = addConfig(document, "Test Info File", "1").append_child("TestInfo");
    setAttribute(info, "DevType", deviceType);
    setAttribute(info, "DevID", identity.device);
    setAttribute(info, "UnitID", "0");
    setAttribute(info, "ChlID", std::to_string(identity.channel));
    setAttribute(info, "TestID", std::to_string(identity.testId));
    setAttribute(info, "CurrRange", "100");
    setAttribute(info, "VoltRange", "5");
    setAttribute(info, "StepName", identity.sampleId + ".xml");
    setAttribute(info, "StartTime", formatTimestamp(start_uts, identity.timeZone));
    if (recording.finished.value_or(true)) {
        setAttribute(info, "EndTime", formatTimestamp(end_uts, identity.timeZone));
    }
    setAttribute(info, "Barcode", identity.sampleId);
    setAttribute(info, "AuxCount", "0");
    return toText(document);
}

std::string versionInfoXml()
{
    pugi::xml_document document;
    pugi::xml_node config = addConfig(document, "Version Info File", "1");
    setAttribute(config, "Is9s", "0");
    pugi::xml_node version = config.append_child("ZwjVersion");
    setAttribute(version, "SvrVer", serverVersion);
    setAttribute(version, "CurrClientVer", clientVersion);
    return toText(document);
}

}  // namespace aurora::simulation
