#pragma once

#include "aurora/core/progress.h"
#include "aurora/services/project.h"
#include "aurora/services/report.h"
#include "aurora/services/ro_crate.h"

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace aurora::services {

/// How a time series is written. CSV, XLSX and HDF5 have the columns of `full.<sample>.h5`, `Q (mAh)` and `dQ/dV
/// (mAh/V)`, every row of them.
enum class SeriesFormat
{
    Csv,   ///< `<sample>.csv`
    Xlsx,  ///< `<sample>.xlsx`; what does not fit on one sheet goes on in the next
    Hdf5,  ///< `<sample>.h5`, a pandas frame as all of ours
    Bdf    ///< `<sample>.bdf.csv`, Battery Data Format 1.3, impedance points included
};

/// What of each sample is written.
struct ExportContents
{
    std::set<SeriesFormat> series;
    bool impedance = false;  ///< `<sample>.impedance.*`, in the formats of the series but BDF; CSV where there is none
    bool cycles = false;     ///< `<sample>.cycles.*`, the per-cycle table, as CSV and XLSX where chosen, else CSV
    bool metadata = false;   ///< `<sample>.metadata.json`: the sample's row, its numbers, provenance

    [[nodiscard]] bool any() const { return !series.empty() || impedance || cycles || metadata; }
};

/// What is to be done about files that are there already.
enum class Existing
{
    Replace,  ///< the report names them
    Keep      ///< the sample fails
};

struct ExportRequest
{
    enum class Packing
    {
        Folder,
        Zip
    };

    std::vector<std::string> samples;
    ExportContents contents;
    /// A zip with ro-crate-metadata.json: the chosen contents (BDF and HDF5 without a chosen series) and always
    /// impedance, per-cycle table and metadata, a folder a sample.
    bool crate = false;
    CrateDescription description;  ///< of the crate
    Packing packing = Packing::Folder;
    std::filesystem::path target;  ///< the folder, made where it is missing, or the zip file
    std::string name;              ///< of a crate in a folder, see crateFileName
    Existing existing = Existing::Replace;
};

struct ExportedFile
{
    std::string sample;          ///< empty for a file of all samples
    std::filesystem::path file;  ///< in an archive: its name there
    std::size_t rows = 0;        ///< of a table
    std::string lacks = {};      ///< what is missing in it and why, a clause; empty: nothing
};

struct ExportResult
{
    Report report;  ///< one item a sample: written, no data (skipped), or failed and why; an archive that failed
    std::vector<ExportedFile> files;
    std::filesystem::path archive;  ///< the zip or the crate that was written; empty: none
};

/// Writes what is stored of the samples for others to read. One bad sample never stops the rest. Every file, and an
/// archive as a whole, is complete or absent. Cancelled, files in a folder stay as far as they are whole, an archive is
/// not written.
/// @throws Error when the folder cannot be made, or an archive is there that is to be kept
/// @throws UsageError for a description that cannot be used, and for a request without contents
[[nodiscard]] ExportResult exportSamples(const Project& project, const ExportRequest& request, Progress& progress);

/// The files of the request that are there already and would be replaced.
[[nodiscard]] std::vector<std::filesystem::path> filesInTheWay(const ExportRequest& request);

/// `<name>.ro-crate.zip`, without blanks: programs that look into crates take its name as a part of an address.
[[nodiscard]] std::string crateFileName(std::string name);

/// What a file of these samples is called without its ending: the sample, else the batch, else the project.
[[nodiscard]] std::string exportName(const Project& project, const std::vector<std::string>& samples,
                                     const std::string& batch = {});

}  // namespace aurora::services
