#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/recording.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats {

/// Whether Recording::vendorColumns is filled.
enum class AllColumns
{
    No,
    Yes
};

struct ReadOptions
{
    std::string timeZone = "Europe/Zurich";  ///< of local times in the file (IANA)
    AllColumns allColumns = AllColumns::No;
    CycleMode cycleMode = CycleMode::Chg;  ///< Neware only
    std::optional<double> start_uts;       ///< said by the user; counts where the file does not know its start
};

/// One vendor format. A new format is one class derived from this, in one file, and one line in registry.cpp.
///
/// Readers have no state and may be used from several threads. They never crash or hang on bad input, and never return
/// silently shortened data: a file that is still being written gives its whole records and `finished` false.
class Reader
{
public:
    virtual ~Reader() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;  ///< "EC-Lab mpr"
    /// Changes whenever the reader gives other numbers for the same bytes; part of the provenance.
    [[nodiscard]] virtual int version() const = 0;
    /// Lower case, with dot. A file of such an ending is of this format even where its content does not show it,
    /// because it is empty or cut off.
    [[nodiscard]] virtual std::span<const std::string_view> endings() const = 0;

    /// Endings that such files have too, but files of quite other kinds as well (.json, .csv): there the content alone
    /// decides, so that a folder may hold foreign ones.
    [[nodiscard]] virtual std::span<const std::string_view> sharedEndings() const { return {}; }

    /// True when a file that begins with these bytes (up to 4 KiB) is of this format.
    [[nodiscard]] virtual bool recognises(std::span<const std::uint8_t> head) const = 0;

    /// True when a closer look at a file of this ending shows that it is whole and of quite another program: in a
    /// folder it is passed over.
    [[nodiscard]] virtual bool isForeign(const std::filesystem::path& /*file*/) const { return false; }

    /// The job data of this reader in words for people: codes as texts, values with units, what is unused left out.
    [[nodiscard]] virtual Json readable(const Json& jobData) const { return jobData; }

    /// @throws FormatError  one sentence with file, offset, expected and found
    /// @throws Cancelled
    [[nodiscard]] virtual Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                         Progress& progress) const = 0;

    /// Other files that read(file) reads, too: parts of a recording that was too long for one file, the log beside it.
    /// May have to read the file; who reads it anyway finds them in Recording::parts.
    [[nodiscard]] virtual std::vector<std::filesystem::path> partsOf(const std::filesystem::path& /*file*/) const
    {
        return {};
    }

    /// The files beside it that may be such by their names; nothing is read.
    [[nodiscard]] virtual std::vector<std::filesystem::path> candidatesOf(const std::filesystem::path& file) const
    {
        return partsOf(file);
    }
};

}  // namespace aurora::formats
