#include "sample_export.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/sample_data.h"
#include "aurora/storage/batch_files.h"
#include "aurora/storage/csv.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "aurora/storage/xlsx.h"
#include "bdf_rows.h"
#include "cancel_only.h"
#include "export_columns.h"
#include "impedance_points.h"
#include "provenance.h"
#include "series_windows.h"
#include "wording.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr int sampleFileIndentation = 1;

struct FormatEnding
{
    SeriesFormat format;
    const char* ending;
};

constexpr std::array formatEndings{FormatEnding{SeriesFormat::Csv, ".csv"}, FormatEnding{SeriesFormat::Xlsx, ".xlsx"},
                                   FormatEnding{SeriesFormat::Hdf5, ".h5"},
                                   FormatEnding{SeriesFormat::Bdf, ".bdf.csv"}};

const char* endingOf(SeriesFormat format)
{
    return std::find_if(formatEndings.begin(), formatEndings.end(),
                        [format](const FormatEnding& entry) { return entry.format == format; })
        ->ending;
}

/// The formats of the series without one; CSV where none is left.
std::set<SeriesFormat> without(SeriesFormat format, std::set<SeriesFormat> formats)
{
    formats.erase(format);
    return formats.empty() ? std::set{SeriesFormat::Csv} : formats;
}

std::set<SeriesFormat> impedanceFormats(const ExportContents& contents)
{
    return without(SeriesFormat::Bdf, contents.series);
}

/// A table of a few rows that people read.
std::set<SeriesFormat> cyclesFormats(const ExportContents& contents)
{
    std::set<SeriesFormat> formats = contents.series;
    formats.erase(SeriesFormat::Bdf);
    return without(SeriesFormat::Hdf5, std::move(formats));
}

fs::path fileOf(const StoredSample& sample, const char* kind, const char* ending)
{
    return sample.folder / pathFromText(kind + ("." + sample.id.text()) + ending);
}

/// The metadata of a stored file, with the step that made this one of it.
Json exportMetadata(Json metadata, const StoredSample& sample)
{
    if (!metadata.is_object()) {
        metadata = Json::object();
    }
    metadata["sample_data"] = sample.row;
    metadata["glossary"] = storage::glossary();
    Json& provenance = metadata["provenance"];
    if (!provenance.is_object()) {
        provenance = Json::object();
    }
    Json& steps = provenance["aurora_metadata"];
    if (!steps.is_object()) {
        steps = Json::object();
    }
    steps["export"] = provenanceStep("export_samples", sample.timeZone);
    return metadata;
}

/// What of the impedance does not get into a file of the Battery Data Format; empty: nothing.
std::string lackOf(const ImpedancePoints& points)
{
    std::string lack;
    if (!points.unreadable.empty()) {
        lack = "voltage and current of impedance points, because " + listText(points.unreadable) + " cannot be read";
    }
    if (points.withoutTime > 0) {
        lack +=
            (lack.empty() ? "" : "; ") + countText(points.withoutTime, "impedance point") + ", whose time is not known";
    }
    return lack;
}

/// Writes the files of one sample.
class SampleWriter
{
public:
    SampleWriter(const StoredSample& sample, const ExportPlace& place, std::vector<ExportedFile>& written,
                 const std::function<void(double)>& share, const Progress& progress)
        : m_sample(sample), m_place(place), m_written(written), m_share(share), m_progress(progress)
    {
    }

    void write()
    {
        for (const SeriesFormat format : m_place.contents.series) {
            writeSeries(format);
            ++m_seriesDone;
            m_share(shareOf(0));
        }
        if (m_place.contents.impedance && m_sample.hasImpedance) {
            writeImpedance();
        }
        if (m_place.contents.cycles && m_sample.hasCycles) {
            writeCycles();
        }
        if (m_place.contents.metadata) {
            writeMetadata();
        }
    }

private:
    [[nodiscard]] fs::path target(const char* kind, const char* ending) const
    {
        return m_place.folder / pathFromText(m_sample.id.text() + kind + ending);
    }

    void note(const fs::path& file, std::size_t rows, std::string lacks = {})
    {
        m_written.push_back({m_sample.id.text(), file, rows, std::move(lacks)});
    }

    /// @param part  of the series that is being written, 0 … 1
    [[nodiscard]] double shareOf(double part) const
    {
        const auto series = static_cast<double>(std::max<std::size_t>(m_place.contents.series.size(), 1));
        return (static_cast<double>(m_seriesDone) + part) / series;
    }

