#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/formats/neware/nda_layout.h"
#include "aurora/simulation/writers.h"

#include "simulation/neware_rows.h"
#include "simulation/record_bytes.h"

#include <cmath>
#include <fstream>

namespace aurora::simulation {

namespace {

namespace neware = formats::neware;
using neware::Quantity;

// The newest that was compared with exports of its vendor, and that other programs read.
constexpr std::uint8_t version = 130;
constexpr std::uint16_t recordVersion = 19;
constexpr std::size_t recordSize = 56;

constexpr std::size_t headerSize = 1024;
constexpr std::string_view formatDate = "20240403";
constexpr std::string_view software = "9.1.5.7.20240403.R5";
constexpr std::uint8_t unknownSecondByte = 6;  // of all records of the file at hand
constexpr float chamberTemperature_degC = 25;  // the simulated cell knows no other

// Between records and test info stands a block that begins so; programs that do not know the header end there.
constexpr std::size_t separatorSize = 379;
constexpr std::uint8_t separatorBegin = 0x81;
constexpr std::size_t separatorPlaceAt = 18;

const neware::NdaLayout& layout()
{
    const neware::NdaLayout* found = neware::findNdaLayout(version, recordVersion, recordSize);
    if (found == nullptr) {
        throw Error("The records of .nda version 130 are in no table.");
    }
    return *found;
}

void putPlace(Bytes& bytes, std::size_t at, std::uint64_t place, std::uint64_t length)
{
    bytes.put(at, place);
    bytes.put(at + sizeof place, length);
}

Bytes header(std::uint64_t rows, std::uint64_t testInfoSize)
{
    const neware::NdaHeaderLayout& places = neware::ndaHeader(version);
    const std::uint64_t separatorAt = headerSize + rows * recordSize;
    Bytes bytes(headerSize);
    bytes.putCharacters(0, neware::ndaMagic);
    bytes.putCharacters(neware::ndaDateAt, formatDate);
    bytes.put(neware::ndaVersionAt, version);
    bytes.put(neware::ndaRecordVersionAt, recordVersion);
    putPlace(bytes, separatorPlaceAt, separatorAt, separatorSize);
    putPlace(bytes, places.testInfo.at, separatorAt + separatorSize, testInfoSize);
    putPlace(bytes, places.records.at, headerSize, rows * recordSize);
    bytes.putCharacters(neware::ndaSoftwareAtInBts91, software);
    return bytes;
}

Bytes separator()
{
    Bytes bytes(separatorSize);
    bytes.put(0, separatorBegin);
    return bytes;
}

void putText(Bytes& bytes, const neware::NdaText& place, std::string_view text)
{
    bytes.putCharacters(place.at, text.substr(0, place.width - 1));
}

std::uint64_t microseconds(double uts)
{
    return static_cast<std::uint64_t>(std::llround(uts * 1e6));
}

Bytes testInfo(const CyclingSeries& series, const FileIdentity& identity)
{
    const neware::NdaTestInfoBts9* places = neware::findNdaTestInfoBts9(recordVersion);
    if (places == nullptr) {
        throw Error("The test info of .nda version 130 is in no table.");
    }
    Bytes bytes(places->size);
    bytes.put(0, recordVersion);
    bytes.put(neware::ndaTestInfoSizeAt, static_cast<std::uint16_t>(places->size));
    putText(bytes, places->creator, "demo");
    putText(bytes, places->remarks, identity.sampleId);
    bytes.put(places->testIdAt, static_cast<std::uint32_t>(identity.testId));
    bytes.put(places->countAt, static_cast<std::uint32_t>(series.size()));
    if (series.size() > 0) {
        bytes.put(places->startAt, microseconds(series.uts.front()));
        bytes.put(places->stopAt, microseconds(series.uts.back()));
    }
    return bytes;
}

/// Puts the numbers of rows into one record after the other.
class RecordWriter
{
public:
    explicit RecordWriter(const FileIdentity& identity) : m_bytes(recordSize)
    {
        put(Quantity::RecordId, m_layout.dataIds.front());
        m_bytes.put(1, unknownSecondByte);
        put(Quantity::TestId, identity.testId);
        put(Quantity::AuxTemperature_degC, chamberTemperature_degC);
    }

    [[nodiscard]] const Bytes& write(const NewareRow& row)
    {
        constexpr std::int64_t msPerSecond = 1000;
        constexpr double secondsPerMs = 0.001;
        const std::int64_t totalTime_ms = row.stepBegan_ms + row.inStep_ms;
        put(Quantity::Index, static_cast<double>(row.index));
        put(Quantity::StepIndex, row.stepIndex);
        put(Quantity::StepType, row.stepType);
        put(Quantity::Cycle, row.cycle);
        put(Quantity::TotalTime_s, static_cast<double>(totalTime_ms / msPerSecond));
        put(Quantity::TotalTimeFraction_s, static_cast<double>(totalTime_ms % msPerSecond) * secondsPerMs);
        put(Quantity::UnixTime_s, static_cast<double>(row.date_ms / msPerSecond));
        put(Quantity::UnixNanoseconds_s, static_cast<double>(row.date_ms % msPerSecond) * secondsPerMs);
        put(Quantity::Voltage_V, row.voltage_V);
        put(Quantity::Current_mA, row.current_mA);
        put(Quantity::NetCapacity_mAh, row.charge_mAh - row.discharge_mAh);
        put(Quantity::NetEnergy_mWh, row.chargeEnergy_mWh - row.dischargeEnergy_mWh);
        return m_bytes;
    }

private:
    void put(Quantity quantity, double value)
    {
        const neware::RecordField* field = m_layout.find(quantity);
        if (field == nullptr) {
            throw Error("A number was to be written that records of .nda version 130 do not have.");
        }
        putField(m_bytes, 0, *field, value);
    }

    const neware::NdaLayout& m_layout = layout();
    Bytes m_bytes;
};

void write(std::ostream& stream, const Bytes& bytes)
{
    stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

void writeNda(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
              const FileIdentity& identity)
{
    const CyclingSeries& series = recording.series;
    if (series.hasImpedance()) {
        throw Error(pathText(file) + " was not written: a Neware file holds no impedance. Write it as .mpr.");
    }
    replaceFile(file, [&](const std::filesystem::path& temporary) {
        const Bytes info = testInfo(series, identity);
        RecordWriter records(identity);
        std::ofstream stream(temporary, std::ios::binary);
        write(stream, header(series.size(), info.size()));
        for (NewareRows rows(series, program); rows.next();) {
            write(stream, records.write(rows.row()));
        }
        write(stream, separator());
        write(stream, info);
        stream.close();
        if (!stream) {
            throw Error(pathText(file) + " could not be written. Is there space left, and may you write there?");
        }
    });
}

}  // namespace aurora::simulation
