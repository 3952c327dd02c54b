#include "aurora/services/export_samples.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/storage/zip.h"
#include "crate_metadata.h"
#include "leftovers.h"
#include "sample_export.h"
#include "wording.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* crateMetadataName = "ro-crate-metadata.json";

/// A folder beside an archive in which its files are made; it goes with everything in it.
class StagingFolder
{
public:
    explicit StagingFolder(const fs::path& archive) : m_path(TemporaryFile(archive).path()) { makeFolder(m_path); }

    ~StagingFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }

    StagingFolder(const StagingFolder&) = delete;
    StagingFolder& operator=(const StagingFolder&) = delete;

    [[nodiscard]] const fs::path& path() const noexcept { return m_path; }

private:
    fs::path m_path;
};

/// What of each sample goes into a crate: what was chosen, and everything that a crate has.
ExportContents contentsOfCrate(ExportContents contents)
{
    if (contents.series.empty()) {
        contents.series = {SeriesFormat::Bdf, SeriesFormat::Hdf5};
    }
    contents.impedance = true;
    contents.cycles = true;
    contents.metadata = true;
    return contents;
}

/// The archive that a request comes to; empty when there is none.
fs::path archiveOf(const ExportRequest& request)
{
    if (request.packing == ExportRequest::Packing::Zip) {
        return request.target;
    }
    return request.crate ? request.target / pathFromText(crateFileName(request.name)) : fs::path();
}

/// Whether files go into the folder as they are.
bool hasLooseFiles(const ExportRequest& request)
{
    return request.packing == ExportRequest::Packing::Folder && request.contents.any();
}

std::string contentWords(const std::string& name)
{
    const auto has = [&name](const char* part) { return name.find(part) != std::string::npos; };
    return has(".metadata.")    ? "The sample's row, its numbers, and where its data comes from"
           : has(".cycles.")    ? "Per-cycle table"
           : has(".impedance.") ? "Impedance spectra"
           : has(".bdf.csv")    ? "Time series in the Battery Data Format"
                                : "Time series with charge and differential capacity in each cycle";
}

std::string filesText(const std::vector<ExportedFile>& files)
{
    std::vector<std::string> texts;
    for (const ExportedFile& file : files) {
        const std::string name = pathText(file.file.filename());
        texts.push_back(file.rows == 0 ? name : name + " (" + countText(file.rows, "row") + ")");
    }
    return listText(texts);
}

/// Exports the samples of one request.
class Exporter
{
public:
    Exporter(const Project& project, const ExportRequest& request, Progress& progress)
        : m_project(project),
          m_request(request),
          m_progress(progress),
          m_database(project.openDatabase()),
          m_archive(archiveOf(request))
    {
    }

    ExportResult run()
    {
        prepare();
        try {
            const std::vector<std::string> samples = eachOnce(m_request.samples);
            for (std::size_t i = 0; i < samples.size(); ++i) {
                m_progress.report(i, samples.size(), samples[i]);
                exportOne(samples[i], i, samples.size());
                m_progress.report(i + 1, samples.size(), samples[i]);
            }
            tryToWriteArchive();
        } catch (const Cancelled&) {
            noteCancelled();
        }
        return std::move(m_result);
    }

private:
    static std::vector<std::string> eachOnce(const std::vector<std::string>& names)
    {
        std::vector<std::string> once;
        std::set<std::string> seen;
        std::copy_if(names.begin(), names.end(), std::back_inserter(once),
                     [&seen](const std::string& name) { return seen.insert(name).second; });
        return once;
    }

    /// @throws Error, UsageError
    void prepare()
    {
        if (!m_request.contents.any() && !m_request.crate) {
            throw UsageError("Nothing was chosen to be exported.");
        }
        if (const std::string why = whyNotDescription(m_request.description); m_request.crate && !why.empty()) {
            throw UsageError(why);
        }
        const fs::path folder =
            m_request.packing == ExportRequest::Packing::Folder ? m_request.target : m_request.target.parent_path();
        const fs::path target = folder.empty() ? fs::path(".") : folder;
        makeFolder(target);
        removeLeftovers(target);
        std::error_code ignored;
        if (!m_archive.empty()) {
            if (m_request.existing == Existing::Keep && fs::exists(m_archive, ignored)) {
                throw Error(pathText(m_archive) + " is there already and was left as it is. Nothing was written.");
            }
            m_staging.emplace(m_archive);
        }
    }

