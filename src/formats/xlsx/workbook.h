#pragma once

#include "aurora/core/progress.h"
#include "formats/xlsx/sheet.h"
#include "formats/zip_stream.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::xlsx {

/// An Excel workbook: a zip of XML parts, of which sheets are found by their names.
class Workbook
{
public:
    /// Reads what sheets there are.
    /// @throws FormatError without the file's name when it is no zip, or one without workbook
    explicit Workbook(const std::filesystem::path& file);

    [[nodiscard]] const std::vector<std::string>& sheetNames() const noexcept { return m_sheetNames; }

    [[nodiscard]] bool hasSheet(std::string_view name) const { return findSheet(name) != nullptr; }

    /// Hands the rows of a sheet to the receiver; a sheet that is not there has none. Capital letters in its name do
    /// not count, unless two names differ in nothing else.
    /// @throws FormatError without the file's name; Cancelled
    void read(std::string_view sheet, SheetReceiver& receiver, Progress& progress);

    /// Hands over the first rows of a sheet, with no more of the shared texts read than they need. A cell whose shared
    /// text is not there is empty.
    /// @throws FormatError without the file's name; Cancelled
    void readFirst(std::string_view sheet, std::size_t rows, SheetReceiver& receiver, Progress& progress) const;

    /// The program that wrote the file, as it calls itself; empty where the file does not say.
    [[nodiscard]] std::string application() const;

private:
    [[nodiscard]] const ZipArchive::Member* findSheet(std::string_view name) const;
    [[nodiscard]] SharedStrings readStrings(std::size_t wanted, Progress& progress) const;

    ZipStreams m_archive;
    std::vector<std::string> m_sheetNames;
    std::vector<std::string> m_sheetParts;  ///< member of each sheet
    std::string m_stringsPart;
    SharedStrings m_strings;
    bool m_stringsAreRead = false;
};

}  // namespace aurora::formats::xlsx
