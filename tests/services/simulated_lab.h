#pragma once

#include "aurora/services/lab.h"
#include "aurora/services/tables.h"
#include "services/lab_project.h"

#include <chrono>
#include <memory>
#include <thread>

namespace aurora::services {

/// A project with a simulated server `sim` on which a day passes in a tenth of a second, and three samples with masses.
class SimulatedLab
{
public:
    SimulatedLab()
    {
        m_lab.addSamples(Json::array({row("sim_cell_01"), row("sim_cell_02"), row("sim_cell_09")}));
        const std::filesystem::path file = m_lab.project().config().file;
        Json content = parseJson(readFile(file), "shared_config.json");
        content["Servers"] = Json::array({{{"label", "sim"}, {"server_type", "simulated"}, {"speed", 864'000}}});
        replaceFileText(file, dumpJson(content));
        config::UserConfig user;
        user.snapshotsFolder = m_lab.folder() / "raw";
        m_services = std::make_unique<Lab>(openProject(file), user);
    }

    [[nodiscard]] Lab& lab() { return *m_services; }

    [[nodiscard]] const Project& project() const { return m_services->project(); }

    /// The cells of a table that fulfil a condition, by the names of the columns.
    [[nodiscard]] std::string cell(TableKind kind, const std::string& key, const std::string& value,
                                   const std::string& column) const
    {
        const auto database = project().openDatabase();
        const Table table = readTable(*database, project(), kind, {{key, value}});
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].name == column && table.rows.size() == 1) {
                return toText(table.rows[0][i]);
            }
        }
        return "no such cell";
    }

private:
    /// A cathode of 10 mg active material at 200 mAh/g: 2 mAh.
    static Json row(const std::string& id)
    {
        return {{"Sample ID", id},
                {"Cathode active material mass (mg)", 10},
                {"Cathode diameter (mm)", 14},
                {"Anode diameter (mm)", 15},
                {"Cathode C-rate definition specific capacity (mAh/g)", 200}};
    }

    LabProject m_lab;
    std::unique_ptr<Lab> m_services;
};

/// C/10 up to 4.2 V, D/10 down to 3 V, twice.
inline Json shortPayload()
{
    return {{"version", "0.2"},
            {"sample", {{"name", "$NAME"}, {"capacity", 0}}},
            {"method",
             {{{"technique", "constant_current"}, {"current", "C/10"}, {"time", 72000}, {"limit_voltage_max", 4.2}},
              {{"technique", "constant_current"}, {"current", "D/10"}, {"time", 72000}, {"limit_voltage_min", 3.0}},
              {{"technique", "loop"}, {"goto", 0}, {"n_gotos", 1}}}},
            {"tomato", {{"unlock_when_done", false}}}};
}

}  // namespace aurora::services