    void tell(const SeriesWindows& windows) const
    {
        m_share(shareOf(static_cast<double>(windows.rowsRead()) /
                        static_cast<double>(std::max<std::size_t>(windows.rows(), 1))));
    }

    void writeSeries(SeriesFormat format)
    {
        const fs::path file = target("", endingOf(format));
        if (format == SeriesFormat::Bdf) {
            if (m_sample.hasSeries || m_sample.hasImpedance) {
                std::string lacks;
                const std::size_t rows = writeBdf(file, lacks);
                note(file, rows, std::move(lacks));
            }
            return;
        }
        if (!m_sample.hasSeries) {
            return;
        }
        if (format == SeriesFormat::Hdf5) {
            note(file, writeHdf5(file));
            return;
        }
        SeriesWindows windows(fileOf(m_sample, "full", ".h5"), m_progress);
        const storage::RowBlocks blocks = [&]() -> std::optional<std::vector<Column>> {
            tell(windows);
            std::optional<MergedSeries> series = windows.next(m_progress);
            return series ? std::optional(exportedColumns(std::move(*series), m_progress)) : std::nullopt;
        };
        note(file, format == SeriesFormat::Csv ? storage::writeCsv(file, blocks, m_progress)
                                               : storage::writeXlsx(file, "Time series", blocks, m_progress));
    }

    [[nodiscard]] std::size_t writeHdf5(const fs::path& file) const
    {
        const fs::path full = fileOf(m_sample, "full", ".h5");
        SeriesWindows windows(full, m_progress);
        std::vector<Column> columns;
        while (std::optional<MergedSeries> series = windows.next(m_progress)) {
            append(columns, exportedColumns(std::move(*series), m_progress), windows.rows());
            tell(windows);
        }
        storage::writeFrame(file, viewsOf(columns), exportMetadata(storage::readMetadata(full), m_sample), m_progress);
        return windows.rows();
    }

    [[nodiscard]] std::size_t writeBdf(const fs::path& file, std::string& lacks) const
    {
        ImpedancePoints points = readImpedancePoints(m_sample.folder, m_sample.id.text(), m_progress);
        lacks = lackOf(points);
        std::optional<SeriesWindows> windows;
        if (m_sample.hasSeries) {
            windows.emplace(fileOf(m_sample, "full", ".h5"), m_progress);
        }
        BdfRows bdf(std::move(points), windows && windows->knowsCharge() ? ChargeKnown::Yes : ChargeKnown::No);
        bool over = false;
        const storage::RowBlocks blocks = [&]() -> std::optional<std::vector<Column>> {
            if (over) {
                return std::nullopt;
            }
            if (windows) {
                tell(*windows);
                if (const std::optional<MergedSeries> series = windows->next(m_progress)) {
                    return bdf.rows(*series);
                }
            }
            over = true;
            return bdf.rest();
        };
        return storage::writeCsv(file, blocks, m_progress);
    }

    void writeImpedance()
    {
        const fs::path source = fileOf(m_sample, "eis", ".h5");
        ImpedanceSeries series = storage::readImpedance(source);
        const std::size_t rows = series.size();
        std::vector<Column> columns;
        columns.push_back({"uts", "", std::move(series.uts)});
        columns.push_back({"Cycle", "", std::move(series.cycle)});
        columns.push_back({"f", "Hz", std::move(series.frequency_Hz)});
        columns.push_back({"Re(Z)", "ohm", std::move(series.reZ_ohm)});
        columns.push_back({"Im(Z)", "ohm", std::move(series.imZ_ohm)});
        for (const SeriesFormat format : impedanceFormats(m_place.contents)) {
            const fs::path file = target(".impedance", endingOf(format));
            if (format == SeriesFormat::Csv) {
                storage::writeCsv(file, columns, m_progress);
            } else if (format == SeriesFormat::Xlsx) {
                std::optional<std::vector<Column>> once = columns;
                storage::writeXlsx(
                    file, "Impedance", [&] { return std::exchange(once, std::nullopt); }, m_progress);
            } else {
                storage::writeFrame(file, viewsOf(columns), exportMetadata(storage::readMetadata(source), m_sample),
                                    m_progress);
            }
            note(file, rows);
        }
    }

