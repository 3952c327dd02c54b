#include "batch_check.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/sample_id.h"
#include "aurora/services/batches.h"
#include "aurora/storage/sample_files.h"
#include "aurora/storage/xlsx.h"
#include "leftovers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// What looking at the files of one batch shows.
struct BatchCondition
{
    std::map<std::string, std::string> faults;  ///< file → why it cannot be used, a sentence
    std::string missing;                        ///< the one of its two files that is not there
    bool hasFiles = false;
    std::string outdated;  ///< the first thing in which the files are behind, a clause
};

/// The numbers of a sample as its cycles file has them now; nothing when there is none that can be read.
std::optional<Json> currentData(const Project& project, const std::string& sample)
{
    try {
        const fs::path file = project.sampleFolder(SampleId(sample)) / pathFromText("cycles." + sample + ".json");
        std::error_code ignored;
        if (!fs::exists(file, ignored)) {
            return std::nullopt;
        }
        std::optional<Json> data;
        data.emplace(storage::readCycles(file).data);
        return data;
    } catch (const Error&) {
        return std::nullopt;  // told as the fault of that file
    }
}

/// Members of a `batch.*.json` by their Sample ID. @throws Error when it is no such file
std::map<std::string, Json> membersOf(const fs::path& file)
{
    const Json content = parseJson(readFile(file), pathText(file));
    const auto data = content.is_object() ? content.find("data") : content.end();
    if (data == content.end() || !data->is_array()) {
        throw Error(pathText(file) + ": it is no file of a batch: the list \"data\" is missing.");
    }
    std::map<std::string, Json> members;
    for (const Json& member : *data) {
        const auto sample = member.is_object() ? textAt(member, "Sample ID") : std::nullopt;
        if (!sample) {
            throw Error(pathText(file) + ": it is no file of a batch: one of its samples has no \"Sample ID\".");
        }
        members.insert_or_assign(*sample, member);
    }
    return members;
}

/// The first thing in which the files are behind the project.
std::string whyOutdated(const Project& project, const Batch& batch, const std::map<std::string, Json>& members,
                        const Progress& progress)
{
    for (const std::string& sample : batch.samples) {
        progress.throwIfCancelled();
        const std::optional<Json> now = currentData(project, sample);
        const auto member = members.find(sample);
        if (member == members.end() && now) {
            return sample + " is not in its files";
        }
        if (member != members.end() && now && member->second != *now) {
            return sample + " was analysed since";
        }
    }
    for (const auto& [sample, data] : members) {
        if (std::find(batch.samples.begin(), batch.samples.end(), sample) == batch.samples.end()) {
            return sample + " is in its files, but not in the batch any more";
        }
    }
    return {};
}

void checkJson(const Project& project, const Batch& batch, const fs::path& file, BatchCondition& condition,
               const Progress& progress)
{
    try {
        condition.outdated = whyOutdated(project, batch, membersOf(file), progress);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        condition.faults[pathText(file)] = error.what();
    }
}

BatchCondition conditionOf(const Project& project, const Batch& batch, const Progress& progress)
{
    BatchCondition condition;
    if (!whyNoBatchName(batch.name).empty()) {
        return condition;  // other programs allowed other names; no file of ours can be there
    }
    const fs::path workbook = batchFile(project, batch.name, ".xlsx");
    const fs::path json = batchFile(project, batch.name, ".json");
    std::error_code ignored;
    const bool hasWorkbook = fs::exists(workbook, ignored);
    const bool hasJson = fs::exists(json, ignored);
    condition.hasFiles = hasWorkbook || hasJson;
    if (hasWorkbook != hasJson) {
        condition.missing = pathText((hasJson ? workbook : json).filename());
    }
    if (hasWorkbook) {
        if (std::string damage = storage::whyDamagedXlsx(workbook, progress); !damage.empty()) {
            condition.faults[pathText(workbook)] = std::move(damage);
        }
    }
    if (hasJson) {
        checkJson(project, batch, json, condition, progress);
    }
    return condition;
}

bool isBatchFile(const fs::path& file, const std::string& batch)
{
    const std::string name = pathText(file.filename());
    return name == "batch." + batch + ".xlsx" || name == "batch." + batch + ".json";
}

/// What is in a folder; nothing of one that is gone, as other programs may be at work in it.
std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code code;
    for (fs::directory_iterator entry(folder, code); !code && entry != fs::directory_iterator(); entry.increment(code))
    {
        found.push_back(entry->path());
    }
    return found;
}

/// Files in the folder of batches that no batch accounts for.
void checkStrayFiles(const Project& project, const std::set<std::string>& batches, Repair repair, Report& report,
                     const Progress& progress)
{
    for (const fs::path& folder : entriesOf(project.config().batchesFolder)) {
        progress.throwIfCancelled();
        const std::string batch = pathText(folder.filename());
        for (const fs::path& file : entriesOf(folder)) {
            if (file.extension() == ".part") {
                noteLeftover(file, repair, report);
            } else if (isBatchFile(file, batch) && batches.count(batch) == 0) {
                report.skipped.push_back({pathText(file), "belongs to no batch of the project", {}});
            }
        }
    }
}

/// What is wrong with the files of one batch, after they were made again where that was wished.
void checkBatch(const Project& project, const Batch& batch, Repair repair, Report& report, Progress& progress)
{
    BatchCondition condition = conditionOf(project, batch, progress);
    if (repair == Repair::Yes && (!condition.faults.empty() || !condition.missing.empty())) {
        const Report analysis = analyseBatches(project, {batch.name}, progress);
        report.add(analysis);
        condition = analysis.ok() ? conditionOf(project, batch, progress) : condition;
    }
    if (condition.hasFiles && condition.faults.empty()) {
        report.done.push_back({batch.name, "the files of the batch were read and are whole", {}});
    }
    for (const auto& [file, why] : condition.faults) {
        report.failed.push_back({file, why + " check --repair makes it again.", {}});
    }
    if (!condition.missing.empty()) {
        report.skipped.push_back({batch.name,
                                  condition.missing + " is not there: the program was ended before. The next batch "
                                                      "analyse completes it",
                                  {}});
    }
    if (!condition.outdated.empty()) {
        report.skipped.push_back(
            {batch.name, "its files are out of date: " + condition.outdated + ". The next batch analyse cures it", {}});
    }
}

}  // namespace

Report checkBatches(const Project& project, Repair repair, Progress& progress)
{
    Report report;
    std::set<std::string> names;
    for (const Batch& batch : listBatches(project)) {
        progress.throwIfCancelled();
        names.insert(batch.name);
        checkBatch(project, batch, repair, report, progress);
    }
    checkStrayFiles(project, names, repair, report, progress);
    return report;
}

}  // namespace aurora::services
