#include "formats/neware/nda_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "formats/neware/aux_files.h"
#include "formats/neware/job_readable.h"
#include "formats/neware/nda_file.h"
#include "formats/neware/nda_test_info.h"
#include "formats/neware/record_rows.h"
#include "formats/neware/row_collector.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace aurora::formats::neware {

namespace {

constexpr std::size_t recordsBetweenLooks = 1 << 16;

DateKind dateKind(const NdaLayout& layout)
{
    return layout.find(Quantity::Year) != nullptr ? DateKind::LocalCalendar : DateKind::Unix;
}

/// Reads the records of one file into the columns of a recording.
class NdaRecords
{
public:
    NdaRecords(const NdaFile& file, const ReadOptions& options, Progress& progress)
        : m_file(file),
          m_options(options),
          m_progress(progress),
          m_index(file.layout(), Quantity::Index),
          m_auxChannel(file.layout().auxFields, Quantity::AuxChannel),
          m_temperatureInRows(file.layout().find(Quantity::AuxTemperature_degC) != nullptr)
    {
    }

    /// @throws Cancelled
    void readInto(Recording& recording);

private:
    void begin();
    [[nodiscard]] bool readAsStored();
    void readByIndex();
    template <class AddRow>
    void visitRows(AddRow&& addRow);
    void addRow(const IndexedRecord& row);
    void addAuxiliary(const std::uint8_t* record);
    void addAuxColumns(Recording& recording);
    void report(Recording& recording) const;

    const NdaFile& m_file;
    const ReadOptions& m_options;
    Progress& m_progress;
    FieldReader m_index;
    FieldReader m_auxChannel;
    const bool m_temperatureInRows;

