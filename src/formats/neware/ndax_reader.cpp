#include "formats/neware/ndax_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "formats/neware/aux_files.h"
#include "formats/neware/ndax_rows.h"
#include "formats/neware/ndax_xml.h"
#include "formats/neware/ndc_file.h"
#include "formats/neware/row_collector.h"
#include "formats/zip_archive.h"

#include <algorithm>
#include <array>

namespace aurora::formats::neware {

namespace {

constexpr std::string_view mainMember = "data.ndc";
constexpr std::string_view runInfoMember = "data_runInfo.ndc";
constexpr std::string_view stepMember = "data_step.ndc";
constexpr std::string_view testInfoMember = "TestInfo.xml";
constexpr std::string_view stepFileMember = "Step.xml";
constexpr std::string_view versionInfoMember = "VersionInfo.xml";

// Earlier states of the test, which count where the newest is missing.
constexpr std::string_view earlierTestInfoMember = "TestInfo0.xml";
constexpr std::string_view earlierStepFileMember = "Step0.xml";

bool isWanted(std::string_view member)
{
    constexpr std::array wanted{
        mainMember,        runInfoMember,         stepMember,           testInfoMember, stepFileMember,
        versionInfoMember, earlierTestInfoMember, earlierStepFileMember};
    return std::find(wanted.begin(), wanted.end(), member) != wanted.end() || parseAuxFileName(member).has_value();
}

/// The unpacked members by name.
class Members
{
public:
    explicit Members(std::span<const NdaxMember> members) : m_members(members) {}

    [[nodiscard]] const NdaxMember* find(std::string_view name) const
    {
        const auto found = std::find_if(m_members.begin(), m_members.end(),
                                        [&](const NdaxMember& member) { return member.name == name; });
        return found == m_members.end() ? nullptr : &*found;
    }

    [[nodiscard]] std::optional<NdcFile> ndc(std::string_view name, NdcContent content, PageCheck check) const
    {
        const NdaxMember* member = find(name);
        if (member == nullptr) {
            return std::nullopt;
        }
        return NdcFile(*member, content, check);
    }

