#include "aurora/cyclers/simulated_server.h"

#include "aurora/core/file.h"
#include "aurora/cyclers/server_kinds.h"
#include "aurora/formats/registry.h"
#include "cyclers/scripted_host.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace aurora::cyclers {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* place = "simulated-1-3";

/// C/10 up to 4.2 V, hold, D/10 down to 3 V, twice, of a cell of 3 mAh: a cycle takes about a day.
std::string payloadFor(const std::string& sampleId)
{
    const Json payload{
        {"version", "0.2"},
        {"sample", {{"name", sampleId}, {"capacity", 0.003}}},
        {"method",
         {{{"technique", "open_circuit_voltage"}, {"time", 3600}},
          {{"technique", "constant_current"}, {"current", "C/10"}, {"time", 72000}, {"limit_voltage_max", 4.2}},
          {{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 7200}, {"limit_current_min", "C/20"}},
          {{"technique", "constant_current"}, {"current", "D/10"}, {"time", 72000}, {"limit_voltage_min", 3.0}},
          {{"technique", "loop"}, {"goto", 1}, {"n_gotos", 1}}}},
        {"tomato", {{"unlock_when_done", false}}}};
    return payload.dump();
}

class SimulatedServerTest : public testing::Test
{
protected:
    static config::Server settings()
    {
        config::Server server;
        server.label = "demo";
        server.serverType = "simulated";
        server.speed = 3600;
        return server;
    }

    std::string startJob(const std::string& sampleId)
    {
        server.load(sampleId, place, none);
        server.ready(place, none);
        return server.submit({.sampleId = sampleId, .payload = payloadFor(sampleId)}, none);
    }

    template <typename Work>
    std::string refusal(const Work& work)
    {
        try {
            work();
        } catch (const NotDone& error) {
            return error.what();
        }
        return "done";
    }

    PipelineState pipeline()
    {
        const auto all = server.pipelines(none);
        return *std::find_if(all.begin(), all.end(), [](const PipelineState& one) { return one.name == place; });
    }

    Job job(const std::string& id) { return server.jobDetails({&id, 1}, none).at(0); }

    test::TemporaryFolder folder;
    TestClock clock;
    SimulatedServer server{settings(), folder.path() / "simulated", clock};
    Progress& none = Progress::none();
};

TEST_F(SimulatedServerTest, AJobStartsOnTheReadyPipelineOfItsSampleRunsAndEnds)
{
    const std::string id = startJob("x_01");
    EXPECT_EQ(job(id).status, "r");
    EXPECT_EQ(pipeline().jobId, id);
    EXPECT_FALSE(pipeline().ready);
    clock.now += 10;  // ten hours of the cell
    EXPECT_EQ(job(id).status, "r");
    clock.now += 100;
    EXPECT_EQ(job(id).status, "c");
    EXPECT_EQ(pipeline().jobId, "");
    EXPECT_EQ(pipeline().sampleId, "x_01");
    const double lasted_s = job(id).completed_uts.value() - job(id).executed_uts.value();
    EXPECT_GT(lasted_s, 30 * 3600.0);
    EXPECT_LT(lasted_s, 45 * 3600.0);
}

TEST_F(SimulatedServerTest, AJobIsSubmittedWhenThePersonDidItHoweverFarItsClockIs)
{
    clock.now += 1000;  // some 40 days of the cells
    server.load("x_01", place, none);
    const std::string id = server.submit({.sampleId = "x_01", .payload = payloadFor("x_01")}, none);
    EXPECT_EQ(job(id).submitted_uts.value(), clock.now);
}

TEST_F(SimulatedServerTest, AServerThatGoesOnFromEarlierRecordingsHasTheirTimeUntilItsFirstJob)
{
    constexpr double then_uts = 1'600'000'000;
    server.beginAt(then_uts, none);
    clock.now += 5;  // nothing runs: its clock is as fast as ours
    const std::string id = startJob("x_01");
    EXPECT_NEAR(job(id).executed_uts.value(), then_uts + 5, 1);
    server.beginAt(then_uts - 1000, none);
    EXPECT_NEAR(job(id).executed_uts.value(), then_uts + 5, 1);
    clock.now += 1;
    EXPECT_EQ(pipeline().jobId, id) << "its time did not go back";
}