    std::optional<RowCollector> m_collector;
    std::optional<RecordRows> m_rows;
    std::map<std::int64_t, std::vector<IndexedRecord>> m_auxiliaries;  ///< by channel; without all columns no records
    std::size_t m_withoutIndex = 0;
    std::size_t m_repeated = 0;
};

void NdaRecords::readInto(Recording& recording)
{
    if (!readAsStored()) {
        readByIndex();
    }
    m_collector->finish(m_rows->takeSteps(), recording, AfterRest::SameCycle, m_progress);
    addAuxColumns(recording);
    report(recording);
}

void NdaRecords::begin()
{
    const NdaLayout& layout = m_file.layout();
    const DischargeSign sign =
        m_file.version() >= firstVersionOfBts9 ? DischargeSign::Negative : DischargeSign::Positive;
    m_collector.emplace(m_options, dateKind(layout), m_file.size(), sign);
    m_rows.emplace(layout.fields, layout.cycleOffset, m_file.deviceRange_mA());
    m_auxiliaries.clear();
    if (m_temperatureInRows) {
        m_auxiliaries[1];
    }
    m_withoutIndex = 0;
}

/// Calls addRow(record) for each row in the order of the file, and keeps what is beside them.
template <class AddRow>
void NdaRecords::visitRows(AddRow&& addRow)
{
    std::size_t visited = 0;
    m_file.forEachRecord([&](const std::uint8_t* record) {
        if (visited++ % recordsBetweenLooks == 0) {
            m_progress.throwIfCancelled();
        }
        if (m_file.isAuxiliary(record)) {
            addAuxiliary(record);
            return;
        }
        if (!m_file.isRow(record)) {
            return;
        }
        const IndexedRecord row{static_cast<std::uint32_t>(m_index.integer(record)), record};
        if (row.index == 0) {
            ++m_withoutIndex;
            return;
        }
        addRow(row);
    });
}

/// @return false: the indices do not rise from record to record, and the rows are of no use
bool NdaRecords::readAsStored()
{
    begin();
    std::uint32_t last = 0;
    bool rising = true;
    visitRows([&](const IndexedRecord& row) {
        rising = rising && row.index > last;
        last = row.index;
        if (rising) {
            addRow(row);
        }
    });
    return rising;
}

void NdaRecords::readByIndex()
{
    begin();
    std::vector<IndexedRecord> rows;
    rows.reserve(m_file.size());
    visitRows([&](const IndexedRecord& row) { rows.push_back(row); });
    sortByIndex(rows);
    const auto sameIndex = [](const IndexedRecord& a, const IndexedRecord& b) { return a.index == b.index; };
    const auto end = std::unique(rows.begin(), rows.end(), sameIndex);
    m_repeated = static_cast<std::size_t>(rows.end() - end);
    std::for_each(rows.begin(), end, [&](const IndexedRecord& row) { addRow(row); });
}

void NdaRecords::addRow(const IndexedRecord& row)
{
    m_collector->add(m_rows->next(row.bytes));
    if (m_temperatureInRows && m_options.allColumns == AllColumns::Yes) {
        m_auxiliaries.begin()->second.push_back(row);
    }
}

void NdaRecords::addAuxiliary(const std::uint8_t* record)
{
    std::vector<IndexedRecord>& records = m_auxiliaries[m_auxChannel.integer(record)];
    if (m_options.allColumns == AllColumns::Yes) {
        const FieldReader index(m_file.layout().auxFields, Quantity::Index);
        records.push_back({static_cast<std::uint32_t>(index.integer(record)), record});
    }
}

void NdaRecords::addAuxColumns(Recording& recording)
{
    const NdaLayout& layout = m_file.layout();
    const std::span<const RecordField> fields = m_temperatureInRows ? layout.fields : layout.auxFields;
    for (auto& [channel, records] : m_auxiliaries) {
        sortByIndex(records);
        for (Column& column : auxColumns(fields, records, std::to_string(channel), m_collector->indices())) {
            recording.vendorColumnNames.push_back({column.name, column.unit, std::vector<double>{}});
            if (m_options.allColumns == AllColumns::Yes) {
                recording.vendorColumns.push_back(std::move(column));
            }
        }
    }
}

void NdaRecords::report(Recording& recording) const
{
    if (m_withoutIndex > 0) {
        recording.warnings.push_back(std::to_string(m_withoutIndex) +
                                     " records have the index 0 and were left out: rows count from 1.");
    }
    if (m_repeated > 0) {
        recording.warnings.push_back(std::to_string(m_repeated) +
                                     " records repeat the index of another; the first of each was kept.");
    }
    if (!m_auxiliaries.empty() && !m_temperatureInRows) {
        recording.warnings.emplace_back("The layout of auxiliary records is known from public sources only; compare "
                                        "their temperatures and voltages with BTSDA.");
    }
}

std::string formatVersion(const NdaFile& file, const Json& versions)
{
    std::string text = "nda " + std::to_string(file.version());
    if (file.recordVersion() != 0) {
        text += ", records " + std::to_string(file.recordVersion());
    }
    const std::string server = textAt(versions, "SvrVer").value_or("");
    return text + (server.empty() ? "" : ", " + server);
}

}  // namespace

Recording readNdaBytes(std::span<const std::uint8_t> bytes, const ReadOptions& options, Progress& progress)
{
    const NdaFile file(bytes);
    Recording recording;
    recording.format = ndaReader().name();
    recording.timeZone = options.timeZone;
    recording.warnings = file.warnings();
    NdaRecords(file, options, progress).readInto(recording);

    const TestInfo info = readTestInfo(file, options.timeZone);
    const Json versions = readVersions(file);
    recording.jobData = jobData(info, Json::object(), versions);
    recording.formatVersion = formatVersion(file, versions);
    identify(info, recording);
    if (file.cutOff()) {
        recording.finished = false;
    }
    return recording;
}

namespace {

class NdaReader : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "Neware nda"; }

    [[nodiscard]] int version() const override { return 1; }

    [[nodiscard]] Json readable(const Json& jobData) const override { return readableJobData(jobData); }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> all{".nda"};
        return all;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override
    {
        return bytesAsText(head, 0, ndaMagic.size()) == ndaMagic;
    }

    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override
    {
        try {
            return readNdaBytes(readBytes(file, progress), options, progress);
        } catch (const FormatError& error) {
            throw FormatError(pathText(file.filename()) + ": " + error.what(), error.cause());
        }
    }
};

}  // namespace

const Reader& ndaReader()
{
    static const NdaReader reader;
    return reader;
}

}  // namespace aurora::formats::neware
