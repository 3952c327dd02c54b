#pragma once

#include "aurora/database/database.h"
#include "aurora/services/import_data.h"
#include "provenance.h"

#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace aurora::services {

/// What is remembered of files that were imported before: where they went, and what the user said of them.
class EarlierImports
{
public:
    struct Entry
    {
        std::string sampleId;
        std::string snapshotFile;
        std::string assignedBy;
        std::string sha256;
    };

    /// @param options  say where files were harvested from
    EarlierImports(const Project& project, const database::Database& database, const ImportDataOptions& options);

    /// @param file  absolute; nullptr when it was never stored
    [[nodiscard]] const Entry* find(const std::filesystem::path& file) const;

    /// The sample that the user said of the file, stored or not.
    [[nodiscard]] std::optional<std::string> sampleSaid(const std::filesystem::path& file) const;

    /// The start that the user said of the file.
    [[nodiscard]] std::optional<double> startSaid(const std::filesystem::path& file) const;

    /// Where the file is stored already, when neither it (by size and time of change) nor the way it would be read is
    /// another now: importing a folder again costs next to nothing. Nothing when it has to be read.
    [[nodiscard]] const Entry* unchanged(const SourceFile& file) const;

private:
    /// Server label, folder, path.
    using Place = std::tuple<std::string, std::string, std::string>;

    [[nodiscard]] bool isForAnother(const Entry& entry, const std::filesystem::path& file) const;
    [[nodiscard]] const Entry* noted(const std::filesystem::path& file) const;
    [[nodiscard]] Json provenanceOf(const Entry& entry) const;

    const Project& m_project;
    const ImportDataOptions& m_options;
    std::map<Place, Entry> m_entries;
};

}  // namespace aurora::services
