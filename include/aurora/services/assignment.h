#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// Which sample a file belongs to, and how that was found out.
struct Assignment
{
    std::string sampleId;
    std::string by;    ///< "path", "barcode", "inferred", "name", "zip", "user", "snapshot", "job"
    std::string hint;  ///< the text of the file that named it, barcode or remark; empty where it was something else
};

/// Finds samples for files: what the file says (barcode, remark), where it lies, what can be inferred from parts of the
/// text, and last a whole Sample ID in the name of the file or of the zip that it came in.
class SampleFinder
{
public:
    /// @param sampleIds    all samples of the project
    /// @param runs         their runs (column `Run ID`), in the order of sampleIds; empty ones are taken from the ID
    /// @param runIdLookup  folder name → run
    SampleFinder(std::vector<std::string> sampleIds, const std::vector<std::string>& runs,
                 std::map<std::string, std::string> runIdLookup);

    /// @param hints  texts of the file that may name the sample, best first
    /// @param zip    name of the zip that the file came in; empty: none
    /// @return nothing when no sample, or more than one, fits
    [[nodiscard]] std::optional<Assignment>
    find(const std::filesystem::path& file, const std::vector<std::string>& hints, const std::string& zip = {}) const;

    /// Another sample that the file names, too: in its texts, by the folders it lies in, or in its own name. Of a file
    /// that was given by its name alone also a text that names no sample of the project.
    /// @param given  the sample to which it is given
    /// @return by is "barcode" for a text, "path" for folders and the name; nothing when all that names one names this
    [[nodiscard]] std::optional<Assignment> contradiction(const Assignment& given, const std::filesystem::path& file,
                                                          const std::vector<std::string>& hints) const;

    /// One clause that says why find() found nothing: for the report.
    [[nodiscard]] std::string whyNot(const std::filesystem::path& file, const std::vector<std::string>& hints) const;

    [[nodiscard]] bool knows(const std::string& sampleId) const;

private:
    [[nodiscard]] std::optional<std::string> byPath(const std::filesystem::path& file) const;
    [[nodiscard]] std::optional<std::string> inFolders(const std::string& runFolder, const std::string& folder) const;
    [[nodiscard]] std::vector<std::string> inName(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> inferred(const std::string& hint) const;

    std::map<std::string, std::vector<std::string>> m_partsById;  ///< sample ID → its parts
    std::map<std::string, bool> m_runs;
    std::map<std::string, std::string> m_runIdLookup;
};

}  // namespace aurora::services
