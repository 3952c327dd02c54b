#include "aurora/storage/frame.h"

#include <limits>
#include <set>
#include <unordered_map>

namespace aurora::storage {

namespace {

/// The codes of a text column, and the texts in order of their codes.
struct CodedText
{
    std::vector<std::int32_t> codes;
    std::vector<std::string> texts;
};

CodedText codeText(const std::vector<std::string>& column)
{
    CodedText coded;
    coded.codes.reserve(column.size());
    std::unordered_map<std::string_view, std::int32_t> codeOf;
    for (const std::string& text : column) {
        const auto [entry, isNew] = codeOf.emplace(text, static_cast<std::int32_t>(coded.texts.size()));
        if (isNew) {
            coded.texts.push_back(text);
        }
        coded.codes.push_back(entry->second);
    }
    return coded;
}

ColumnValues narrowed(CodedText coded)
{
    constexpr std::size_t mostShortCodes = std::numeric_limits<std::int16_t>::max();
    if (coded.texts.size() > mostShortCodes) {
        return std::move(coded.codes);
    }
    return std::vector<std::int16_t>(coded.codes.begin(), coded.codes.end());
}

std::string uniqueName(const std::string& wanted, std::set<std::string>& taken)
{
    std::string name = wanted;
    for (int number = 2; !taken.insert(name).second; ++number) {
        name = wanted + "~" + std::to_string(number);
    }
    return name;
}

}  // namespace

Frame vendorFrame(std::span<const Column> columns, Json metadata)
{
    Frame frame;
    Json codes = Json::object();
    std::set<std::string> taken;
    for (const Column& column : columns) {
        const std::string name = uniqueName(header(column), taken);
        const auto* const texts = std::get_if<std::vector<std::string>>(&column.values);
        if (texts == nullptr) {
            frame.columns.push_back({name, {}, column.values});
            continue;
        }
        CodedText coded = codeText(*texts);
        codes[name] = coded.texts;
        frame.columns.push_back({name, {}, narrowed(std::move(coded))});
    }
    if (!codes.empty()) {
        metadata["codes"] = std::move(codes);
    }
    frame.metadata = std::move(metadata);
    return frame;
}

}  // namespace aurora::storage
