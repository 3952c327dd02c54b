#pragma once

#include "formats/neware/ndc_file.h"
#include "formats/neware/rows.h"

#include <cstdint>
#include <vector>

namespace aurora::formats::neware {

/// A record of `data_runInfo.ndc`: where the row of that index really stands.
struct RunInfo
{
    std::int64_t stepNumber = 0;
    double interval_s = 0;
    bool afterDamage = false;  ///< records between the one before and this are missing
    Row row;                   ///< without voltage and current
};

/// All run info in order of index; of two with the same index the first in the file.
struct RunInfos
{
    std::vector<RunInfo> list;
    bool endIsMissing = false;  ///< the file is cut off, or its last page is damaged
};

[[nodiscard]] RunInfos readRunInfo(const NdcFile& file);

/// Goes through the run info as the rows go by and tells each row's place.
class Clock
{
public:
    explicit Clock(RunInfos infos) : m_infos(std::move(infos)) {}

    /// Sets time, counters and step of the row, whose index, voltage and current are known.
    /// @return false: its time is not known, because records before it or run info around it are missing
    [[nodiscard]] bool place(Row& row);

    /// Rows before the next one are missing: only run info can tell the place of those behind.
    void rowsAreMissing() noexcept { m_onTrack = false; }

    /// Whether any row had a place.
    [[nodiscard]] bool started() const noexcept { return m_started; }

private:
    [[nodiscard]] bool infoIsMissingBeforeNext() const;

    RunInfos m_infos;
    std::size_t m_next = 0;
    bool m_started = false;
    bool m_onTrack = false;
    double m_interval_s = 0;
};

}  // namespace aurora::formats::neware
