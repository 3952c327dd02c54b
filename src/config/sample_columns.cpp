#include "aurora/config/sample_columns.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace aurora::config {

namespace {

constexpr std::string_view text255 = "VARCHAR(255)";
constexpr std::string_view freeText = "TEXT";
constexpr std::string_view integer = "INT";
constexpr std::string_view real = "FLOAT";
constexpr std::string_view dateTime = "DATETIME";

struct Entry
{
    std::string_view name;
    std::string_view sqlType;
    std::array<std::string_view, 4> alternatives{};
};

constexpr std::array columnsBeforeElectrodes{
    Entry{"Sample ID", text255, {"sampleid"}},
    Entry{"Run ID", text255},
    Entry{"Cell number", integer, {"Battery_Number"}},
    Entry{"Actual N:P ratio", real},
    Entry{"Rack position", integer, {"Rack_Position"}},
    Entry{"Separator", text255},
    Entry{"Electrolyte name", text255, {"Electrolyte"}},
    Entry{"Electrolyte description", freeText},
    Entry{"Electrolyte position", integer},
    Entry{"Electrolyte amount (uL)", real, {"Electrolyte Amount"}},
    Entry{"Electrolyte dispense order", text255},
    Entry{"Electrolyte amount before separator (uL)", real},
    Entry{"Electrolyte amount after separator (uL)", real},
};

// Once for each electrode: X stands for Anode and Cathode.
constexpr std::array electrodeColumns{
    Entry{"X rack position", integer, {"X Position"}},
    Entry{"X type", text255},
    Entry{"X description", freeText},
    Entry{"X diameter (mm)", real, {"X_Diameter", "X Diameter"}},
    Entry{"X mass (mg)", real, {"X Weight (mg)"}},
    Entry{"X current collector mass (mg)", real, {"X Current Collector Weight (mg)"}},
    Entry{"X active material mass fraction",
          real,
          {"X AM Content", "X Weight Fraction", "X Active Material Weight Fraction"}},
    Entry{"X active material mass (mg)", real, {"X AM Weight (mg)", "X Active Material Weight (mg)"}},
    Entry{"X C-rate definition areal capacity (mAh/cm2)", real},
    Entry{"X C-rate definition specific capacity (mAh/g)", real},
    Entry{"X balancing specific capacity (mAh/g)",
          real,
          {"X Practical Capacity (mAh/g)", "X Nominal Specific Capacity (mAh/g)"}},
    Entry{"X balancing capacity (mAh)", real, {"X Capacity (mAh)"}},
};

constexpr std::array columnsAfterElectrodes{
    Entry{"C-rate definition capacity (mAh)", real, {"Capacity (mAh)", "C-rate Capacity (mAh)"}},
    Entry{"Target N:P ratio", real},
    Entry{"Minimum N:P ratio", real},
    Entry{"Maximum N:P ratio", real},
    Entry{"N:P ratio overlap factor", real},
    Entry{"Casing type", text255},
    Entry{"Separator diameter (mm)", real},
    Entry{"Spacer (mm)", real},
    Entry{"First half cycle", text255},
    Entry{"Comment", freeText, {"Comments"}},
    Entry{"Label", text255},
    Entry{"Barcode", text255},
    Entry{"Subbatch number", integer, {"Batch Number", "Subbatch"}},
    Entry{"Assembly history", freeText},
};

constexpr int assemblySteps = 11;

std::string forElectrode(std::string_view name, std::string_view electrode)
{
    return name.starts_with("X") ? std::string(electrode) + std::string(name.substr(1)) : std::string(name);
}

SampleColumn toColumn(const Entry& entry, std::string_view electrode = {})
{
    SampleColumn column;
    column.name = electrode.empty() ? std::string(entry.name) : forElectrode(entry.name, electrode);
    for (const std::string_view alternative : entry.alternatives) {
        if (!alternative.empty()) {
            column.alternativeNames.push_back(electrode.empty() ? std::string(alternative)
                                                                : forElectrode(alternative, electrode));
        }
    }
    column.sqlType = entry.sqlType;
    column.type = cellTypeOf(entry.sqlType);
    return column;
}

std::vector<SampleColumn> makeStandardColumns()
{
    std::vector<SampleColumn> columns;
    for (const Entry& entry : columnsBeforeElectrodes) {
        columns.push_back(toColumn(entry));
    }
    for (const std::string_view electrode : {"Anode", "Cathode"}) {
        for (const Entry& entry : electrodeColumns) {
            columns.push_back(toColumn(entry, electrode));
        }
    }
    for (const Entry& entry : columnsAfterElectrodes) {
        columns.push_back(toColumn(entry));
    }
    for (int step = 1; step <= assemblySteps; ++step) {
        columns.push_back({.name = "Timestamp step " + std::to_string(step),
                           .alternativeNames = {},
                           .sqlType = std::string(dateTime),
                           .type = CellType::DateTime});
    }
    return columns;
}

bool containsIgnoringCase(const std::vector<std::string>& names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& other) { return equalsIgnoringCase(other, name); });
}

