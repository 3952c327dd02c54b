#include "aurora/analysis/protocol_facts.h"

#include "aurora/core/c_rate.h"

#include <algorithm>
#include <cmath>

namespace aurora::analysis {

namespace {

using Optional = std::optional<double>;

Optional larger(Optional a, Optional b)
{
    return a && b ? std::max(*a, *b) : a ? a : b;
}

Optional smaller(Optional a, Optional b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

/// Limits are stored in 32 bits by some cyclers: 4.900000095 V is 4.9 V.
Optional roundedVoltage(Optional voltage_V)
{
    constexpr double microvolts = 1e6;
    return voltage_V ? Optional{std::round(*voltage_V * microvolts) / microvolts} : std::nullopt;
}

/// What the steps before a loop have in common.
struct Block
{
    Optional cRate;
    Optional maxVoltage_V;
    Optional minVoltage_V;
    bool hasCurrent = false;

    void add(const ProtocolStep& step)
    {
        maxVoltage_V = larger(maxVoltage_V, step.maxVoltage_V);
        minVoltage_V = smaller(minVoltage_V, step.minVoltage_V);
        if (step.kind != ProtocolStep::Kind::ConstantCurrent) {
            return;
        }
        hasCurrent = true;
        // The charge names the rate of a cell; a faster discharge is a test of its power and raises it.
        const bool charges = step.cRate && *step.cRate > 0;
        cRate = charges ? step.cRate : larger(cRate, step.cRate ? Optional{-*step.cRate} : std::nullopt);
    }
};

class FactFinder
{
public:
    void read(const Protocol& protocol)
    {
        Block block;
        for (const ProtocolStep& step : protocol.steps) {
            m_facts.maxVoltage_V = larger(m_facts.maxVoltage_V, larger(step.maxVoltage_V, step.voltage_V));
            if (step.kind != ProtocolStep::Kind::Loop) {
                block.add(step);
                continue;
            }
            if (block.hasCurrent && step.cycles) {
                closeBlock(block, *step.cycles);
            }
            block = {};
        }
    }

    [[nodiscard]] ProtocolFacts take()
    {
        for (Optional ProtocolFacts::*voltage :
             {&ProtocolFacts::formationMaxVoltage_V, &ProtocolFacts::formationMinVoltage_V,
              &ProtocolFacts::cycleMaxVoltage_V, &ProtocolFacts::cycleMinVoltage_V, &ProtocolFacts::maxVoltage_V})
        {
            m_facts.*voltage = roundedVoltage(m_facts.*voltage);
        }
        return m_facts;
    }

private:
    void closeBlock(const Block& block, std::int32_t cycles)
    {
        constexpr std::int32_t fewestForCycling = 10;
        const Optional cRate = block.cRate ? Optional{roundCRate(*block.cRate)} : std::nullopt;
        if (cycles < fewestForCycling && !m_facts.formationCycles) {
            m_facts.formationCycles = cycles;
            m_facts.formationCRate = cRate;
            m_facts.formationMaxVoltage_V = block.maxVoltage_V;
            m_facts.formationMinVoltage_V = block.minVoltage_V;
        }
        if (cycles >= fewestForCycling && !m_cyclingFound) {
            m_cyclingFound = true;
            m_facts.cycleCRate = cRate;
            m_facts.cycleMaxVoltage_V = block.maxVoltage_V;
            m_facts.cycleMinVoltage_V = block.minVoltage_V;
        }
    }

    ProtocolFacts m_facts;
    bool m_cyclingFound = false;
};

}  // namespace

ProtocolFacts protocolFacts(std::span<const Protocol> protocols)
{
    FactFinder finder;
    for (const Protocol& protocol : protocols) {
        finder.read(protocol);
    }
    return finder.take();
}

}  // namespace aurora::analysis
