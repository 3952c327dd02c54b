#pragma once

#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/services/import_data.h"
#include "aurora/services/import_samples.h"
#include "aurora/services/project.h"
#include "database/server_database.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// A new project in a temporary folder, and the few things tests do with it. In test_postgres its database is on a
/// server.
class LabProject
{
public:
    LabProject() : m_project((test::qtApplication(), initProject(m_folder.path() / "lab", newServer()))) {}

    [[nodiscard]] const Project& project() const { return m_project; }

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }

    /// Imports rows as the robot's JSON: a list of objects by column name.
    void addSamples(const Json& rows)
    {
        const std::filesystem::path file = m_folder.path() / "rows.json";
        replaceFileText(file, dumpJson(rows));
        applySampleImport(m_project, planSampleImport(m_project, file));
    }

    ImportDataResult import(std::vector<std::filesystem::path> inputs, const std::string& sample = {})
    {
        ImportDataOptions options;
        options.inputs = std::move(inputs);
        if (!sample.empty()) {
            options.sample = SampleId(sample);
        }
        return importData(m_project, options, Progress::none());
    }

    [[nodiscard]] std::filesystem::path file(const std::string& sample, const std::string& name) const
    {
        return m_project.sampleFolder(SampleId(sample)) / pathFromText(name);
    }

private:
    static std::optional<config::DatabaseServer> newServer()
    {
#ifdef AURORA_TEST_POSTGRES
        return database::newDatabaseOfPasswordFile();
#else
        return std::nullopt;
#endif
    }

    test::TemporaryFolder m_folder;
    Project m_project;
};

/// All messages of a list of report items in one text, to be searched.
inline std::string messages(const std::vector<ReportItem>& items)
{
    std::string all;
    for (const ReportItem& item : items) {
        all += item.message + "\n";
    }
    return all;
}

}  // namespace aurora::services
