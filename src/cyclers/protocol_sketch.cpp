#include "aurora/cyclers/protocol_sketch.h"

#include "aurora/core/text.h"
#include "aurora/core/units.h"
#include "cyclers/simulated_run.h"

#include <algorithm>

namespace aurora::cyclers {

namespace {

constexpr double longest_s = 60.0 * 24 * 3600;
constexpr double coarsestRow_s = 60;
constexpr const char* cellName = "sketch";

/// Loops with few cycles. @return whether one was made shorter
bool shortenLoops(Json& method)
{
    bool shortened = false;
    for (Json& step : method) {
        if (textAt(step, "technique") != "loop") {
            continue;
        }
        const double jumps = numberAt(step, "n_gotos").value_or(-1);
        if (jumps < 0 || jumps > mostSketchedCycles - 1) {
            step["n_gotos"] = mostSketchedCycles - 1;
            shortened = true;
        }
    }
    return shortened;
}

void recordCoarsely(Json& method)
{
    for (Json& step : method) {
        step["record_every_dt"] = coarsestRow_s;
    }
}

}  // namespace

ProtocolSketch sketchProtocol(const Json& payload, double capacity_mAh)
{
    ProtocolSketch sketch;
    sketch.capacity_mAh = capacity_mAh;
    Json shown = payload;
    shown["sample"] = {{"name", cellName}, {"capacity", capacity_mAh / mAhPerAh}};
    if (!canSimulate(shown)) {
        sketch.notes.emplace_back("Techniques that are not known here are drawn as rests.");
    }
    if (shortenLoops(shown["method"])) {
        sketch.notes.push_back("Of every loop at most " + std::to_string(mostSketchedCycles) + " cycles are drawn.");
    }
    recordCoarsely(shown["method"]);
    const SimulatedJob job{.payload = std::move(shown), .start_uts = 0, .lasted_s = longest_s};
    sketch.series = recordingOf(cellName, {job}).series;
    if (!sketch.series.uts.empty() && sketch.series.uts.back() >= longest_s) {
        sketch.notes.push_back("Only the first " + formatNumber(longest_s / (24 * 3600)) + " days are drawn.");
    }
    return sketch;
}

}  // namespace aurora::cyclers
