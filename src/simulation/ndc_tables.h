#pragma once

#include "simulation/ndc_writer.h"
#include "simulation/neware_rows.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aurora::simulation {

/// A file in a `.ndax` archive.
struct ArchiveMember
{
    std::string name;
    std::vector<std::uint8_t> content;
};

/// The `.ndc` members that a recording becomes.
class NdcTables
{
public:
    virtual ~NdcTables() = default;
    virtual void add(const NewareRow& row) = 0;
    /// After the last row.
    [[nodiscard]] virtual std::vector<ArchiveMember> finish() = 0;
};

/// Versions from 8 on: data, step and, for some rows, run info.
class SparseTables : public NdcTables
{
public:
    explicit SparseTables(int version);
    void add(const NewareRow& row) override;
    [[nodiscard]] std::vector<ArchiveMember> finish() override;

private:
    void addStep(const NewareRow& row);
    void addRunInfo(const NewareRow& row);

    NdcWriter m_main;
    NdcWriter m_runInfo;
    NdcWriter m_steps;
    std::size_t m_sinceRunInfo = 0;
    std::int64_t m_writtenInterval_ms = 0;
};

/// Versions 1 to 5: everything is in data, as integers and local calendar time in whole seconds.
class IntegerTables : public NdcTables
{
public:
    /// @param range_mA  current range, which gives the integers their unit (current_range.h)
    IntegerTables(int version, std::int32_t range_mA, std::string timeZone);
    void add(const NewareRow& row) override;
    [[nodiscard]] std::vector<ArchiveMember> finish() override;

private:
    void addDate(std::int64_t date_ms);

    NdcWriter m_main;
    const std::int32_t m_range_mA;
    const std::string m_timeZone;
};

}  // namespace aurora::simulation
