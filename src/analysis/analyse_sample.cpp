#include "aurora/analysis/analyse.h"

#include <algorithm>

namespace aurora::analysis {

namespace {

std::vector<Protocol> inMergeOrder(std::span<const Protocol> protocols, const std::vector<std::size_t>& used)
{
    std::vector<Protocol> ordered;
    for (const std::size_t input : used) {
        if (input < protocols.size()) {
            ordered.push_back(protocols[input]);
        }
    }
    return ordered;
}

/// The first row of all, whether of cycling or of impedance.
std::optional<double> firstData_uts(const Merged& merged)
{
    const bool cycling = merged.series.size() > 0;
    const bool impedance = merged.impedance.size() > 0;
    if (cycling && impedance) {
        return std::min(merged.series.uts.front(), merged.impedance.uts.front());
    }
    if (cycling || impedance) {
        return cycling ? merged.series.uts.front() : merged.impedance.uts.front();
    }
    return std::nullopt;
}

SampleAnalysis analyseMerged(Merged merged, std::span<const Protocol> protocols, const SampleRow& sampleRow,
                             std::string_view timeZone, const Progress& progress)
{
    SampleAnalysis analysis;
    analysis.merged = std::move(merged);
    const MergedSeries& series = analysis.merged.series;
    progress.throwIfCancelled();

    ProtocolFacts facts = protocolFacts(inMergeOrder(protocols, analysis.merged.used));
    if (!facts.formationCycles) {
        facts.formationCycles = formationCyclesFromCurrent(series);
    }
    analysis.cycles = summariseCycles(analysis.merged, cellFacts(sampleRow), *facts.formationCycles, progress);
    const std::vector<double> dQdV = differentialCapacity(series, progress);
    analysis.thinned = thin(series, dQdV, progress);
    progress.throwIfCancelled();
    analysis.summary = summariseSample(analysis.cycles, facts, firstData_uts(analysis.merged), sampleRow, timeZone);
    return analysis;
}

}  // namespace

SampleAnalysis analyseSample(std::span<const MergeInput> inputs, std::span<const Protocol> protocols,
                             const SampleRow& sampleRow, std::string_view timeZone)
{
    return analyseMerged(merge(inputs), protocols, sampleRow, timeZone, Progress::none());
}

SampleAnalysis analyseSample(std::span<const RecordingExtent> extents, const LoadRecording& load,
                             std::span<const Protocol> protocols, const SampleRow& sampleRow, std::string_view timeZone,
                             const Progress& progress)
{
    return analyseMerged(merge(extents, load, progress), protocols, sampleRow, timeZone, progress);
}

}  // namespace aurora::analysis
