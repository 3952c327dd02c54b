#include "aurora/simulation/writers.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include "simulation/ndax_protocol.h"
#include "simulation/ndc_writer.h"

#include <zip.h>

#include <array>
#include <cmath>
#include <memory>

namespace aurora::simulation {

namespace {

namespace neware = formats::neware;

constexpr std::size_t rowsPerRunInfo = 7;  // at the latest; real files have one every few rows

// The same input gives the same bytes: every member carries this time, 1980-01-01 00:00:00.
constexpr std::uint16_t dosTime = 0;
constexpr std::uint16_t dosDate = 0x21;

constexpr zip_uint32_t compressionLevel = 1;  // four times as fast as the default, files hardly larger

struct NdcMembers
{
    NdcWriter main{neware::NdcContent::Main};
    NdcWriter runInfo{neware::NdcContent::RunInfo};
    NdcWriter steps{neware::NdcContent::Step};
};

std::int64_t milliseconds(double uts)
{
    return std::llround(uts * 1000);
}

/// Neware's step type of a row.
std::int16_t stepType(const CyclingSeries& series, std::size_t row)
{
    switch (static_cast<ControlMode>(series.technique[row])) {
    case ControlMode::Galvanostatic:
        return series.current_A[row] < 0 ? steptype::dischargeCc : steptype::chargeCc;
    case ControlMode::Potentiostatic:
        return steptype::chargeCv;
    case ControlMode::Rest:
        break;
    }
    return steptype::rest;
}

/// Writes the rows of a recording as the three tables of an archive.
class RowWriter
{
public:
    RowWriter(const CyclingSeries& series, const CellProgram& program, NdcMembers& members)
        : m_series(series), m_program(program), m_members(members)
    {
        m_members.runInfo.skipSlot();  // as real files have it
    }

    void writeRow(std::size_t row);

private:
    void beginStep(std::size_t row);
    [[nodiscard]] bool endsStep(std::size_t row) const;
    void count(std::size_t row);
    void writeRunInfo(std::size_t row);