    /// Empty where there is no such member.
    [[nodiscard]] std::string_view text(std::string_view name) const
    {
        const NdaxMember* member = find(name);
        if (member == nullptr) {
            return {};
        }
        return {reinterpret_cast<const char*>(member->bytes.data()), member->bytes.size()};
    }

private:
    std::span<const NdaxMember> m_members;
};

/// "data_3.ndc" before "data_10.ndc": BTSDA lists channels by number.
std::vector<const NdaxMember*> auxMembers(std::span<const NdaxMember> members)
{
    std::vector<const NdaxMember*> found;
    for (const NdaxMember& member : members) {
        if (parseAuxFileName(member.name)) {
            found.push_back(&member);
        }
    }
    std::sort(found.begin(), found.end(),
              [](const NdaxMember* a, const NdaxMember* b) { return compareNatural(a->name, b->name) < 0; });
    return found;
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

/// A damaged auxiliary channel costs that channel, not the recording.
void addAuxColumns(std::span<const NdaxMember> members, std::span<const AuxElement> elements,
                   std::span<const std::uint32_t> rowIndices, const ReadOptions& options, PageCheck check,
                   Recording& recording)
{
    for (const NdaxMember* member : auxMembers(members)) {
        try {
            const NdcFile file(*member, NdcContent::Auxiliary, check);
            addWarnings(file.warnings(), recording);
            for (Column& column : auxColumns(file, *parseAuxFileName(member->name), elements, rowIndices)) {
                addColumn(recording.vendorColumnNames, {column.name, column.unit, std::vector<double>{}});
                if (options.allColumns == AllColumns::Yes) {
                    addColumn(recording.vendorColumns, std::move(column));
                }
            }
        } catch (const FormatError& error) {
            recording.warnings.push_back(std::string("An auxiliary channel was left out: ") + error.what());
        }
    }
}

std::string formatVersion(const NdcLayout& layout, const Json& versions)
{
    const std::string server = textAt(versions, "SvrVer").value_or("");
    return "ndc " + std::to_string(layout.version) + (server.empty() ? "" : ", " + server);
}

/// The members that the rows come from.
struct RecordFiles
{
    NdcFile main;
    std::optional<NdcFile> runInfo;
    std::optional<NdcFile> steps;
    std::vector<std::string> warnings;

    [[nodiscard]] bool cutOff() const
    {
        return main.cutOff() || (runInfo && runInfo->cutOff()) || (steps && steps->cutOff());
    }
};

NdcFile openMain(const Members& archive, PageCheck check)
{
    std::optional<NdcFile> main = archive.ndc(mainMember, NdcContent::Main, check);
    if (!main) {
        throw FormatError(
            "The archive has no member data.ndc, which holds the records. Nothing was read; copy the file "
            "again, or export it again with BTSDA.");
    }
    if (main->cutOff() && main->size() == 0) {
        throw FormatError("data.ndc ends before its first page of records is complete. Nothing was read; copy the file "
                          "again.");
    }
    return *std::move(main);
}

/// Step files that cannot be read cost the steps' types, not the recording.
RecordFiles openRecordFiles(const Members& archive, PageCheck check)
{
    RecordFiles files{openMain(archive, check), std::nullopt, std::nullopt, {}};
    if (hasEverythingInItsRecords(files.main.layout())) {
        files.warnings = files.main.warnings();
        return files;
    }
    files.runInfo = archive.ndc(runInfoMember, NdcContent::RunInfo, check);
    try {
        files.steps = archive.ndc(stepMember, NdcContent::Step, check);
    } catch (const FormatError& error) {
        files.warnings.emplace_back(error.what());
    }
    for (const NdcFile* file :
         {&files.main, files.runInfo ? &*files.runInfo : nullptr, files.steps ? &*files.steps : nullptr})
    {
        if (file != nullptr) {
            files.warnings.insert(files.warnings.end(), file->warnings().begin(), file->warnings().end());
        }
    }
    return files;
}

/// What the XML members say; an earlier state of the test where the newest is missing.
TestInfo readTestInfo(const Members& archive, Recording& recording)
{
    TestInfo info = parseTestInfo(archive.text(testInfoMember));
    if (archive.find(testInfoMember) != nullptr) {
        return info;
    }
    if (archive.find(earlierTestInfoMember) == nullptr) {
        recording.warnings.emplace_back("The archive has no TestInfo.xml: barcode, channel, start and end of the test "
                                        "are not known from it.");
        return info;
    }
    recording.warnings.emplace_back("The archive has no TestInfo.xml; what is known of the test is from TestInfo0.xml, "
                                    "an earlier state, which does not tell whether it has ended.");
    info = parseTestInfo(archive.text(earlierTestInfoMember));
    info.complete = false;
    info.endTime.clear();
    return info;
}

Json readProtocol(const Members& archive, Recording& recording)
{
    if (archive.find(stepFileMember) != nullptr || archive.find(earlierStepFileMember) == nullptr) {
        return parseStepFile(archive.text(stepFileMember));
    }
    recording.warnings.emplace_back(
        "The archive has no Step.xml; the protocol is that of Step0.xml, an earlier state.");
    return parseStepFile(archive.text(earlierStepFileMember));
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

}  // namespace

Recording readNdaxMembers(std::span<const NdaxMember> members, const ReadOptions& options, Progress& progress,
                          PageCheck check)
{
    const Members archive(members);
    const RecordFiles files = openRecordFiles(archive, check);
    RowCollector collector(options, dateKind(files.main.layout()), files.main.size());
    const RowSources sources{&files.main, files.runInfo ? &*files.runInfo : nullptr,
                             files.steps ? &*files.steps : nullptr};
    RowsRead rows = readRows(sources, collector, progress);

    Recording recording;
    recording.format = ndaxReader().name();
    recording.timeZone = options.timeZone;
    recording.warnings = std::move(rows.warnings);
    collector.finish(rows.steps, recording);

    const TestInfo info = readTestInfo(archive, recording);
    const Json versions = parseVersionInfo(archive.text(versionInfoMember));
    recording.jobData = jobData(info, readProtocol(archive, recording), versions);
    recording.formatVersion = formatVersion(files.main.layout(), versions);
    identify(info, recording);
    tellWhetherFinished(info, recording);
    if (files.cutOff()) {
        recording.finished = false;
    }
    addWarnings(files.warnings, recording);
    addAuxColumns(members, info.auxiliaries, collector.indices(), options, check, recording);
    return recording;
}

namespace {

class NdaxReader : public Reader
{
public:
    [[nodiscard]] std::string_view name() const override { return "Neware ndax"; }

    [[nodiscard]] int version() const override { return 1; }

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
    const bool endsInRecords = archive.cutOffMember() && archive.cutOffMember()->name == mainMember;
    if (!archive.closed() && !endsInRecords && archive.find(mainMember) == nullptr) {
        throw FormatError("The archive is not closed: it ends after " + std::to_string(fileSize) +
                          " bytes, before data.ndc, which holds the records. Nothing was read; copy the file again, or "
                          "wait until it is written.");
    }
}

Recording readArchive(ZipArchive& archive, const ReadOptions& options, Progress& progress)
{
    std::vector<Bytes> contents;
    std::vector<NdaxMember> members;
    for (const ZipArchive::Member& member : archive.members()) {
        if (isWanted(member.name)) {
            progress.throwIfCancelled();
            contents.push_back(archive.read(member));
            members.push_back({member.name, contents.back().span()});
        }
    }
    if (archive.cutOffMember() && isWanted(archive.cutOffMember()->name)) {
        contents.push_back(archive.readCutOff(progress));
        members.push_back({archive.cutOffMember()->name, contents.back().span(), false});
    }
    Recording recording = readNdaxMembers(members, options, progress);
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
        std::vector<std::uint8_t> bytes = readBytes(file);
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
