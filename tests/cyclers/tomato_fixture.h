#pragma once

#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/cyclers/tomato_server.h"
#include "cyclers/scripted_host.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace aurora::cyclers {

/// The server `tt1`, whose PC answers from a script.
class TomatoFixture : public testing::Test
{
protected:
    void TearDown() override { EXPECT_TRUE(host->script.empty()) << "a command was not sent"; }

    static config::Server settings()
    {
        config::Server server;
        server.label = "tt1";
        server.access.hostname = "pc1";
        server.shellType = "bash";
        server.commandPrefix = "source env; ";
        server.tomatoScriptsPath = "/opt/tomato/";
        server.tomatoDataPath = "/data/Jobs/";
        server.saveLocation = "/save";
        return server;
    }

    /// The answer of `status -J`. A pipeline is "name [sample or -] [ready | number of the job]".
    static std::string state(const std::vector<std::string>& pipelines)
    {
        Json columns{{"pipeline", Json::array()},
                     {"sampleid", Json::array()},
                     {"ready", Json::array()},
                     {"jobid", Json::array()},
                     {"pid", Json::array()}};
        for (const std::string& pipeline : pipelines) {
            std::vector<std::string> words = split(pipeline, ' ');
            words.resize(3);
            const bool runs = !words[2].empty() && words[2] != "ready";
            columns["pipeline"].push_back(words[0]);
            columns["sampleid"].push_back(words[1].empty() || words[1] == "-" ? Json() : Json(words[1]));
            columns["ready"].push_back(words[2] == "ready" ? 1 : 0);
            columns["jobid"].push_back(runs ? Json(std::stoi(words[2])) : Json());
            columns["pid"].push_back(runs ? Json(4711) : Json());
        }
        return columns.dump() + "\n";
    }

    /// The answer of `status -J <job>`.
    static std::string job(const std::string& id, const std::string& name, const std::string& status)
    {
        const Json columns{{"jobid", Json::array({std::stoi(id)})},
                           {"jobname", Json::array({name})},
                           {"status", Json::array({status})},
                           {"pipeline", Json::array({nullptr})},
                           {"pid", Json::array({nullptr})}};
        return columns.dump() + "\n";
    }

    /// What the user is told; empty when the work was done.
    template <typename Work>
    std::string refusal(const Work& work)
    {
        try {
            work();
        } catch (const NotDone& error) {
            lastCause = error.cause();
            return error.what();
        }
        return {};
    }

    std::shared_ptr<ScriptedHost> host = std::make_shared<ScriptedHost>();
    TestClock clock;
    TomatoServer server{host, settings(), clock};
    Progress& none = Progress::none();
    std::string lastCause;

    // echo -n '…' | base64 -w0
    const std::string payload = R"({"version":"0.2","sample":{"name":"x_01"},"method":[]})";
    const std::string base64OfPayload = "eyJ2ZXJzaW9uIjoiMC4yIiwic2FtcGxlIjp7Im5hbWUiOiJ4XzAxIn0sIm1ldGhvZCI6W119";
};

}  // namespace aurora::cyclers
