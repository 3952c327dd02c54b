#include "formats/neware/ndax_xml.h"

#include "aurora/core/text.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/neware/steps.h"
#include "formats/neware/job_json.h"
#include "formats/neware/quantities.h"

#include <pugixml.hpp>

#include <array>

namespace aurora::formats::neware {

namespace {

constexpr std::int64_t channelsPerUnit = 8;

/// Declared as GB2312, files hold characters of its superset GB18030; bytes that are neither become U+FFFD.
std::string decodeXml(std::string_view xml)
{
    const std::string declaration = lowerCase(xml.substr(0, std::min<std::size_t>(xml.size(), 100)));
    if (declaration.find("gb2312") != std::string::npos) {
        return toUtf8(xml, "GB18030");
    }
    return toUtf8(xml, "UTF-8");
}

/// Takes away an attribute whose text ends in its middle: half a barcode may be the name of another sample.
void removeLastAttribute(pugi::xml_document& document)
{
    pugi::xml_node node = document;
    while (node.last_child()) {
        node = node.last_child();
    }
    node.remove_attribute(node.last_attribute());
}

/// @return whether the text is complete; the document holds what stands before an error
bool load(pugi::xml_document& document, std::string_view xml)
{
    const std::string text = decodeXml(xml);
    const pugi::xml_parse_result result =
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (result.status == pugi::status_bad_attribute) {
        removeLastAttribute(document);
    }
    return static_cast<bool>(result);
}

pugi::xml_node configOf(const pugi::xml_document& document)
{
    return document.child("root").child("config");
}

std::optional<double> numberOf(const pugi::xml_attribute& attribute)
{
    return parseNumber(attribute.value());
}

std::optional<std::int64_t> integerOf(const pugi::xml_attribute& attribute)
{
    return parseInteger(attribute.value());
}

int intOf(const pugi::xml_attribute& attribute)
{
    return static_cast<int>(integerOf(attribute).value_or(0));
}

/// Where a number of the protocol stands, under which key it is kept, and in which power of ten of the key's unit.
struct ProtocolNumber
{
    const char* path;  ///< of the element whose attribute `Value` holds it
    std::string_view key;
    int power;
};

constexpr int asItIs = 0;
constexpr int tenths = -1;
constexpr int thousandths = -3;
constexpr int tenthsOfThousandths = -4;

constexpr std::array stepNumbers{
    ProtocolNumber{"Limit/Main/Curr", job::current_A, thousandths},
    ProtocolNumber{"Limit/Main/Volt", job::voltage_V, tenthsOfThousandths},
    ProtocolNumber{"Limit/Main/Time", job::time_s, thousandths},
    ProtocolNumber{"Limit/Main/Stop_Volt", job::cutOffVoltage_V, tenthsOfThousandths},
    ProtocolNumber{"Limit/Main/Stop_Curr", job::cutOffCurrent_A, thousandths},
    ProtocolNumber{"Limit/Main/Cap", job::cutOffCapacity_mAs, asItIs},
    ProtocolNumber{"Limit/Main/Rate", job::rate, asItIs},
    ProtocolNumber{"Limit/Main/Stop_Rate", job::stopRate, asItIs},
    ProtocolNumber{"Limit/Other/Step_Range", job::stepRange_mA, asItIs},
};

constexpr std::array recordNumbers{
    ProtocolNumber{"Main/Time", job::every_s, thousandths},
    ProtocolNumber{"Main/Volt", job::everyVoltageChange_V, tenthsOfThousandths},
    ProtocolNumber{"Main/Curr", job::everyCurrentChange_A, thousandths},
};

constexpr std::array stepIntegers{
    ProtocolNumber{"Limit/Other/Cycle_Count", job::cycleCount, asItIs},
    ProtocolNumber{"Limit/Other/Start_Step", job::startStepId, asItIs},
};

constexpr std::array protectionNumbers{
    ProtocolNumber{"Main/Volt/Upper", job::upperVoltage_V, tenthsOfThousandths},
    ProtocolNumber{"Main/Volt/Lower", job::lowerVoltage_V, tenthsOfThousandths},
    ProtocolNumber{"Main/Curr/Upper", job::upperCurrent_A, thousandths},
    ProtocolNumber{"Main/Curr/Lower", job::lowerCurrent_A, thousandths},
    ProtocolNumber{"Main/Cap/Upper", job::upperCapacity_mAs, asItIs},
    ProtocolNumber{"Aux/Temp/Upper", job::upperTemperature_degC, tenths},
};

pugi::xml_attribute valueAt(const pugi::xml_node& node, const char* path)
{
    return node.first_element_by_path(path).attribute("Value");
}

/// Numbers that are not 0; 0 in these files means that nothing was set.
void putNumbers(Json& object, const pugi::xml_node& node, std::span<const ProtocolNumber> numbers)
{
    for (const ProtocolNumber& wanted : numbers) {
        const std::optional<double> number = scaledNumber(valueAt(node, wanted.path).value(), wanted.power);
        if (number && *number != 0) {
            put(object, wanted.key, *number);
        }
    }
}

void putIntegers(Json& object, const pugi::xml_node& node, std::span<const ProtocolNumber> integers)
{
    for (const ProtocolNumber& wanted : integers) {
        const std::optional<std::int64_t> number = integerOf(valueAt(node, wanted.path));
        if (number && *number != 0) {
            put(object, wanted.key, *number);
        }
    }
}

/// The numbers below a node as an object of their own; nothing where there are none.
void putGroup(Json& object, std::string_view key, const pugi::xml_node& node, std::span<const ProtocolNumber> numbers)
{
    Json group = Json::object();
    putNumbers(group, node, numbers);
    if (!group.empty()) {
        put(object, key, std::move(group));
    }
}

/// `Cnd1`, `Cnd2` …: their codes are not understood, so they are kept as they stand.
void putConditions(Json& step, const pugi::xml_node& other)
{
    Json conditions = Json::array();
    for (const pugi::xml_node& child : other.children()) {
        if (!std::string_view(child.name()).starts_with("Cnd")) {
            continue;
        }
        Json& condition = conditions.emplace_back(Json::object());
        for (const pugi::xml_attribute& attribute : child.attributes()) {
            const std::optional<double> number = numberOf(attribute);
            put(condition, attribute.name(), number ? Json(*number) : Json(attribute.value()));
        }
    }
    if (!conditions.empty()) {
        put(step, job::conditions, std::move(conditions));
    }
}

Json stepObject(const pugi::xml_node& node)
{
    Json step = Json::object();
    put(step, job::stepIndex, intOf(node.attribute("Step_ID")));
    put(step, job::stepName, stepTypeName(intOf(node.attribute("Step_Type"))));
    putNumbers(step, node, stepNumbers);
    putIntegers(step, node, stepIntegers);
    putConditions(step, node.child("Limit").child("Other"));
    putGroup(step, job::recording, node.child("Record"), recordNumbers);
    putGroup(step, job::protection, node.child("Protect"), protectionNumbers);
    const pugi::xml_node temperature =
        node.find_node([](const pugi::xml_node& candidate) { return !candidate.attribute("TempValue").empty(); });
    putNumber(step, job::temperature_degC, scaledNumber(temperature.attribute("TempValue").value(), tenths));
    return step;
}

/// Where the unit is 0, the channel counts on over units of eight, and users know unit and channel by their own
/// numbers.
void splitChannel(TestInfo& info)
{
    if (info.unitId != 0 || !info.channelId || *info.channelId < 1) {
        return;
    }
    info.unitId = (*info.channelId - 1) / channelsPerUnit + 1;
    info.channelId = (*info.channelId - 1) % channelsPerUnit + 1;
}

std::vector<double> currentRanges(const pugi::xml_node& testInfo)
{
    constexpr std::string_view name = "MULTI_RANGE";
    std::vector<double> ranges;
    for (const pugi::xml_attribute& attribute : testInfo.child(name.data()).attributes()) {
        const std::optional<double> range = numberOf(attribute);
        if (range && std::string_view(attribute.name()).starts_with(name)) {
            ranges.push_back(*range);
        }
    }
    return ranges;
}

std::vector<AuxElement> auxElements(const pugi::xml_node& testInfo)
{
    std::vector<AuxElement> elements;
    for (const pugi::xml_node& child : testInfo.children()) {
        if (child.attribute("AuxID").empty()) {
            continue;
        }
        elements.push_back({intOf(child.attribute("AuxID")), intOf(child.attribute("RealChlID")),
                            intOf(child.attribute("ChlType")), intOf(child.attribute("TypeID"))});
    }
    return elements;
}

}  // namespace

TestInfo parseTestInfo(std::string_view xml)
{
    pugi::xml_document document;
    TestInfo info;
    info.complete = load(document, xml);
    const pugi::xml_node node = configOf(document).child("TestInfo");
    info.barcode = trimmed(node.attribute("Barcode").value());
    info.remark = trimmed(node.attribute("Remark").value());
    info.startTime = trimmed(node.attribute("StartTime").value());
    info.endTime = trimmed(node.attribute("EndTime").value());
    info.serialNumber = trimmed(node.attribute("SN").value());
    info.stepFile = trimmed(node.attribute("StepName").value());
    info.deviceType = integerOf(node.attribute("DevType"));
    info.deviceId = integerOf(node.attribute("DevID"));
    info.unitId = integerOf(node.attribute("UnitID"));
    info.channelId = integerOf(node.attribute("ChlID"));
    info.testId = integerOf(node.attribute("TestID"));
    info.currentRange_mA = numberOf(node.attribute("CurrRange"));
    info.voltageRange_V = numberOf(node.attribute("VoltRange"));
    info.testGuid = trimmed(node.attribute("TestGuid").value());
    info.serverAddress = trimmed(node.attribute("SvrIP").value());
    info.modifyCount = integerOf(node.attribute("ModifyCount"));
    info.currentRanges_mA = currentRanges(node);
    info.auxiliaries = auxElements(node);
    splitChannel(info);
    return info;
}

Json parseStepFile(std::string_view xml)
{
    pugi::xml_document document;
    load(document, xml);
    const pugi::xml_node config = configOf(document);
    const pugi::xml_node head = config.child("Head_Info");

    Json protocol = Json::object();
    putText(protocol, job::creator, head.child("Creator").attribute("Value").value());
    putText(protocol, job::protocolRemark, head.child("Remark").attribute("Value").value());
    putText(protocol, job::protocolNumber, head.child("PN").attribute("Value").value());
    putNumber(protocol, job::rateType, integerOf(head.child("RateType").attribute("Value")));
    putNumber(protocol, job::startStep, integerOf(head.child("Start_Step").attribute("Value")));
    putNumber(protocol, job::multCap_mAs, numberOf(head.child("MultCap").attribute("Value")));
    putGroup(protocol, job::protection, config.child("Whole_Prt").child("Protect"), protectionNumbers);
    putGroup(protocol, job::recording, config.child("Whole_Prt").child("Record"), recordNumbers);
    Json steps = Json::array();
    for (const pugi::xml_node& node : config.child("Step_Info").children()) {
        if (!node.attribute("Step_ID").empty()) {
            steps.push_back(stepObject(node));
        }
    }
    if (!steps.empty()) {
        put(protocol, job::steps, std::move(steps));
    }
    return protocol;
}

Json parseVersionInfo(std::string_view xml)
{
    pugi::xml_document document;
    load(document, xml);
    Json versions = Json::object();
    for (const pugi::xml_attribute& attribute : configOf(document).child("ZwjVersion").attributes()) {
        putText(versions, attribute.name(), attribute.value());
    }
    putText(versions, "Is9s", configOf(document).attribute("Is9s").value());  // 0: BTS 8
    return versions;
}

}  // namespace aurora::formats::neware
