#include "aurora/simulation/writers.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include "simulation/ndax_protocol.h"
#include "simulation/ndc_writer.h"
#include "simulation/neware_rows.h"

#include <zip.h>

#include <array>
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

/// Writes the rows of a recording as the three tables of an archive.
class RowWriter
{
public:
    explicit RowWriter(NdcMembers& members) : m_members(members)
    {
        m_members.runInfo.skipSlot();  // as real files have it
    }

    void write(const NewareRow& row);

private:
    void writeStep(const NewareRow& row);
    void writeRunInfo(const NewareRow& row);

    NdcMembers& m_members;
    std::int64_t m_writtenInterval_ms = 0;
    std::size_t m_sinceRunInfo = 0;
};

double seconds(std::int64_t milliseconds)
{
    return static_cast<double>(milliseconds) / 1000;
}

void RowWriter::write(const NewareRow& row)
{
    if (row.beginsStep) {
        writeStep(row);
    }
    m_members.main.addRecord();
    m_members.main.put(neware::Quantity::Voltage_V, row.voltage_V);
    m_members.main.put(neware::Quantity::Current_mA, row.current_mA);

    ++m_sinceRunInfo;
    if (row.rowInStep < 2 || row.endsStep || row.interval_ms != m_writtenInterval_ms ||
        m_sinceRunInfo >= rowsPerRunInfo) {
        writeRunInfo(row);
    }
}

void RowWriter::writeStep(const NewareRow& row)
{
    NdcWriter& steps = m_members.steps;
    steps.addRecord();
    steps.put(neware::Quantity::Cycle, row.cycle);
    steps.put(neware::Quantity::StepIndex, row.stepIndex);
    steps.put(neware::Quantity::StepType, row.type);
    steps.put(neware::Quantity::StepStart_s, seconds(row.stepBegin_ms));
    steps.put(neware::Quantity::FirstSlot, static_cast<double>(row.number + 1));
}

void RowWriter::writeRunInfo(const NewareRow& row)
{
    constexpr double range_mA = 10;
    NdcWriter& info = m_members.runInfo;
    info.addRecord();
    info.put(neware::Quantity::Index, static_cast<double>(row.number + 1));
    info.put(neware::Quantity::StepTime_s, seconds(row.stepTime_ms()));
    info.put(neware::Quantity::ChargeCapacity_mAh, row.charge_mAh);
    info.put(neware::Quantity::DischargeCapacity_mAh, row.discharge_mAh);
    info.put(neware::Quantity::ChargeEnergy_mWh, row.chargeEnergy_mWh);
    info.put(neware::Quantity::DischargeEnergy_mWh, row.dischargeEnergy_mWh);
    info.put(neware::Quantity::CurrentRange, range_mA / 1000);  // version 14 has amperes
    info.put(neware::Quantity::RecordInterval_s, seconds(row.interval_ms));
    info.put(neware::Quantity::UnixTime_s, static_cast<double>(row.date_ms / 1000));
    info.put(neware::Quantity::UnixMilliseconds_s, seconds(row.date_ms % 1000));
    info.put(neware::Quantity::StepNumber, row.stepNumber);
    m_writtenInterval_ms = row.interval_ms;
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
    RowWriter writer(ndc);
    for (NewareRows rows(series, program); !rows.done();) {
        writer.write(rows.next());
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
