#include "aurora/protocols/payload.h"

#include "protocols/json_values.h"
#include "protocols/payload_currents.h"
#include "protocols/payload_doubts.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/core/units.h"

#include <cmath>

namespace aurora::protocols {

namespace {

constexpr std::string_view nameMark = "$NAME";

void replaceName(Json& value, const std::string& name)
{
    if (value.is_string()) {
        auto& text = value.get_ref<std::string&>();
        for (std::size_t at = 0; (at = text.find(nameMark, at)) != std::string::npos; at += name.size()) {
            text.replace(at, nameMark.size(), name);
        }
        return;
    }
    if (value.is_structured()) {
        for (Json& inside : value) {
            replaceName(inside, name);
        }
    }
}

void spellCurrents(Json& method)
{
    for (Json& step : method) {
        for (const std::string_view key : currentKeys) {
            if (const auto found = step.find(key); found != step.end() && !found->is_null()) {
                *found = tomatoSpelling(*found);
            }
        }
    }
}

Json& objectAt(Json& value, std::string_view key)
{
    Json& inside = value[std::string(key)];
    if (!inside.is_object()) {
        inside = Json::object();
    }
    return inside;
}

/// Without a path tomato uses its current folder: over SSH the home folder.
void fillPath(Json& value, const std::string& folder)
{
    const auto path = textAt(value, "path");
    if ((!path || path->empty()) && !folder.empty()) {
        value["path"] = folder;
    }
}

void fillFolders(Json& payload, const std::string& folder)
{
    Json& tomato = objectAt(payload, "tomato");
    fillPath(objectAt(tomato, "output"), folder);
    const auto snapshot = tomato.find("snapshot");
    if (snapshot == tomato.end()) {
        return;
    }
    if (snapshot->is_null()) {
        tomato.erase(snapshot);
        return;
    }
    fillPath(*snapshot, folder);
}

/// ASCII only: whatever the code page of the server, the text arrives.
std::string asciiJson(const Json& payload)
{
    constexpr int oneLine = -1;
    constexpr bool asciiOnly = true;
    return payload.dump(oneLine, ' ', asciiOnly, Json::error_handler_t::replace);
}

}  // namespace

double payloadCapacity_mAh(const Json& sampleRow, CapacityDefinition definition, std::string_view sampleName)
{
    const CellCapacity known = cellCapacity(sampleRow, definition);
    if (known.capacity_mAh) {
        return *known.capacity_mAh;
    }
    throw Error(std::string(sampleName) + ": its capacity is not known, because the column \"" +
                std::string(known.missingColumn) +
                "\" is empty or not above 0. Fill it in, or define the capacity in another way.");
}

PreparedPayload preparePayload(const Json& payload, const PayloadTarget& target)
{
    if (const std::string why = whyNoTomatoSample(target.sampleName); !why.empty()) {
        throw Error("The sample name \"" + target.sampleName + "\" " + why + ": tomato cannot take it.");
    }
    if (!std::isfinite(target.capacity_mAh) || target.capacity_mAh <= 0) {
        throw Error(target.sampleName + ": a capacity of " + formatNumber(target.capacity_mAh) +
                    " mAh cannot be sent: every C-rate would be 0 A or meaningless. Nothing was submitted.");
    }
    checkPayload(payload, "The payload");
    Json filled = payload;
    replaceName(filled, target.sampleName);
    Json& sample = objectAt(filled, "sample");
    sample["name"] = target.sampleName;
    sample["capacity"] = target.capacity_mAh / mAhPerAh;
    fillFolders(filled, target.outputFolder);
    PreparedPayload prepared;
    prepared.steps = payloadSteps(filled, target.capacity_mAh);
    prepared.needsConfirmation = payloadDoubts(target, filled);
    spellCurrents(filled["method"]);
    prepared.text = asciiJson(filled);
    return prepared;
}

}  // namespace aurora::protocols