    void exportOne(const std::string& name, std::size_t index, std::size_t count)
    {
        std::vector<ExportedFile> loose;
        std::vector<ExportedFile> packed;
        try {
            m_progress.throwIfCancelled();
            const StoredSample sample = storedSample(m_project, *m_database, name);
            const ExportContents& wanted = m_request.crate ? contentsOfCrate(m_request.contents) : m_request.contents;
            if (const std::string why = whyNoExport(m_project, sample, wanted); !why.empty()) {
                m_result.report.skipped.push_back({name, "no data: " + why, {}});
                return;
            }
            write(sample, loose, packed, [&](double share) {
                m_progress.reportShare((static_cast<double>(index) + share) / static_cast<double>(count));
            });
            noteWritten(sample, std::move(loose), std::move(packed));
        } catch (const Cancelled&) {
            keepLoose(loose);
            throw;
        } catch (const Error& error) {
            noteFailed(name, error.what(), error.cause(), loose);
        } catch (const std::exception& error) {
            noteFailed(name, name + " could not be exported.", error.what(), loose);
        }
    }

    void write(const StoredSample& sample, std::vector<ExportedFile>& loose, std::vector<ExportedFile>& packed,
               const std::function<void(double)>& share)
    {
        const bool both = hasLooseFiles(m_request) && m_staging;
        if (hasLooseFiles(m_request)) {
            noteReplaced(sample.id.text());
            writeSample(
                sample, {m_request.target, m_request.contents}, loose,
                [&](double part) { share(both ? part / 2 : part); }, m_progress);
        }
        if (m_staging) {
            const fs::path folder =
                m_request.crate ? m_staging->path() / pathFromText(sample.id.text()) : m_staging->path();
            makeFolder(folder);
            writeSample(
                sample, {folder, m_request.crate ? contentsOfCrate(m_request.contents) : m_request.contents}, packed,
                [&](double part) { share(both ? (1 + part) / 2 : part); }, m_progress);
        }
    }

    /// @throws Error when files that are there have to stay
    void noteReplaced(const std::string& sample)
    {
        m_replaced.clear();
        for (const std::string& name : exportedNames(sample, m_request.contents)) {
            std::error_code ignored;
            if (fs::exists(m_request.target / pathFromText(name), ignored)) {
                m_replaced.insert(name);
            }
        }
        if (m_request.existing == Existing::Keep && !m_replaced.empty()) {
            throw Error(pathText(m_request.target / pathFromText(*m_replaced.begin())) +
                        " is there already and was left as it is.");
        }
    }

    void keepLoose(const std::vector<ExportedFile>& loose)
    {
        m_result.files.insert(m_result.files.end(), loose.begin(), loose.end());
    }

    void noteWritten(const StoredSample& sample, std::vector<ExportedFile> loose, std::vector<ExportedFile> packed)
    {
        keepLoose(loose);
        std::string message = "written: " + filesText(loose.empty() ? packed : loose);
        const auto replaced = std::count_if(loose.begin(), loose.end(), [this](const ExportedFile& file) {
            return m_replaced.contains(pathText(file.file.filename()));
        });
        if (replaced > 0) {
            message += "; " + countText(static_cast<std::size_t>(replaced), "older file") +
                       (replaced == 1 ? " was replaced" : " were replaced");
        }
        for (const ExportedFile& file : loose.empty() ? packed : loose) {
            if (!file.lacks.empty()) {
                message += "; " + pathText(file.file.filename()) + " lacks " + file.lacks;
            }
        }
        if (!loose.empty() && !packed.empty()) {
            m_inBoth.push_back(m_result.report.done.size());
        }
        m_result.report.done.push_back({sample.id.text(), std::move(message), {}});
        if (!packed.empty()) {
            m_packed.push_back({sample.id.text(), sample.row, {}});
            m_packedFiles.push_back(std::move(packed));
        }
    }

    void noteFailed(const std::string& name, const std::string& why, const std::string& cause,
                    const std::vector<ExportedFile>& loose)
    {
        keepLoose(loose);
        m_result.report.failed.push_back(
            {name, loose.empty() ? why : why + " Written before: " + filesText(loose) + ".", cause});
    }