TEST_F(SimulatedServerTest, ItsSnapshotsAreTomatosAndObeyThePayload)
{
    const std::string id = startJob("x_01");
    clock.now += 8;
    const auto running = server.snapshot(id, folder.path() / "out" / "snapshot.1", none);
    EXPECT_EQ(running.filename(), "snapshot.1.json");
    const Recording early = formats::readRecording(running, {});
    EXPECT_NEAR(early.series.uts.back() - early.series.uts.front(), 8 * 3600, 120);
    EXPECT_EQ(early.series.current_A.back(), 0.0003F);
    clock.now += 1000;
    const Recording whole = formats::readRecording(server.snapshot(id, folder.path() / "out" / "snapshot.1", none), {});
    EXPECT_GT(whole.series.size(), early.series.size());
    const auto [least, most] = std::minmax_element(whole.series.voltage_V.begin(), whole.series.voltage_V.end());
    EXPECT_NEAR(*most, 4.2, 1e-3);
    EXPECT_NEAR(*least, 3.0, 5e-3);
    const auto [discharge, charge] = std::minmax_element(whole.series.current_A.begin(), whole.series.current_A.end());
    EXPECT_EQ(*discharge, -0.0003F);
    EXPECT_EQ(*charge, 0.0003F);
    EXPECT_EQ(*std::max_element(whole.series.loopNumber.begin(), whole.series.loopNumber.end()), 1);
    EXPECT_EQ(*std::max_element(whole.series.index.begin(), whole.series.index.end()), 3);
    EXPECT_THAT(readFile(running).substr(0, 2000), HasSubstr("simulated"));
    // The rows that were there early are the same later.
    EXPECT_EQ(whole.series.voltage_V[early.series.size() - 2], early.series.voltage_V[early.series.size() - 2]);
}

TEST_F(SimulatedServerTest, TheNextJobFindsTheCellAsTheLastLeftItAndLaterInTime)
{
    const std::string first = startJob("x_01");
    clock.now += 1000;
    ASSERT_EQ(job(first).status, "c");
    server.ready(place, none);
    const std::string second = server.submit({.sampleId = "x_01", .payload = payloadFor("x_01")}, none);
    clock.now += 1;
    const Recording before = formats::readRecording(server.snapshot(first, folder.path() / "a", none), {});
    const Recording after = formats::readRecording(server.snapshot(second, folder.path() / "b", none), {});
    EXPECT_GT(after.series.uts.front(), before.series.uts.back());
    EXPECT_LT(after.series.voltage_V.front(), 3.5F) << "it was discharged";
}

TEST_F(SimulatedServerTest, TwoProgramsShareOneState)
{
    const std::string id = startJob("x_01");
    SimulatedServer other(settings(), folder.path() / "simulated", clock);
    EXPECT_THAT(other.jobs(none), SizeIs(1));
    other.cancel(id, none);
    EXPECT_EQ(job(id).status, "cd");
}

TEST_F(SimulatedServerTest, ManyAtOnceLoseNothing)
{
    constexpr int each = 8;
    const auto work = [&](int who) {
        SimulatedServer mine(settings(), folder.path() / "simulated", clock);
        for (int i = 0; i < each; ++i) {
            const std::string sample = "s" + std::to_string(who) + "_0" + std::to_string(i);
            static_cast<void>(mine.submit({.sampleId = sample, .payload = payloadFor(sample)}, none));
        }
    };
    std::thread a(work, 1);
    std::thread b(work, 2);
    a.join();
    b.join();
    EXPECT_THAT(server.jobs(none), SizeIs(2 * each));
}

