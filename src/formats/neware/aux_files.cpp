#include "formats/neware/aux_files.h"

#include "aurora/core/text.h"
#include "aurora/formats/neware/aux_channels.h"

#include <algorithm>
#include <array>
#include <limits>

namespace aurora::formats::neware {

namespace {

/// Quantities that one record of an auxiliary file may hold side by side, and their columns.
struct NamedQuantity
{
    Quantity quantity;
    std::string_view letter;
    std::string_view unit;
    double scale;
};

constexpr std::array namedQuantities{
    NamedQuantity{Quantity::AuxVoltage_V, "V", "mV", 1000},
    NamedQuantity{Quantity::AuxTemperature_degC, "T", "degC", 1},
    NamedQuantity{Quantity::AuxSetPoint_degC, "t", "degC", 1},
};

/// All records in order of index; of two with the same index the first in the file.
std::vector<IndexedRecord> recordsByIndex(const NdcFile& file)
{
    const FieldReader index(file.layout(), Quantity::Index);
    std::vector<IndexedRecord> records;
    records.reserve(file.size());
    file.forEachRecord([&](std::uint32_t slot, const std::uint8_t* bytes) {
        records.push_back({index ? static_cast<std::uint32_t>(index.integer(bytes)) : slot, bytes});
    });
    sortByIndex(records);
    return records;
}

std::vector<double> valuesOfRows(std::span<const IndexedRecord> records, const FieldReader& field, double scale,
                                 std::span<const std::uint32_t> rowIndices)
{
    std::vector<double> values;
    values.reserve(rowIndices.size());
    auto next = records.begin();
    const auto before = [](const IndexedRecord& record, std::uint32_t wanted) { return record.index < wanted; };
    for (const std::uint32_t index : rowIndices) {
        if (next == records.end() || next->index != index) {
            next = std::lower_bound(records.begin(), records.end(), index, before);
        }
        const bool found = next != records.end() && next->index == index;
        values.push_back(found ? field.value(next->bytes) * scale : std::numeric_limits<double>::quiet_NaN());
        next += found ? 1 : 0;
    }
    return values;
}

const AuxElement* findElement(const AuxFileName& name, std::span<const AuxElement> elements)
{
    const auto fits = [&](const AuxElement& element) {
        if (name.auxId) {
            return element.auxId == *name.auxId;
        }
        return element.realChannelId == name.realChannelId && element.channelType == name.channelType &&
               element.typeId == name.typeId;
    };
    const auto found = std::find_if(elements.begin(), elements.end(), fits);
    return found == elements.end() ? nullptr : &*found;
}

}  // namespace

void sortByIndex(std::vector<IndexedRecord>& records)
{
    const auto byIndex = [](const IndexedRecord& a, const IndexedRecord& b) { return a.index < b.index; };
    if (!std::is_sorted(records.begin(), records.end(), byIndex)) {
        std::stable_sort(records.begin(), records.end(), byIndex);
    }
}

std::vector<Column> auxColumns(std::span<const RecordField> fields, std::span<const IndexedRecord> records,
                               const std::string& number, std::span<const std::uint32_t> rowIndices)
{
    std::vector<Column> columns;
    for (const NamedQuantity& named : namedQuantities) {
        const FieldReader field(fields, named.quantity);
        if (field) {
            columns.push_back({std::string(named.letter) + number, std::string(named.unit),
                               valuesOfRows(records, field, named.scale, rowIndices)});
        }
    }
    return columns;
}

std::optional<AuxFileName> parseAuxFileName(std::string_view member)
{
    constexpr std::string_view ending = ".ndc";
    constexpr std::string_view prefix = "data_AUX_";
    if (!member.ends_with(ending)) {
        return std::nullopt;
    }
    const std::string_view stem = member.substr(0, member.size() - ending.size());
    const std::vector<std::string> parts = split(stem, '_');
    std::vector<int> numbers;
    for (auto part = parts.rbegin(); part != parts.rend() && numbers.size() < 3; ++part) {
        const std::optional<std::int64_t> number = parseInteger(*part);
        if (!number || *number < 0 || *number > std::numeric_limits<int>::max() / 2) {
            break;
        }
        numbers.push_back(static_cast<int>(*number));
    }
    AuxFileName name;
    if (member.starts_with(prefix) && parts.size() == 5 && numbers.size() == 3) {
        name.numbers = stem.substr(prefix.size() - 1);
        name.realChannelId = numbers[2];
        name.channelType = numbers[1] + auxFileTypeOffset;
        name.typeId = numbers[0];
        return name;
    }
    if (parts.size() < 2 || numbers.empty()) {
        return std::nullopt;
    }
    name.numbers = std::to_string(numbers[0]);
    name.auxId = numbers[0];
    return name;
}

std::string doubtOf(const NdcFile& file, const AuxFileName& name, std::span<const AuxElement> elements)
{
    const AuxElement* taken = findElement(name, elements);
    if (taken == nullptr || !name.auxId || file.layout().find(Quantity::AuxValue) == nullptr) {
        return {};
    }
    std::string others;
    for (const AuxElement& element : elements) {
        if (element.auxId == taken->auxId && element.channelType != taken->channelType) {
            others += (others.empty() ? "" : ", ") + std::to_string(element.channelType);
        }
    }
    if (others.empty()) {
        return {};
    }
    return "TestInfo.xml has auxiliary channel " + std::to_string(taken->auxId) +
           " with several types. The values of *_" + name.numbers + ".ndc were taken as type " +
           std::to_string(taken->channelType) + ", not as " + others + "; compare them with BTSDA.";
}

std::vector<Column> auxColumns(const NdcFile& file, const AuxFileName& name, std::span<const AuxElement> elements,
                               std::span<const std::uint32_t> rowIndices)
{
    const AuxElement* element = findElement(name, elements);
    const std::string number = element == nullptr ? name.numbers : std::to_string(element->auxId);
    const std::vector<IndexedRecord> records = rowIndices.empty() ? std::vector<IndexedRecord>{} : recordsByIndex(file);

    std::vector<Column> columns = auxColumns(file.layout().fields, records, number, rowIndices);
    const FieldReader value(file.layout(), Quantity::AuxValue);
    if (!value) {
        return columns;
    }
    const int channelType = element == nullptr ? name.channelType : element->channelType;
    const AuxChannelType* type = findAuxChannelType(channelType);
    if (type == nullptr) {
        columns.push_back(
            {"Aux" + std::to_string(channelType) + "_" + number, "", valuesOfRows(records, value, 1, rowIndices)});
        return columns;
    }
    columns.push_back({std::string(type->letter) + number, std::string(type->unit),
                       valuesOfRows(records, value, type->scale, rowIndices)});
    return columns;
}

}  // namespace aurora::formats::neware