    void tryToWriteArchive()
    {
        try {
            writeArchive();
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            noteNoArchive(error.what(), error.cause());
        } catch (const std::exception& error) {
            noteNoArchive("The archive could not be written.", error.what());
        }
    }

    void noteNoArchive(const std::string& why, const std::string& cause)
    {
        if (!hasLooseFiles(m_request)) {
            m_result.report.done.clear();
        }
        m_result.report.failed.push_back({pathText(m_archive), why, cause});
    }

    /// Nothing is written when no sample had anything to put into it.
    void writeArchive()
    {
        if (m_packed.empty()) {
            return;
        }
        m_progress.report(m_packed.size(), m_packed.size(), pathText(m_archive.filename()));
        std::vector<storage::ZipMember> members;
        std::vector<ExportedFile> files;
        for (std::size_t i = 0; i < m_packed.size(); ++i) {
            if (m_request.crate) {
                members.push_back({m_packed[i].id + "/"});
            }
            for (const ExportedFile& file : m_packedFiles[i]) {
                const std::string name = pathText(file.file.lexically_relative(m_staging->path()));
                members.push_back({name, file.file});
                files.push_back({file.sample, pathFromText(name), file.rows});
                if (m_request.crate) {
                    m_packed[i].files.push_back({name, contentWords(name), fs::file_size(file.file)});
                }
            }
        }
        if (m_request.crate) {
            const fs::path metadata = m_staging->path() / crateMetadataName;
            replaceFileText(metadata, dumpJson(crateMetadata(m_request.description, m_packed, m_project.name(),
                                                             nowUts(), m_project.timeZone()),
                                               2) +
                                          "\n");
            members.insert(members.begin(), {crateMetadataName, metadata});
            files.push_back({{}, crateMetadataName, 0});
        }
        storage::writeZip(m_archive, members, m_progress);
        m_result.files.insert(m_result.files.end(), files.begin(), files.end());
        m_result.archive = m_archive;
        for (const std::size_t item : m_inBoth) {
            m_result.report.done[item].message += "; also in " + pathText(m_archive.filename());
        }
    }

    void noteCancelled()
    {
        m_result.report.cancelled = true;
        if (m_archive.empty()) {
            m_result.report.howToGoOn = "The files that were written are whole; the same again writes them all.";
            return;
        }
        m_result.report.howToGoOn = pathText(m_archive) + " was not written.";
        if (!hasLooseFiles(m_request)) {
            m_result.report.done.clear();
        }
    }

    const Project& m_project;
    const ExportRequest& m_request;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    fs::path m_archive;
    std::optional<StagingFolder> m_staging;
    std::set<std::string> m_replaced;   ///< files of the sample that is being written
    std::vector<std::size_t> m_inBoth;  ///< results of samples with files beside the archive and in it
    std::vector<CrateSample> m_packed;
    std::vector<std::vector<ExportedFile>> m_packedFiles;  ///< of each of them
    ExportResult m_result;
};

}  // namespace

ExportResult exportSamples(const Project& project, const ExportRequest& request, Progress& progress)
{
    return Exporter(project, request, progress).run();
}

std::vector<fs::path> filesInTheWay(const ExportRequest& request)
{
    std::vector<fs::path> found;
    const auto addIfThere = [&found](const fs::path& file) {
        std::error_code ignored;
        if (fs::exists(file, ignored)) {
            found.push_back(file);
        }
    };
    if (hasLooseFiles(request)) {
        for (const std::string& sample : request.samples) {
            for (const std::string& name : exportedNames(sample, request.contents)) {
                addIfThere(request.target / pathFromText(name));
            }
        }
    }
    if (const fs::path archive = archiveOf(request); !archive.empty()) {
        addIfThere(archive);
    }
    return found;
}

std::string crateFileName(std::string name)
{
    std::replace(name.begin(), name.end(), ' ', '_');
    return name + ".ro-crate.zip";
}

std::string exportName(const Project& project, const std::vector<std::string>& samples, const std::string& batch)
{
    if (!batch.empty()) {
        return batch;
    }
    return samples.size() == 1 ? samples.front() : project.name();
}

}  // namespace aurora::services