TEST_F(SimulatedServerTest, RefusesWhatTomatoRefuses)
{
    const std::string id = startJob("x_01");
    EXPECT_THAT(refusal([&] { server.load("x_01", "simulated-1-1", none); }), HasSubstr("the sample is on"));
    EXPECT_THAT(refusal([&] { server.load("x_02", place, none); }), HasSubstr("holds x_01"));
    EXPECT_THAT(refusal([&] { server.eject(place, none); }), HasSubstr("runs on the pipeline"));
    EXPECT_THAT(refusal([&] { server.ready(place, none); }), HasSubstr("runs on the pipeline"));
    EXPECT_THAT(refusal([&] { server.unready(place, none); }), HasSubstr("runs on the pipeline"));
    EXPECT_THAT(refusal([&] { server.load("it's", "simulated-1-1", none); }), HasSubstr("the sample name"));
    EXPECT_THAT(refusal([&] { server.load("x_02", "MPG2-1-1", none); }), HasSubstr("no pipeline of that name"));
    EXPECT_THAT(refusal([&] { server.cancel("99", none); }), HasSubstr("does not know"));
    EXPECT_EQ(refusal([&] { server.cancel(id, none); }), "done");
    EXPECT_THAT(refusal([&] { server.cancel(id, none); }), HasSubstr("already been cancelled"));
    EXPECT_EQ(refusal([&] { server.eject(place, none); }), "done");
    EXPECT_EQ(pipeline().sampleId, "");
}

TEST_F(SimulatedServerTest, WhatNeverStartedHasNoData)
{
    const std::string id = server.submit({.sampleId = "x_05", .payload = payloadFor("x_05")}, none);
    EXPECT_EQ(job(id).status, "qw");
    EXPECT_THAT(refusal([&] { static_cast<void>(server.snapshot(id, folder.path() / "s", none)); }),
                HasSubstr("not started yet"));
    server.cancel(id, none);
    EXPECT_THROW(static_cast<void>(server.snapshot(id, folder.path() / "s", none)), NothingToFetch);
    EXPECT_EQ(server.payloadOf(id, none).sampleId, "x_05");
}

TEST_F(SimulatedServerTest, TechniquesThatNoPipelineOffersStayQueued)
{
    server.load("x_01", place, none);
    server.ready(place, none);
    Json payload = Json::parse(payloadFor("x_01"));
    payload["method"] = Json::array({{{"technique", "sequential"}, {"time", 5}}});
    const std::string id = server.submit({.sampleId = "x_01", .payload = payload.dump()}, none);
    clock.now += 20;
    EXPECT_EQ(job(id).status, "q");
    EXPECT_THAT(whyStuck(job(id), server.pipelines(none), 20), HasSubstr("what the payload needs"));
}

TEST_F(SimulatedServerTest, SaysThatItIsSimulated)
{
    for (const PipelineState& one : server.pipelines(none)) {
        EXPECT_THAT(one.name, HasSubstr("simulated"));
    }
    EXPECT_TRUE(server.test(none).passed());
}

TEST(ServerKinds, EveryConfiguredKindIsMadeAndOthersAreNamed)
{
    const test::TemporaryFolder folder;
    const ServerSurroundings surroundings{
        .hostOf = [](const config::Server&) { return std::make_shared<ScriptedHost>(); },
        .simulatedFolder = folder.path()};
    config::Server entry;
    entry.label = "a";
    entry.serverType = "simulated";
    EXPECT_EQ(makeServer(entry, surroundings)->label(), "a");
    entry.serverType = "tomato";
    entry.shellType = "cmd";
    EXPECT_EQ(makeServer(entry, surroundings)->label(), "a");
    entry.serverType = "neware";
    try {
        static_cast<void>(makeServer(entry, surroundings));
        FAIL() << "a server of no known kind";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("\"neware\""));
        EXPECT_THAT(error.what(), HasSubstr("tomato, simulated"));
    }
}

}  // namespace
}  // namespace aurora::cyclers