    const CyclingSeries& m_series;
    const CellProgram& m_program;
    NdcMembers& m_members;
    std::int64_t m_stepBegin_ms = 0;
    std::int64_t m_interval_ms = 0;  ///< since the row before in the step
    std::int64_t m_writtenInterval_ms = 0;
    std::size_t m_rowInStep = 0;
    std::size_t m_sinceRunInfo = 0;
    std::int32_t m_stepNumber = 0;
    bool m_cycling = false;
    bool m_afterDischarge = false;
    double m_charge_mAh = 0;
    double m_discharge_mAh = 0;
    double m_chargeEnergy_mWh = 0;
    double m_dischargeEnergy_mWh = 0;
};

bool RowWriter::endsStep(std::size_t row) const
{
    return row + 1 == m_series.size() || stepType(m_series, row) != stepType(m_series, row + 1) ||
           m_series.cycleNumber[row] != m_series.cycleNumber[row + 1];
}

void RowWriter::beginStep(std::size_t row)
{
    const std::int16_t type = stepType(m_series, row);
    const std::int32_t cycle = m_series.cycleNumber[row] - m_series.cycleNumber.front();
    const bool otherCycle = row > 0 && m_series.cycleNumber[row] != m_series.cycleNumber[row - 1];
    m_afterDischarge = (m_afterDischarge && !otherCycle) || type == steptype::dischargeCc;
    m_cycling = m_cycling || type != steptype::rest;
    m_stepBegin_ms = milliseconds(m_series.uts[row == 0 ? 0 : row - 1]);
    m_rowInStep = 0;
    m_charge_mAh = m_discharge_mAh = m_chargeEnergy_mWh = m_dischargeEnergy_mWh = 0;
    ++m_stepNumber;

    NdcWriter& steps = m_members.steps;
    steps.addRecord();
    steps.put(neware::Quantity::Cycle, cycle);
    steps.put(neware::Quantity::StepIndex, newareStepIndex(m_program, type, cycle, m_cycling, m_afterDischarge));
    steps.put(neware::Quantity::StepType, type);
    steps.put(neware::Quantity::StepStart_s,
              static_cast<double>(m_stepBegin_ms - milliseconds(m_series.uts.front())) / 1000);
    steps.put(neware::Quantity::FirstSlot, static_cast<double>(row + 1));
}

void RowWriter::count(std::size_t row)
{
    const double current_mA = 1000.0 * m_series.current_A[row];
    const double charge_mAh = m_series.chargeStep_mAh.empty() ? current_mA * static_cast<double>(m_interval_ms) / 3.6e6
                                                              : m_series.chargeStep_mAh[row];
    const double energy_mWh = charge_mAh * m_series.voltage_V[row];
    (charge_mAh > 0 ? m_charge_mAh : m_discharge_mAh) += std::abs(charge_mAh);
    (charge_mAh > 0 ? m_chargeEnergy_mWh : m_dischargeEnergy_mWh) += std::abs(energy_mWh);
}

void RowWriter::writeRow(std::size_t row)
{
    if (row == 0 || endsStep(row - 1)) {
        beginStep(row);
    }
    m_interval_ms = milliseconds(m_series.uts[row]) - milliseconds(m_series.uts[row == 0 ? 0 : row - 1]);
    count(row);
    m_members.main.addRecord();
    m_members.main.put(neware::Quantity::Voltage_V, m_series.voltage_V[row]);
    m_members.main.put(neware::Quantity::Current_mA, 1000.0 * m_series.current_A[row]);

    ++m_sinceRunInfo;
    if (m_rowInStep < 2 || endsStep(row) || m_interval_ms != m_writtenInterval_ms || m_sinceRunInfo >= rowsPerRunInfo) {
        writeRunInfo(row);
    }
    ++m_rowInStep;
}

void RowWriter::writeRunInfo(std::size_t row)
{
    constexpr double range_mA = 10;
    const std::int64_t now_ms = milliseconds(m_series.uts[row]);
    const std::int64_t whole_s = now_ms / 1000;
    NdcWriter& info = m_members.runInfo;
    info.addRecord();
    info.put(neware::Quantity::Index, static_cast<double>(row + 1));
    info.put(neware::Quantity::StepTime_s, static_cast<double>(now_ms - m_stepBegin_ms) / 1000);
    info.put(neware::Quantity::ChargeCapacity_mAh, m_charge_mAh);
    info.put(neware::Quantity::DischargeCapacity_mAh, m_discharge_mAh);
    info.put(neware::Quantity::ChargeEnergy_mWh, m_chargeEnergy_mWh);
    info.put(neware::Quantity::DischargeEnergy_mWh, m_dischargeEnergy_mWh);
    info.put(neware::Quantity::CurrentRange, range_mA / 1000);  // version 14 has amperes
    info.put(neware::Quantity::RecordInterval_s, static_cast<double>(m_interval_ms) / 1000);
    info.put(neware::Quantity::UnixTime_s, static_cast<double>(whole_s));
    info.put(neware::Quantity::UnixMilliseconds_s, static_cast<double>(now_ms % 1000) / 1000);
    info.put(neware::Quantity::StepNumber, m_stepNumber);
    m_writtenInterval_ms = m_interval_ms;
    m_sinceRunInfo = 0;
}

struct Member
{
    std::string name;
    std::vector<std::uint8_t> content;
};

std::vector<std::uint8_t> bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

struct DiscardArchive
{
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// @param file  named in errors, where `temporary` is written
void writeArchive(const std::filesystem::path& temporary, const std::vector<Member>& members,
                  const std::filesystem::path& file)
{
    const auto fail = [&](const std::string& cause) {
        throw Error(pathText(file) + " could not be written. Is there space left, and may you write there?", cause);
    };
    int code = 0;
    std::unique_ptr<zip_t, DiscardArchive> archive(
        zip_open(pathText(temporary).c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (!archive) {
        fail("libzip error " + std::to_string(code));
    }
    for (const Member& member : members) {
        zip_source_t* source = zip_source_buffer(archive.get(), member.content.data(), member.content.size(), 0);
        const zip_int64_t index =
            source == nullptr ? -1 : zip_file_add(archive.get(), member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            fail(zip_strerror(archive.get()));
        }
        const auto place = static_cast<zip_uint64_t>(index);
        zip_file_set_dostime(archive.get(), place, dosTime, dosDate, 0);
        zip_set_file_compression(archive.get(), place, ZIP_CM_DEFLATE, compressionLevel);
    }
    if (zip_close(archive.get()) != 0) {
        fail(zip_strerror(archive.get()));
    }
    static_cast<void>(archive.release());  // zip_close has freed it
}

}  // namespace

void writeNdax(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
               const FileIdentity& identity)
{
    const CyclingSeries& series = recording.series;
    if (series.hasImpedance()) {
        throw Error(pathText(file) + " was not written: a Neware file holds no impedance. Write it as .mpr.");
    }
    NdcMembers ndc;
    RowWriter writer(series, program, ndc);
    for (std::size_t row = 0; row < series.size(); ++row) {
        writer.writeRow(row);
    }
    const std::vector<Member> members{
        {"Step.xml", bytesOf(stepXml(program, identity))},
        {"TestInfo.xml", bytesOf(testInfoXml(recording, identity))},
        {"VersionInfo.xml", bytesOf(versionInfoXml())},
        {"data.ndc", ndc.main.finish()},
        {"data_step.ndc", ndc.steps.finish()},
        {"data_runInfo.ndc", ndc.runInfo.finish()},
    };
    replaceFile(file, [&](const std::filesystem::path& temporary) { writeArchive(temporary, members, file); });
}

}  // namespace aurora::simulation
