#include "aurora/storage/batch_files.h"

#include "aurora/core/cycle_table.h"

#include <algorithm>
#include <set>

namespace aurora::storage {

namespace {

constexpr const char* sampleKey = "Sample ID";
constexpr const char* cycleKey = "Cycle";

const Json& valueOf(const Json& data, const std::string& key)
{
    static const Json nothing;
    const auto found = data.is_object() ? data.find(key) : data.end();
    return found == data.end() ? nothing : *found;
}

std::size_t cycleCount(const BatchMember& member)
{
    const Json& cycles = valueOf(member.data, cycleKey);
    return cycles.is_array() ? cycles.size() : 0;
}

/// A list of one single value a cycle.
bool isPerCycleList(const Json& value, std::size_t cycles)
{
    return value.is_array() && cycles > 0 && value.size() == cycles &&
           std::none_of(value.begin(), value.end(), [](const Json& entry) { return entry.is_structured(); });
}

/// The keys of all members, each once, by what they are of. A list without any value is null, so that a key counts as
/// per cycle when it is known as such or a list in some member.
struct Keys
{
    std::vector<std::string> perCycle;
    std::vector<std::string> perSample;
};

Keys keysOf(std::span<const BatchMember> members)
{
    std::vector<std::string> order;
    std::set<std::string> seen{sampleKey, cycleKey};
    std::set<std::string> perCycle;
    for (const BatchMember& member : members) {
        for (const auto& [key, value] : member.data.items()) {
            if (key != sampleKey && key != cycleKey && seen.insert(key).second) {
                order.push_back(key);
            }
            if (findCycleColumn(key) != nullptr || isPerCycleList(value, cycleCount(member))) {
                perCycle.insert(key);
            }
        }
    }
    Keys keys;
    for (const std::string& key : order) {
        (perCycle.contains(key) ? keys.perCycle : keys.perSample).push_back(key);
    }
    return keys;
}

CellValue cellOf(const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    if (value.is_number_integer()) {
        return value.get<std::int64_t>();
    }
    if (value.is_number()) {
        return value.get<double>();
    }
    return value.is_string() ? value.get<std::string>() : dumpJson(value);
}

CellValue entryOf(const Json& list, std::size_t position)
{
    return list.is_array() && position < list.size() ? cellOf(list[position]) : CellValue();
}

void addColumns(Table& table, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        table.columns.push_back({.name = name});
    }
}

}  // namespace

Json batchJson(std::span<const BatchMember> members, Json provenance)
{
    Json data = Json::array();
    Json metadata = Json::object();
    for (const BatchMember& member : members) {
        data.push_back(member.data);
        metadata[member.sampleId] = member.metadata;
    }
    return {{"data", std::move(data)},
            {"metadata", {{"sample_metadata", std::move(metadata)}, {"provenance", std::move(provenance)}}}};
}

Sheet cyclesSheet(std::span<const BatchMember> members)
{
    const std::vector<std::string> keys = keysOf(members).perCycle;
    Sheet sheet{.name = "Data by cycle", .table = {}};
    addColumns(sheet.table, {sampleKey, cycleKey});
    addColumns(sheet.table, keys);
    for (const BatchMember& member : members) {
        std::vector<const Json*> lists{&valueOf(member.data, cycleKey)};
        for (const std::string& key : keys) {
            lists.push_back(&valueOf(member.data, key));
        }
        for (std::size_t cycle = 0; cycle < cycleCount(member); ++cycle) {
            std::vector<CellValue>& row = sheet.table.rows.emplace_back();
            row.reserve(lists.size() + 1);
            row.emplace_back(member.sampleId);
            for (const Json* const list : lists) {
                row.push_back(entryOf(*list, cycle));
            }
        }
    }
    return sheet;
}

Sheet resultsSheet(std::span<const BatchMember> members)
{
    const std::vector<std::string> keys = keysOf(members).perSample;
    Sheet sheet{.name = "Results by sample", .table = {}};
    addColumns(sheet.table, {sampleKey});
    addColumns(sheet.table, keys);
    for (const BatchMember& member : members) {
        std::vector<CellValue>& row = sheet.table.rows.emplace_back();
        row.reserve(keys.size() + 1);
        row.emplace_back(member.sampleId);
        for (const std::string& key : keys) {
            row.push_back(cellOf(valueOf(member.data, key)));
        }
    }
    return sheet;
}

}  // namespace aurora::storage
