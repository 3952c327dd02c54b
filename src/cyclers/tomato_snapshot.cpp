#include "aurora/cyclers/tomato_server.h"

#include "cyclers/ketchup.h"

#include "aurora/core/file.h"

namespace aurora::cyclers {

namespace {

/// A running job writes its files every few seconds; being caught thrice in a row is no accident.
constexpr int attempts = 4;
constexpr std::chrono::seconds betweenAttempts{2};

bool isSameFile(const std::optional<remote::RemoteFile>& before, const remote::RemoteFile& after)
{
    return before && before->size == after.size && before->modified_uts == after.modified_uts;
}

}  // namespace

void TomatoServer::makeSnapshot(const std::string& jobId, const Progress& progress)
{
    const std::string what = "make a snapshot of job " + jobId;
    for (int attempt = 1;; ++attempt) {
        const Ketchup::Answer answer =
            m_ketchup->ask({"snapshot", jobId}, snapshotTimeout, progress, WorkingFolder::SaveLocation);
        if (answer.done()) {
            return;
        }
        if (answer.verdict.problem == TomatoProblem::NeverStarted) {
            throw NothingToFetch(m_server.label + " did not " + what + ": " + reasonOf(answer.verdict), answer.raw());
        }
        const bool ended = answer.result.errors.find("has been completed") != std::string::npos;
        if (answer.verdict.problem != TomatoProblem::DataCaught || ended || attempt == attempts) {
            m_ketchup->refuse(what, answer);
        }
        m_clock.wait(betweenAttempts, progress);
    }
}

std::filesystem::path TomatoServer::snapshot(const std::string& jobId, const std::filesystem::path& fileWithoutEnding,
                                             Progress& progress)
{
    const std::string what = "make a snapshot of job " + jobId;
    checkJobNumber(*m_ketchup, jobId, what);
    const std::string remoteFile = remotePath(m_server.saveLocation, "snapshot." + jobId + ".json");
    const std::optional<remote::RemoteFile> before = m_host->find(remoteFile, progress);
    makeSnapshot(jobId, progress);
    const std::optional<remote::RemoteFile> after = m_host->find(remoteFile, progress);
    if (!after || after->size == 0) {
        m_ketchup->refuse(what, "it reported nothing, but " + remoteFile + " is not there or empty.");
    }
    if (isSameFile(before, *after)) {
        m_ketchup->refuse(what, "it reported nothing, but " + remoteFile +
                                    " is still the file of an earlier snapshot. Nothing was fetched.");
    }
    std::filesystem::path local = fileWithoutEnding;
    local += ".json";
    makeFolder(local.parent_path());
    m_host->download(remoteFile, local, progress);
    return local;
}

}  // namespace aurora::cyclers
