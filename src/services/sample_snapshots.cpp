#include "sample_snapshots.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/protocols/job_protocol.h"
#include "aurora/protocols/technique_codes.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t bytesPerMergedRow = 44;
constexpr std::uint64_t bytesPerSnapshotRow = 60;
constexpr std::uint64_t mostKeptBytes = std::uint64_t{32} << 20U;

}  // namespace

SampleSnapshots::SampleSnapshots(const std::vector<fs::path>& files, const Progress& progress)
    : m_files(files), m_progress(progress)
{
    std::uint64_t rows = 0;
    for (const fs::path& file : files) {
        rows += storage::rowCount(file);
    }
    m_areKept = rows * bytesPerSnapshotRow <= mostKeptBytes;
    for (const fs::path& file : files) {
        progress.throwIfCancelled();
        if (m_areKept) {
            readRows(file);
        } else {
            readTimes(file);
        }
    }
}

void SampleSnapshots::readTimes(const fs::path& file)
{
    static const std::vector<std::string> times{"uts"};
    storage::Frame frame = storage::readFrame(file, times, m_progress);
    const Column* const uts = frame.find("uts");
    if (uts == nullptr) {
        throw Error(pathText(file) + ": it is no snapshot: the column uts is missing.");
    }
    add(toDoubles(uts->values), std::move(frame.metadata));
}

void SampleSnapshots::readRows(const fs::path& file)
{
    storage::Snapshot snapshot = storage::readSnapshot(file, m_progress);
    add(snapshot.series.uts, std::move(snapshot.metadata));
    m_kept.push_back(std::move(snapshot.series));
}

void SampleSnapshots::add(std::span<const double> uts, Json&& metadata)
{
    m_extents.push_back(analysis::extentOf(uts));
    m_protocols.push_back(protocols::protocolFromJobData(memberOf(metadata, "job_data")));
    m_metadata.push_back(std::move(metadata));
}

analysis::SampleAnalysis SampleSnapshots::analyse(const Json& sampleRow, const std::string& timeZone)
{
    return analysis::analyseSample(
        m_extents, [this](std::size_t index) { return load(index); }, m_protocols, sampleRow, timeZone, m_progress);
}

MergedSource SampleSnapshots::source(std::size_t index) const
{
    return {pathText(m_files[index].filename()), m_metadata[index]};
}

std::uint64_t SampleSnapshots::bytesToAnalyse() const
{
    std::uint64_t rows = 0;
    std::uint64_t longest = 0;
    for (const analysis::RecordingExtent& extent : m_extents) {
        rows += extent.rows;
        longest = std::max<std::uint64_t>(longest, extent.rows);
    }
    return rows * bytesPerMergedRow + (m_areKept ? rows : longest) * bytesPerSnapshotRow;
}

void SampleSnapshots::forgetRows()
{
    m_kept = {};
    m_loaded = {};
}

analysis::MergeInput SampleSnapshots::load(std::size_t index)
{
    if (!m_areKept) {
        m_loaded = {};  // before the next one is there
        m_loaded = storage::readSnapshot(m_files[index], m_progress).series;
    }
    return {m_areKept ? &m_kept[index] : &m_loaded, finishedOf(m_metadata[index]).value_or(true),
            protocols::techniqueCodesOf(m_metadata[index])};
}

}  // namespace aurora::services
