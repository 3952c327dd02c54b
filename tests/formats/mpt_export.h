#pragma once

#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::test {

/// A number as EC-Lab printed it.
struct PrintedNumber
{
    double value;
    double lastDigit;  ///< what one unit of the last printed digit is worth
};

/// Reads `1.2345678E+002` and `1,25`; nothing for texts.
inline std::optional<PrintedNumber> printedNumber(std::string_view text)
{
    std::string plain(trimmed(text));
    std::ranges::replace(plain, ',', '.');
    const std::optional<double> value = parseNumber(plain);
    if (!value) {
        return std::nullopt;
    }
    const std::size_t exponentAt = std::min(plain.find_first_of("eE"), plain.size());
    const std::size_t point = plain.find('.');
    const auto decimals = point < exponentAt ? static_cast<double>(exponentAt - point - 1) : 0.0;
    const double exponent =
        exponentAt < plain.size() ? parseNumber(std::string_view(plain).substr(exponentAt + 1)).value() : 0.0;
    return PrintedNumber{*value, std::pow(10.0, exponent - decimals)};
}

/// EC-Lab's text export: header lines and the columns as they were printed.
struct MptExport
{
    struct Column
    {
        std::string name;  ///< with unit: "Ewe/V"
        std::vector<PrintedNumber> values;
    };

    std::vector<std::string> headerLines;
    std::vector<Column> columns;
    std::size_t rows = 0;
};

inline MptExport readMpt(const std::filesystem::path& file)
{
    std::vector<std::string> lines = split(toUtf8(readFile(file), "WINDOWS-1252"), '\n');
    MptExport mpt;
    const auto headerSize = static_cast<std::size_t>(printedNumber(split(lines.at(1), ':').at(1)).value().value);
    mpt.headerLines.assign(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(headerSize));
    for (const std::string& name : split(mpt.headerLines.back(), '\t')) {
        if (!trimmed(name).empty()) {
            mpt.columns.push_back({std::string(trimmed(name)), {}});
        }
    }
    for (std::size_t i = headerSize; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty()) {
            continue;
        }
        const std::vector<std::string> cells = split(lines[i], '\t');
        for (std::size_t c = 0; c < mpt.columns.size(); ++c) {
            mpt.columns[c].values.push_back(printedNumber(cells.at(c)).value());
        }
        ++mpt.rows;
    }
    return mpt;
}

}  // namespace aurora::test
