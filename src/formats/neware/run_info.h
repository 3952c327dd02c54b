#pragma once

#include "aurora/core/progress.h"
#include "formats/neware/ndc_file.h"
#include "formats/neware/record_rows.h"
#include "formats/neware/rows.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aurora::formats::neware {

/// All records of `data_runInfo.ndc` in order of index; of two with the same index the first in the file comes first.
///
/// Files may have one for every row. Only the bytes that hold what is needed of them are kept.
class RunInfos
{
public:
    /// @throws Cancelled
    RunInfos(const NdcFile& file, Progress& progress);

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

    /// The beginning of a record, as far as rows need it.
    [[nodiscard]] const std::uint8_t* record(std::size_t number) const
    {
        return m_bytes.data() + placeOf(number) * m_recordSize;
    }

    /// Whether records between the one before in the file and this are missing.
    [[nodiscard]] bool isAfterDamage(std::size_t number) const
    {
        return placeOf(number) < m_afterDamage.size() && m_afterDamage[placeOf(number)];
    }

    /// How many records were lost with their pages, at most.
    [[nodiscard]] std::size_t missing() const noexcept { return m_missing; }

    /// The file is cut off, or its last page is damaged.
    [[nodiscard]] bool endIsMissing() const noexcept { return m_endIsMissing; }

    [[nodiscard]] const NdcLayout& layout() const noexcept { return m_header.layout; }

private:
    [[nodiscard]] std::size_t placeOf(std::size_t number) const { return m_order.empty() ? number : m_order[number]; }

    void sortByIndex(Progress& progress);

    const NdcHeader m_header;
    std::size_t m_recordSize = 0;
    std::size_t m_size = 0;
    std::vector<std::uint8_t> m_bytes;
    std::vector<bool> m_afterDamage;     ///< by place in the file; what is beyond its end is not
    std::vector<std::uint32_t> m_order;  ///< places by index; empty: the file is in order
    std::size_t m_missing = 0;
    bool m_endIsMissing = false;
};

/// Goes through the run info as the rows go by and tells each row's place.
class Clock
{
public:
    /// @param infos  must outlive the clock
    explicit Clock(const RunInfos& infos);

    /// Sets time, counters and step of the row, whose index, voltage and current are known.
    /// @return false: its time is not known, because records before it or run info around it are missing
    [[nodiscard]] bool place(Row& row);

    /// Rows before the next one are missing: only run info can tell the place of those behind.
    void rowsAreMissing() noexcept { m_onTrack = false; }

    /// Whether any row had a place.
    [[nodiscard]] bool started() const noexcept { return m_started; }

private:
    [[nodiscard]] bool atEnd() const noexcept { return m_next == m_infos.size(); }

    [[nodiscard]] bool infoIsMissingBeforeNext() const;
    void readNext();
    void goToNext();
    void countSteps(std::int64_t steps);

    const RunInfos& m_infos;
    CounterFields m_counters;
    FieldReader m_stepTime;
    FieldReader m_interval;
    FieldReader m_unixTime;
    FieldReader m_milliseconds;
    FieldReader m_stepNumber;
    FieldReader m_index;

    std::size_t m_next = 0;            ///< the run info that the next rows come up to
    std::uint32_t m_nextIndex = 0;     ///< the row it belongs to
    std::int64_t m_nextNumber = 0;     ///< its number of the step
    std::int32_t m_step = 0;           ///< which step as run that is, from 0
    std::size_t m_missingRecords = 0;  ///< that may still explain missing steps
    bool m_started = false;
    bool m_onTrack = false;
    double m_interval_s = 0;
};

}  // namespace aurora::formats::neware
