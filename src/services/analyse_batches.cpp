#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/parallel.h"
#include "aurora/services/batches.h"
#include "aurora/services/sample_data.h"
#include "aurora/storage/batch_files.h"
#include "aurora/storage/sample_files.h"
#include "provenance.h"
#include "wording.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// What a sample gives to its batch, or why it gives nothing.
struct Contribution
{
    enum class Kind
    {
        Data,
        NoData,
        Failed
    };

    Kind kind = Kind::Data;
    storage::BatchMember member;
    std::string message;
    std::string cause;
};

Contribution readMember(const Project& project, const std::string& sample)
{
    try {
        const SampleId id(sample);
        const fs::path file = project.sampleFolder(id) / pathFromText("cycles." + sample + ".json");
        if (!fs::exists(file)) {
            return {Contribution::Kind::NoData, {}, whyNotAnalysed(project, id), {}};
        }
        storage::CyclesFile cycles = storage::readCycles(file);
        return {Contribution::Kind::Data, {sample, std::move(cycles.data), std::move(cycles.metadata)}, {}, {}};
    } catch (const Error& error) {
        return {Contribution::Kind::Failed, {}, error.what(), error.cause()};
    } catch (const std::exception& error) {
        return {Contribution::Kind::Failed, {}, sample + ": its numbers could not be read.", error.what()};
    }
}

/// Analyses batches of one project.
class BatchAnalyser
{
public:
    BatchAnalyser(const Project& project, Progress& progress) : m_project(project), m_progress(progress) {}

    Report run(const std::vector<std::string>& names)
    {
        const std::vector<Batch> batches = chosen(names);
        for (std::size_t i = 0; i < batches.size(); ++i) {
            m_progress.report(i, batches.size(), batches[i].name);
            try {
                analyse(batches[i]);
            } catch (const Cancelled&) {
                throw;
            } catch (const Error& error) {
                fail(batches[i].name, error.what(), error.cause());
            } catch (const std::exception& error) {
                fail(batches[i].name, "The batch \"" + batches[i].name + "\" could not be analysed.", error.what());
            }
        }
        return std::move(m_report);
    }

private:
    [[nodiscard]] std::vector<Batch> chosen(const std::vector<std::string>& names)
    {
        std::vector<Batch> all = listBatches(m_project);
        if (names.empty()) {
            return all;
        }
        m_named = true;
        std::vector<Batch> batches;
        for (const std::string& name : names) {
            const auto found =
                std::find_if(all.begin(), all.end(), [&](const Batch& batch) { return batch.name == name; });
            if (found == all.end()) {
                fail(name, "There is no batch \"" + name + "\" in the project.", {});
            } else {
                batches.push_back(*found);
            }
        }
        return batches;
    }

    void analyse(const Batch& batch)
    {
        if (const std::string reason = whyNoBatchName(batch.name); !reason.empty()) {
            throw Error("\"" + batch.name + "\" cannot be the name of a folder: it " + reason +
                        ". Make a batch of another name with its samples.");
        }
        const std::vector<storage::BatchMember> members = readMembers(batch);
        if (members.empty()) {
            noteEmpty(batch);
            return;
        }
        write(batch, members);
    }

    [[nodiscard]] std::vector<storage::BatchMember> readMembers(const Batch& batch)
    {
        std::vector<storage::BatchMember> members;
        makeInOrder<Contribution>(
            batch.samples.size(),
            [&](std::size_t i) {
                m_progress.throwIfCancelled();
                return readMember(m_project, batch.samples[i]);
            },
            [&](std::size_t i, Contribution contribution) {
                if (contribution.kind == Contribution::Kind::Data) {
                    members.push_back(std::move(contribution.member));
                } else {
                    leaveOut(batch.samples[i], contribution, batch);
                }
            });
        return members;
    }

    /// A sample of several batches is told once, with all that it was left out of.
    void leaveOut(const std::string& sample, const Contribution& contribution, const Batch& batch)
    {
        const bool failed = contribution.kind == Contribution::Kind::Failed;
        std::vector<ReportItem>& items = failed ? m_report.failed : m_report.skipped;
        const auto [known, isNew] = m_leftOut.try_emplace({sample, contribution.kind}, LeftOut{items.size(), {}});
        if (isNew) {
            items.push_back({sample, {}, contribution.cause, ReportKind::Analysis});
        }
        std::vector<std::string>& batches = known->second.batches;
        batches.push_back(batch.name);
        items[known->second.item].message = contribution.message + " It was left out of the " +
                                            (batches.size() == 1 ? "batch " : "batches ") + someOf(batches) + ".";
    }

    void noteEmpty(const Batch& batch)
    {
        const bool hasNone = batch.samples.empty();
        const std::string message =
            std::string(hasNone ? "has no samples" : "has no sample with analysed data") + ": no file was written";
        if (m_named && !hasNone) {
            fail(batch.name, "The batch \"" + batch.name + "\" " + message + ".", {});
        } else {
            m_report.skipped.push_back({batch.name, message, {}});
        }
    }

    void write(const Batch& batch, const std::vector<storage::BatchMember>& members)
    {
        const fs::path workbook = batchFile(m_project, batch.name, ".xlsx");
        const fs::path json = batchFile(m_project, batch.name, ".json");
        const std::array sheets{storage::cyclesSheet(members), storage::resultsSheet(members)};
        makeFolder(workbook.parent_path());
        storage::writeXlsx(workbook, sheets, m_progress);  // first what may be cancelled: the two belong together
        replaceFileText(json, dumpJson(storage::batchJson(members, provenanceOf(batch)), 1) + "\n");
        m_report.done.push_back({batch.name,
                                 "analysed: " + std::to_string(members.size()) + " of " +
                                     std::to_string(batch.samples.size()) + " samples, " +
                                     std::to_string(sheets[0].table.rows.size()) + " cycles in " +
                                     pathText(workbook.filename()) + " and " + pathText(json.filename()),
                                 {}});
    }

    [[nodiscard]] Json provenanceOf(const Batch& batch) const
    {
        return {{"time_zone", m_project.timeZone()},
                {"batch", {{"name", batch.name}, {"description", batch.description}}},
                {"aurora_metadata", {{"batch_analysis", provenanceStep("analyse_batch", m_project.timeZone())}}}};
    }

    void fail(const std::string& input, const std::string& message, const std::string& cause)
    {
        m_report.failed.push_back({input, message, cause});
    }

    struct LeftOut
    {
        std::size_t item;  ///< of the report
        std::vector<std::string> batches;
    };

    const Project& m_project;
    Progress& m_progress;
    Report m_report;
    std::map<std::pair<std::string, Contribution::Kind>, LeftOut> m_leftOut;  ///< by Sample ID, and why
    bool m_named = false;  ///< the user asked for these batches, and not for all
};

}  // namespace

Report analyseBatches(const Project& project, const std::vector<std::string>& names, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be analysed in it.");
    }
    return BatchAnalyser(project, progress).run(names);
}

}  // namespace aurora::services
