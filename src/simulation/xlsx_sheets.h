#pragma once

#include "aurora/simulation/writers.h"

#include "simulation/neware_rows.h"
#include "simulation/xlsx_book.h"

namespace aurora::simulation {

/// The sheet `record` of a BTS export: 18 columns, in V, mA and mA·h with four decimals.
class RecordWriter
{
public:
    RecordWriter(BookSheet sheet, const FileIdentity& identity);

    void add(const NewareRow& row);

private:
    BookSheet m_sheet;
    const FileIdentity& m_identity;
    std::size_t m_row = 0;
    double m_capacityBefore_mAh = 0;
    double m_voltageBefore_V = 0;
};

/// The sheets `step` and `cycle`: one row a step as run, one a cycle, with what was charged and discharged in it.
class StepWriter
{
public:
    StepWriter(BookSheet steps, BookSheet cycles);

    void add(const NewareRow& row);
    /// Writes the last cycle. Once, behind the last row.
    void finish();

private:
    BookSheet m_steps;
    BookSheet m_cycles;
    std::size_t m_stepRow = 0;
    std::size_t m_cycleRow = 0;
    std::int32_t m_cycle = 0;
    double m_charge_mAh = 0;
    double m_discharge_mAh = 0;
};

void writeUnitSheet(BookSheet sheet, const CyclingSeries& series, const FileIdentity& identity);
void writeTestSheet(BookSheet sheet, const CyclingSeries& series, const CellProgram& program,
                    const FileIdentity& identity);
void writeLogSheet(BookSheet sheet, const Recording& recording, const FileIdentity& identity);

}  // namespace aurora::simulation