    void writeCycles()
    {
        storage::CyclesFile cycles = storage::readCycles(fileOf(m_sample, "cycles", ".json"));
        const storage::BatchMember member{m_sample.id.text(), std::move(cycles.data), std::move(cycles.metadata)};
        const std::array sheets{storage::cyclesSheet(std::span(&member, 1)),
                                storage::resultsSheet(std::span(&member, 1))};
        for (const SeriesFormat format : cyclesFormats(m_place.contents)) {
            const fs::path file = target(".cycles", endingOf(format));
            if (format == SeriesFormat::Csv) {
                replaceFileText(file, storage::csvText(sheets.front().table));
            } else {
                CancelOnly cancel(m_progress);
                storage::writeXlsx(file, sheets, cancel);
            }
            note(file, sheets.front().table.rows.size());
        }
    }

    /// The sample's row as it is now, its numbers without the per-cycle lists, and where the data comes from.
    void writeMetadata()
    {
        Json content = Json::object();
        content["Sample ID"] = m_sample.id.text();
        Json metadata = Json::object();
        if (m_sample.hasCycles) {
            storage::CyclesFile cycles = storage::readCycles(fileOf(m_sample, "cycles", ".json"));
            for (const CycleColumn& column : cycleColumns()) {
                cycles.data.erase(std::string(column.key));
            }
            cycles.data.erase("Cycle");
            content["results"] = std::move(cycles.data);
            metadata = std::move(cycles.metadata);
        } else if (m_sample.hasSeries) {
            metadata = storage::readMetadata(fileOf(m_sample, "full", ".h5"));
        }
        content.update(exportMetadata(std::move(metadata), m_sample));
        const fs::path file = target(".metadata", ".json");
        replaceFileText(file, dumpJson(content, sampleFileIndentation) + "\n");
        note(file, 0);
    }

    const StoredSample& m_sample;
    const ExportPlace& m_place;
    std::vector<ExportedFile>& m_written;
    const std::function<void(double)>& m_share;
    const Progress& m_progress;
    std::size_t m_seriesDone = 0;
};

}  // namespace

StoredSample storedSample(const Project& project, database::Database& database, const std::string& id)
{
    const auto row = database::SamplesTable(database).find(id);
    if (!row) {
        throw Error("There is no sample \"" + id + "\" in the project.");
    }
    StoredSample sample(SampleId(id), project.sampleFolder(SampleId(id)));
    sample.row = database::toJson(*row, project.config().sampleColumns);
    sample.timeZone = project.timeZone();
    std::error_code ignored;
    const fs::path full = fileOf(sample, "full", ".h5");
    const fs::path impedance = fileOf(sample, "eis", ".h5");
    sample.hasSeries = fs::exists(full, ignored) && storage::rowCount(full) > 0;
    sample.hasImpedance = fs::exists(impedance, ignored) && storage::rowCount(impedance) > 0;
    sample.hasCycles = fs::exists(fileOf(sample, "cycles", ".json"), ignored);
    return sample;
}

std::string whyNoExport(const Project& project, const StoredSample& sample, const ExportContents& contents)
{
    const bool wantsData = !contents.series.empty() || contents.impedance || contents.cycles;
    if (!wantsData) {
        return {};
    }
    if (!sample.hasSeries && !sample.hasImpedance && !sample.hasCycles) {
        return whyNotAnalysed(project, sample.id);
    }
    const bool hasSeries = sample.hasSeries && !contents.series.empty();
    const bool hasPoints = sample.hasImpedance && (contents.impedance || contents.series.contains(SeriesFormat::Bdf));
    if (hasSeries || hasPoints || (sample.hasCycles && contents.cycles)) {
        return {};
    }
    const std::string has = sample.hasSeries      ? "a time series"
                            : sample.hasImpedance ? "impedance"
                                                  : "a per-cycle table";
    return sample.id.text() + " has nothing of what is to be written; it has " + has + ".";
}

std::vector<std::string> exportedNames(const std::string& sample, const ExportContents& contents)
{
    std::vector<std::string> names;
    const auto add = [&](const char* kind, const std::set<SeriesFormat>& formats) {
        for (const SeriesFormat format : formats) {
            names.push_back(sample + kind + endingOf(format));
        }
    };
    add("", contents.series);
    if (contents.impedance) {
        add(".impedance", impedanceFormats(contents));
    }
    if (contents.cycles) {
        add(".cycles", cyclesFormats(contents));
    }
    if (contents.metadata) {
        names.push_back(sample + ".metadata.json");
    }
    return names;
}

void writeSample(const StoredSample& sample, const ExportPlace& place, std::vector<ExportedFile>& written,
                 const std::function<void(double)>& share, const Progress& progress)
{
    SampleWriter(sample, place, written, share, progress).write();
}

}  // namespace aurora::services
