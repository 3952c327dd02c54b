#include "formats/eclab/mpr_settings.h"

#include "aurora/core/text.h"
#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "aurora/formats/eclab/mpr_parameters.h"
#include "formats/eclab/mpr_fields.h"

#include <array>
#include <optional>

namespace aurora::formats::eclab {

namespace {

/// More sequences than any protocol has: a damaged count must not fill the memory.
constexpr std::size_t maximumSequences = 1000;

/// The parameters at the end of the settings, in the words of mpr_layout.h.
struct ParameterBlock
{
    std::uint8_t version = 0;
    std::size_t sequences = 0;
    std::size_t count = 0;  ///< parameters of a sequence
    std::size_t recordSize = 0;
    Bytes records;
};

std::optional<ParameterBlock> findParameters(Bytes body)
{
    for (const std::size_t place : parameterPlaces) {
        const auto length = valueAt<std::uint32_t>(body, place - parametersLengthBefore);
        if (!length || *length < parametersOverhead || place + *length + settingsTail != body.size()) {
            continue;
        }
        ParameterBlock block;
        block.version = *valueAt<std::uint8_t>(body, place - parametersVersionBefore);
        block.sequences = *valueAt<std::uint16_t>(body, place);
        block.count = *valueAt<std::uint16_t>(body, place + sizeof(std::uint16_t));
        block.records = body.subspan(place + parametersHead, *length - parametersOverhead);
        if (block.sequences > 0 && block.records.size() % block.sequences == 0) {
            block.recordSize = block.records.size() / block.sequences;
        }
        return block;
    }
    return std::nullopt;
}

Json sequence(const ParameterLayout& layout, Bytes record)
{
    Json json = Json::object();
    for (const Parameter& parameter : layout.parameters) {
        json[std::string(parameter.name)] = fieldValue(record, parameter.offset, parameter.stored);
    }
    return json;
}

/// True where a parameter holds something in bytes whose place is only a guess.
bool isUnproven(const Parameter& parameter, Bytes record)
{
    constexpr std::uint32_t lowByte = 0xFF;
    switch (parameter.mark) {
    case Mark::ByAnalogy:
        return fieldValue(record, parameter.offset, parameter.stored) != Json(0);
    case Mark::LowByte:
        return valueAt<std::uint32_t>(record, parameter.offset).value_or(0) > lowByte;
    default:
        return false;
    }
}

/// Parameters whose place is only a guess, where a file shows for the first time something in it.
std::string unprovenNames(const ParameterLayout& layout, Bytes record)
{
    std::string names;
    for (const Parameter& parameter : layout.parameters) {
        if (isUnproven(parameter, record)) {
            names += (names.empty() ? "" : ", ") + std::string(parameter.name);
        }
    }
    return names;
}

std::string techniqueText(std::uint8_t id)
{
    const auto name = techniqueName(id);
    return name ? std::string(*name) : hex(id);
}

void addSequences(JobFacts& facts, const ParameterBlock& block, const ParameterLayout& layout, std::string_view file)
{
    Json list = Json::array();
    std::string unproven;
    for (std::size_t i = 0; i < block.sequences; ++i) {
        const Bytes record = block.records.subspan(i * block.recordSize, block.recordSize);
        list.push_back(sequence(layout, record));
        unproven = unproven.empty() ? unprovenNames(layout, record) : unproven;
    }
    facts.json[key::parameters] = std::move(list);
    if (layout.parameters.front().mark == Mark::PublicSources) {
        facts.warnings.push_back(std::string(file) + ": the layout of the parameters of technique ID " +
                                 hex(layout.techniqueId) +
                                 " is told by public sources only: check that they make sense.");
    }
    if (!unproven.empty()) {
        facts.warnings.push_back(std::string(file) + ": the place of the parameters " + unproven +
                                 " in the settings of this EC-Lab version is not proven and they are not 0 here: do "
                                 "not rely on them, and please report the file.");
    }
}

void addParameters(JobFacts& facts, std::uint8_t technique, Bytes body, std::string_view file)
{
    const std::string left = std::string(file) + ": the parameters of " + techniqueText(technique);
    const std::string fate = " They were left out; the data is not affected. Please report the file.";
    const std::optional<ParameterBlock> block = findParameters(body);
    if (!block) {
        facts.warnings.push_back(left + " were not found in the settings module of " + std::to_string(body.size()) +
                                 " bytes." + fate);
        return;
    }
    facts.json[key::parametersVersion] = block->version;
    const ParameterLayout* const layout = findParameterLayout(technique, block->version);
    if (layout == nullptr) {
        facts.warnings.push_back(left + " have the structure version " + std::to_string(block->version) +
                                 ", whose layout is not known." + fate);
        return;
    }
    if (block->count != layout->count || block->recordSize != layout->recordSize || block->sequences > maximumSequences)
    {
        facts.warnings.push_back(left + " (structure version " + std::to_string(block->version) + ") should be " +
                                 std::to_string(layout->count) + " in " + std::to_string(layout->recordSize) +
                                 " bytes a sequence, but are " + std::to_string(block->count) + " in " +
                                 std::to_string(block->records.size()) + " bytes for " +
                                 std::to_string(block->sequences) + " sequences." + fate);
        return;
    }
    addSequences(facts, *block, *layout, file);
}

/// Fields whose number is a code.
struct CodedField
{
    std::string_view key;
    CodeGroup group;
};

constexpr std::array codedFields{CodedField{key::surfaceAreaUnit, CodeGroup::AreaUnit},
                                 CodedField{key::characteristicMassUnit, CodeGroup::MassUnit},
                                 CodedField{key::batteryCapacityUnit, CodeGroup::CapacityUnit}};

/// Lines end with \n alone.
std::string withoutCarriageReturns(std::string text)
{
    std::erase(text, '\r');
    return text;
}

void addCell(Json& json, Bytes body)
{
    for (const ModuleField& field : setFields()) {
        Json value = fieldValue(body, field.offset, field.stored);
        if (!value.is_null() && value != Json("")) {
            json[std::string(field.key)] = std::move(value);
        }
    }
    if (const auto comments = textAt(json, key::comments)) {
        json[std::string(key::comments)] = withoutCarriageReturns(*comments);
    }
    for (const CodedField& field : codedFields) {
        if (const auto code = numberAt(json, field.key)) {
            const auto text = codeText(field.group, static_cast<std::uint32_t>(*code));
            json[std::string(field.key)] = text ? Json(*text) : Json(*code);
        }
    }
}

}  // namespace

JobFacts readSettings(const Module& module, std::string_view file)
{
    JobFacts facts;
    const auto technique = valueAt<std::uint8_t>(module.body, 0);
    if (!technique) {
        facts.warnings.push_back(std::string(file) +
                                 ": the settings module is empty, so that technique, parameters and "
                                 "cell data are unknown.");
        return facts;
    }
    facts.json[key::technique] = techniqueText(*technique);
    if (const auto title = techniqueTitle(*technique)) {
        facts.json[key::techniqueTitle] = *title;
    }
    if (!techniqueName(*technique)) {
        facts.warnings.push_back(std::string(file) + ": the technique ID " + hex(*technique) +
                                 " is not known, so that the technique has no name. The data is not affected. Please "
                                 "report the file.");
    }
    addCell(facts.json, module.body);
    addParameters(facts, *technique, module.body, file);
    return facts;
}

}  // namespace aurora::formats::eclab
