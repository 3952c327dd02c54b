#pragma once

#include "aurora/services/lab.h"
#include "services/lab_project.h"
#include "support/sshd.h"

#include <filesystem>
#include <memory>
#include <string>

namespace aurora::services {

/// A project with two samples and the server `tt1`, reached over a real sshd, on which a script answers as `ketchup`
/// does: what is in the files `pipelines`, `queue` and `job`. What else a verb does is up to the test. Beside it stands
/// a simulated server `sim`.
class TomatoLab
{
public:
    TomatoLab() : m_folder(m_project.folder()), m_sshd(m_folder / "ssh")
    {
        m_project.addSamples(Json::parse(R"([{"Sample ID": "x_01"}, {"Sample ID": "x_02"}])"));
        std::filesystem::create_directories(m_folder / "tt1" / "Jobs");
        replaceFileText(m_folder / "tt1" / "database.db", "");
        replaceFileText(m_folder / "tt1" / "ketchup", script);
        std::filesystem::permissions(m_folder / "tt1" / "ketchup", std::filesystem::perms::owner_all);
        answer("pipelines", pipelines("x_01", "x_02"));
        answer("queue", "{}");
        const std::filesystem::path file = m_project.project().config().file;
        Json content = parseJson(readFile(file), "shared_config.json");
        content["Servers"] = Json::array({{{"label", "tt1"},
                                           {"server_type", "tomato"},
                                           {"hostname", "127.0.0.1"},
                                           {"port", m_sshd.port()},
                                           {"username", test::userName()},
                                           {"shell_type", "bash"},
                                           {"tomato_scripts_path", pathText(m_folder / "tt1")},
                                           {"tomato_data_path", pathText(m_folder / "tt1" / "Jobs")},
                                           {"save_location", pathText(m_folder / "tt1")}},
                                          {{"label", "sim"}, {"server_type", "simulated"}}});
        replaceFileText(file, dumpJson(content));
        config::UserConfig user;
        user.snapshotsFolder = m_folder / "raw";
        user.sshPrivateKeyPath = m_sshd.clientKey();
        user.sshKnownHostsPath = m_sshd.knownHosts();
        m_lab = std::make_unique<Lab>(openProject(file), user);
    }

    [[nodiscard]] Lab& lab() { return *m_lab; }

    [[nodiscard]] test::Sshd& sshd() { return m_sshd; }

    /// What the script prints from now on.
    void answer(const std::string& file, const std::string& text) const
    {
        replaceFileText(m_folder / "tt1" / file, text);
    }

    /// What the script does at a verb ("submit", "cancel", "job": the state of one job is asked for): lines of bash.
    void onVerb(const std::string& verb, const std::string& lines) const { answer("on_" + verb, lines + "\n"); }

    /// For onVerb: the connection breaks, once.
    [[nodiscard]] static std::string breakOnce()
    {
        return "rm \"$here/on_$verb\"; p=$$\n"
               "while [[ \"$(cat /proc/$p/comm)\" != sshd* ]]; do p=$(awk '{print $4}' /proc/$p/stat); done\n"
               "kill -9 $p; sleep 5; exit 1";
    }

    /// Two pipelines, a-1 and a-2, that hold these samples.
    [[nodiscard]] static std::string pipelines(const std::string& first, const std::string& second)
    {
        const auto cell = [](const std::string& sample) { return sample.empty() ? Json() : Json(sample); };
        const Json columns{{"pipeline", {"a-1", "a-2"}},
                           {"sampleid", {cell(first), cell(second)}},
                           {"ready", {0, 0}},
                           {"jobid", {nullptr, nullptr}},
                           {"pid", {nullptr, nullptr}}};
        return columns.dump() + "\n";
    }

    /// The state of one job.
    [[nodiscard]] static std::string job(int id, const std::string& sample, const std::string& status)
    {
        const Json columns{{"jobid", Json::array({id})},
                           {"jobname", Json::array({sample})},
                           {"status", Json::array({status})},
                           {"pipeline", Json::array({nullptr})},
                           {"pid", Json::array({nullptr})}};
        return columns.dump() + "\n";
    }

    /// How often the script was called with words that begin so.
    [[nodiscard]] std::size_t calls(const std::string& beginning) const
    {
        const std::filesystem::path file = m_folder / "tt1" / "calls";
        const std::string text = std::filesystem::exists(file) ? "\n" + readFile(file) : std::string();
        std::size_t count = 0;
        for (std::size_t at = text.find("\n" + beginning); at != std::string::npos;
             at = text.find("\n" + beginning, at + 1)) {
            ++count;
        }
        return count;
    }

private:
    static constexpr const char* script = R"(#!/bin/bash
here=$(dirname "$0")
echo "$*" >> "$here/calls"
verb=$1
[ "$1 $2" = "status queue" ] && verb=queue
[ "$1 $2" = "status -J" ] && { [ -n "$3" ] && verb=job || verb=pipelines; }
[ -e "$here/on_$verb" ] && . "$here/on_$verb"
case "$verb" in
queue | job | pipelines) cat "$here/$verb" ;;
submit)
    id=$(($(grep -c '^submit' "$here/calls") + 11))
    printf '{"jobid":[%s],"jobname":["%s"],"status":["q"],"pipeline":[null],"pid":[null]}\n' "$id" "$3" > "$here/job"
    echo "jobid: $id"
    ;;
esac
exit 0
)";

    LabProject m_project;
    std::filesystem::path m_folder;
    test::Sshd m_sshd;
    std::unique_ptr<Lab> m_lab;
};

}  // namespace aurora::services