/// Types go into SQL as they are: words, numbers in brackets and commas only.
bool isSqlType(std::string_view type)
{
    return !type.empty() && std::all_of(type.begin(), type.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_' ||
               c == '(' || c == ')' || c == ',';
    });
}

std::vector<std::string> alternativeNames(const Json& entry, const std::string& where)
{
    std::vector<std::string> names;
    const auto found = entry.find("Alternative names");
    if (found == entry.end() || found->is_null()) {
        return names;
    }
    if (!found->is_array()) {
        throw Error(where + ": \"Alternative names\" must be a list of texts, not " + dumpJson(*found) + ".");
    }
    for (const Json& name : *found) {
        if (!name.is_string()) {
            throw Error(where + ": \"Alternative names\" holds " + dumpJson(name) + ", which is not a text.");
        }
        names.push_back(name.get<std::string>());
    }
    return names;
}

void addStandardAlternatives(SampleColumn& column)
{
    for (const SampleColumn& standard : standardSampleColumns()) {
        if (!equalsIgnoringCase(standard.name, column.name)) {
            continue;
        }
        for (const std::string& name : standard.alternativeNames) {
            if (!containsIgnoringCase(column.alternativeNames, name)) {
                column.alternativeNames.push_back(name);
            }
        }
    }
}

SampleColumn columnFromJson(const Json& entry, std::size_t number)
{
    std::string where = "\"Sample database\", entry " + std::to_string(number);
    const auto name = textAt(entry, "Name");
    if (!name || trimmed(*name).empty()) {
        throw Error(where + ": \"Name\" is missing.");
    }
    where += " (" + *name + ")";
    SampleColumn column;
    column.name = *name;
    column.sqlType = textAt(entry, "Type").value_or("TEXT");
    if (!isSqlType(column.sqlType)) {
        throw Error(where + ": \"Type\" is \"" + column.sqlType + "\", which is no SQL type such as FLOAT.");
    }
    column.type = cellTypeOf(column.sqlType);
    column.alternativeNames = alternativeNames(entry, where);
    addStandardAlternatives(column);
    return column;
}

}  // namespace

const std::vector<SampleColumn>& standardSampleColumns()
{
    static const std::vector<SampleColumn> columns = makeStandardColumns();
    return columns;
}

std::vector<SampleColumn> sampleColumnsFromJson(const Json& list)
{
    if (!list.is_array()) {
        throw Error("\"Sample database\" must be a list of {Name, Alternative names, Type}.");
    }
    std::vector<SampleColumn> columns;
    for (const Json& entry : list) {
        SampleColumn column = columnFromJson(entry, columns.size() + 1);
        if (std::any_of(columns.begin(), columns.end(),
                        [&](const SampleColumn& other) { return equalsIgnoringCase(other.name, column.name); }))
        {
            throw Error("\"Sample database\" has the column \"" + column.name + "\" twice.");
        }
        columns.push_back(std::move(column));
    }
    if (std::none_of(columns.begin(), columns.end(),
                     [](const SampleColumn& column) { return column.name == "Sample ID"; })) {
        throw Error("\"Sample database\" has no column \"Sample ID\", which is the key of every sample.");
    }
    return columns;
}

CellType cellTypeOf(std::string_view sqlType)
{
    struct Word
    {
        std::string_view part;
        CellType type;
    };

    // The first word found inside the type counts: INT stands for BIGINT and INTEGER too.
    static constexpr std::array words{
        Word{"char", CellType::Text},     Word{"text", CellType::Text},    Word{"date", CellType::DateTime},
        Word{"time", CellType::DateTime}, Word{"int", CellType::Integer},  Word{"bool", CellType::Integer},
        Word{"float", CellType::Real},    Word{"real", CellType::Real},    Word{"double", CellType::Real},
        Word{"numeric", CellType::Real},  Word{"decimal", CellType::Real},
    };
    const std::string lower = lowerCase(sqlType);
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const Word& word) { return lower.find(word.part) != std::string::npos; });
    return found == words.end() ? CellType::Text : found->type;
}

Json toJson(const std::vector<SampleColumn>& columns)
{
    Json list = Json::array();
    for (const SampleColumn& column : columns) {
        Json entry = Json::object();
        entry["Name"] = column.name;
        if (!column.alternativeNames.empty()) {
            entry["Alternative names"] = column.alternativeNames;
        }
        entry["Type"] = column.sqlType;
        list.push_back(std::move(entry));
    }
    return list;
}

const SampleColumn* findSampleColumn(const std::vector<SampleColumn>& columns, std::string_view header)
{
    header = trimmed(header);
    const auto byName = std::find_if(columns.begin(), columns.end(), [&](const SampleColumn& column) {
        return equalsIgnoringCase(column.name, header);
    });
    if (byName != columns.end()) {
        return &*byName;
    }
    const auto byAlternative = std::find_if(columns.begin(), columns.end(), [&](const SampleColumn& column) {
        return containsIgnoringCase(column.alternativeNames, header);
    });
    return byAlternative == columns.end() ? nullptr : &*byAlternative;
}

}  // namespace aurora::config
