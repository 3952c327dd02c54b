#include "formats/neware/ndax_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "formats/neware/aux_files.h"
#include "formats/neware/job_readable.h"
#include "formats/neware/ndax_members.h"
#include "formats/neware/ndax_record_files.h"
#include "formats/neware/ndax_xml.h"
#include "formats/neware/ndc_file.h"
#include "formats/neware/row_collector.h"
#include "formats/zip_archive.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace aurora::formats::neware {

namespace {

constexpr const char* testInfoMember = "TestInfo.xml";
constexpr const char* stepFileMember = "Step.xml";
constexpr const char* versionInfoMember = "VersionInfo.xml";

// Earlier states of the test, which count where the newest is missing.
constexpr const char* earlierTestInfoMember = "TestInfo0.xml";
constexpr const char* earlierStepFileMember = "Step0.xml";

/// Enough of an auxiliary file to know its layout: the header page and the first page of records.
constexpr std::size_t auxBeginning = std::size_t{2} * 4096;

/// "data_3.ndc" before "data_10.ndc": BTSDA lists channels by number.
std::vector<std::string> auxMembers(const NdaxMembers& archive)
{
    std::vector<std::string> names = archive.names();
    std::erase_if(names, [](const std::string& name) { return !parseAuxFileName(name); });
    std::sort(names.begin(), names.end(),
              [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    return names;
}

/// Adds a column under a name of its own: two channels may call themselves the same.
void addColumn(std::vector<Column>& columns, Column column)
{
    const std::string name = column.name;
    const auto taken = [&] {
        return std::any_of(columns.begin(), columns.end(), [&](const Column& c) { return c.name == column.name; });
    };
    for (int number = 2; taken(); ++number) {
        column.name = name + "_" + std::to_string(number);
    }
    columns.push_back(std::move(column));
}

/// What two members say alike is told once.
void addWarnings(const std::vector<std::string>& warnings, Recording& recording)
{
    for (const std::string& warning : warnings) {
        if (std::find(recording.warnings.begin(), recording.warnings.end(), warning) == recording.warnings.end()) {
            recording.warnings.push_back(warning);
        }
    }
}

/// A damaged auxiliary channel costs that channel, not the recording. Where only the names of columns are wanted, no
/// more than the beginning of each is unpacked.
void addAuxColumns(NdaxMembers& archive, std::span<const AuxElement> elements,
                   std::span<const std::uint32_t> rowIndices, const ReadOptions& options, PageCheck check,
                   Progress& progress, Recording& recording)
{
    const bool all = options.allColumns == AllColumns::Yes;
    for (const std::string& name : auxMembers(archive)) {
        progress.throwIfCancelled();
        try {
            const UnpackedMember unpacked =
                all ? archive.read(name, progress) : archive.readBeginning(name, auxBeginning);
            const NdcFile file(unpacked.member, NdcContent::Auxiliary, all ? check : PageCheck::None);
            const AuxFileName parsed = *parseAuxFileName(name);
            addWarnings(file.warnings(), recording);
            if (const std::string doubt = doubtOf(file, parsed, elements); !doubt.empty()) {
                recording.warnings.push_back(doubt);
            }
            for (Column& column : auxColumns(file, parsed, elements, rowIndices)) {
                addColumn(recording.vendorColumnNames, {column.name, column.unit, std::vector<double>{}});
                if (all) {
                    addColumn(recording.vendorColumns, std::move(column));
                }
            }
        } catch (const FormatError& error) {
            recording.warnings.push_back(std::string("An auxiliary channel was left out: ") + error.what());
        }
    }
}

std::string formatVersion(int version, const Json& versions)
{
    const std::string server = textAt(versions, "SvrVer").value_or("");
    return "ndc " + std::to_string(version) + (server.empty() ? "" : ", " + server);
}

/// What the XML members say; an earlier state of the test where the newest is missing.
TestInfo readTestInfo(NdaxMembers& archive, Recording& recording, Progress& progress)
{
    if (const auto newest = readIfPossible(archive, testInfoMember, recording.warnings, progress)) {
        return parseTestInfo(newest->text());
    }
    const auto earlier = readIfPossible(archive, earlierTestInfoMember, recording.warnings, progress);
    if (!earlier) {
        recording.warnings.emplace_back("The archive has no TestInfo.xml that can be read: barcode, channel, start and "
                                        "end of the test are not known from it.");
        return {};
    }
    recording.warnings.emplace_back(
        "The archive has no TestInfo.xml that can be read; what is known of the test is from "
        "TestInfo0.xml, an earlier state, which does not tell whether it has ended.");
    TestInfo info = parseTestInfo(earlier->text());
    info.complete = false;
    info.endTime.clear();
    return info;
}

Json readProtocol(NdaxMembers& archive, Recording& recording, Progress& progress)
{
    if (const auto newest = readIfPossible(archive, stepFileMember, recording.warnings, progress)) {
        return parseStepFile(newest->text());
    }
    const auto earlier = readIfPossible(archive, earlierStepFileMember, recording.warnings, progress);
    if (!earlier) {
        return parseStepFile({});
    }
    recording.warnings.emplace_back(
        "The archive has no Step.xml that can be read; the protocol is that of Step0.xml, an "
        "earlier state.");
    return parseStepFile(earlier->text());
}

Json readVersions(NdaxMembers& archive, Recording& recording, Progress& progress)
{
    const auto member = readIfPossible(archive, versionInfoMember, recording.warnings, progress);
    return parseVersionInfo(member ? member->text() : std::string_view());
}

/// A test that has no end time when its file is saved is still running.
void tellWhetherFinished(const TestInfo& info, Recording& recording)
{
    if (!info.endTime.empty()) {
        recording.finished = true;
    } else if (info.complete && !info.startTime.empty()) {
        recording.finished = false;
    }
}

/// The columns of the rows, and which version the records are of. What they were read from is gone afterwards.
int readRecords(NdaxMembers& archive, std::optional<RowCollector>& collector, const ReadOptions& options,
                PageCheck check, Progress& progress, Recording& recording)
{
    std::optional<RecordFiles> files = readRecordFiles(archive, check, progress);
    const int version = files->main.layout().version;
    collector.emplace(options, dateKind(files->main.layout()), files->main.size());
    RowsRead rows = readRows({&files->main, files->runInfo ? &*files->runInfo : nullptr, std::move(files->steps)},
                             *collector, progress);
    recording.warnings = std::move(rows.warnings);
    addWarnings(files->warnings, recording);
    if (files->cutOff) {
        recording.finished = false;
    }
    files.reset();
    collector->finish(rows.steps, recording, AfterRest::SameCycle, progress);
    return version;
}

Recording readMembers(NdaxMembers& archive, const ReadOptions& options, Progress& progress, PageCheck check)
{
    Recording recording;
    recording.format = ndaxReader().name();
    recording.timeZone = options.timeZone;
    std::optional<RowCollector> collector;
    const int version = readRecords(archive, collector, options, check, progress, recording);
    const bool cutOff = recording.finished == false;

    const TestInfo info = readTestInfo(archive, recording, progress);
    const Json protocol = readProtocol(archive, recording, progress);
    const Json versions = readVersions(archive, recording, progress);
    recording.jobData = jobData(info, protocol, versions);
    recording.formatVersion = formatVersion(version, versions);
    identify(info, recording);
    tellWhetherFinished(info, recording);
    if (cutOff) {
        recording.finished = false;
    }
    addAuxColumns(archive, info.auxiliaries, collector->indices(), options, check, progress, recording);
    return recording;
}

}  // namespace

Recording readNdaxMembers(std::span<const NdaxMember> members, const ReadOptions& options, Progress& progress,
                          PageCheck check)
{
    MembersInMemory archive(members);
    return readMembers(archive, options, progress, check);
}

namespace {

class NdaxReader : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "Neware ndax"; }

    [[nodiscard]] int version() const override { return 2; }

    [[nodiscard]] Json readable(const Json& jobData) const override { return readableJobData(jobData); }

    [[nodiscard]] std::span<const std::string_view> endings() const override
    {
        static constexpr std::array<std::string_view, 1> all{".ndax"};
        return all;
    }

    [[nodiscard]] bool recognises(std::span<const std::uint8_t> head) const override;
    [[nodiscard]] Recording read(const std::filesystem::path& file, const ReadOptions& options,
                                 Progress& progress) const override;
};

/// A zip whose first members have names that only `.ndax` has.
bool NdaxReader::recognises(std::span<const std::uint8_t> head) const
{
    constexpr std::string_view zipBeginning = "PK\x03\x04";
    constexpr std::array<std::string_view, 5> names{"data.ndc", "TestInfo.xml", "VersionInfo.xml", "EditStep.xml",
                                                    "Step.xml"};
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    return text.starts_with(zipBeginning) && std::any_of(names.begin(), names.end(), [&](std::string_view name) {
               return text.find(name) != std::string_view::npos;
           });
}

/// An archive that ends before its records is not one that never had any.
void checkRecordsAreThere(const ZipArchive& archive, std::size_t fileSize)
{
    const bool endsInRecords = archive.cutOffMember() && archive.cutOffMember()->name == "data.ndc";
    if (!archive.closed() && !endsInRecords && archive.find("data.ndc") == nullptr) {
        throw FormatError("The archive is not closed: it ends after " + std::to_string(fileSize) +
                          " bytes, before data.ndc, which holds the records. Nothing was read; copy the file again, or "
                          "wait until it is written.");
    }
}

Recording readArchive(ZipArchive& archive, const ReadOptions& options, Progress& progress)
{
    ZippedMembers members(archive);
    Recording recording = readMembers(members, options, progress, PageCheck::Crc);
    if (!archive.closed()) {
        recording.finished = false;
        recording.warnings.emplace_back("The archive is not closed: it is still being written, or was cut off while it "
                                        "was copied. Its whole members were read, and the whole pages of the last.");
    }
    return recording;
}

Recording NdaxReader::read(const std::filesystem::path& file, const ReadOptions& options, Progress& progress) const
{
    try {
        std::vector<std::uint8_t> bytes = readBytes(file, progress);
        const std::size_t fileSize = bytes.size();
        ZipArchive archive(std::move(bytes), progress);
        checkRecordsAreThere(archive, fileSize);
        return readArchive(archive, options, progress);
    } catch (const FormatError& error) {
        throw FormatError(pathText(file.filename()) + ": " + error.what(), error.cause());
    }
}

}  // namespace

const Reader& ndaxReader()
{
    static const NdaxReader reader;
    return reader;
}

}  // namespace aurora::formats::neware
