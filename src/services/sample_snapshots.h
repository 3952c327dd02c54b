#pragma once

#include "aurora/analysis/analyse.h"
#include "aurora/core/progress.h"
#include "aurora/storage/sample_files.h"
#include "provenance.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// The snapshots of a sample: what they say of themselves, and their rows.
///
/// Short ones are read once and kept. Of long ones only the times are read first, and the rows one file after the other
/// while they are merged: memory holds the merged rows and one recording.
class SampleSnapshots
{
public:
    /// @throws Error naming the file that is no snapshot; Cancelled
    SampleSnapshots(const std::vector<std::filesystem::path>& files, const Progress& progress);

    [[nodiscard]] analysis::SampleAnalysis analyse(const Json& sampleRow, const std::string& timeZone);

    [[nodiscard]] MergedSource source(std::size_t index) const;

    /// What the analysis holds at its largest: the merged rows with their derivative, and the rows of snapshots.
    [[nodiscard]] std::uint64_t bytesToAnalyse() const;

    /// Forgets the rows.
    void forgetRows();

private:
    void readTimes(const std::filesystem::path& file);
    void readRows(const std::filesystem::path& file);
    void add(std::span<const double> uts, Json&& metadata);
    [[nodiscard]] analysis::MergeInput load(std::size_t index);

    const std::vector<std::filesystem::path>& m_files;
    const Progress& m_progress;
    bool m_areKept = false;
    std::vector<analysis::RecordingExtent> m_extents;
    std::vector<Protocol> m_protocols;
    std::vector<Json> m_metadata;
    std::vector<CyclingSeries> m_kept;  ///< of every file, or of none
    CyclingSeries m_loaded;             ///< the last one, where they are not kept
};

}  // namespace aurora::services
