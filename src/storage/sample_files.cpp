#include "aurora/storage/sample_files.h"

#include "storage/column_taker.h"

namespace aurora::storage {

namespace {

namespace fs = std::filesystem;

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// The columns of a file of a sample in their order, borrowed from a series.
class ColumnList
{
public:
    template <class T>
    ColumnList& add(const char* name, const std::vector<T>& values)
    {
        m_columns.push_back({name, std::span<const T>(values)});
        return *this;
    }

    ColumnList& addRounded(const char* name, const std::vector<double>& values)
    {
        m_columns.push_back({name, RoundedToFloat{values}});
        return *this;
    }

    /// A column that the file has only where it has values.
    template <class T>
    ColumnList& addIfThere(const char* name, const std::vector<T>& values)
    {
        return values.empty() ? *this : add(name, values);
    }

    [[nodiscard]] std::vector<ColumnView> take() { return std::move(m_columns); }

private:
    std::vector<ColumnView> m_columns;
};

std::vector<ColumnView> columnsOf(const CyclingSeries& series)
{
    return ColumnList()
        .add("uts", series.uts)
        .add("V (V)", series.voltage_V)
        .add("I (A)", series.current_A)
        .addIfThere("dQ (mAh)", series.chargeStep_mAh)
        .add("cycle_number", series.cycleNumber)
        .add("technique", series.technique)
        .addIfThere("loop_number", series.loopNumber)
        .addIfThere("index", series.index)
        .addIfThere("f (Hz)", series.frequency_Hz)
        .addIfThere("Re(Z) (ohm)", series.reZ_ohm)
        .addIfThere("Im(Z) (ohm)", series.imZ_ohm)
        .take();
}

std::vector<ColumnView> columnsOf(const MergedSeries& series)
{
    return ColumnList()
        .add("uts", series.uts)
        .add("V (V)", series.voltage_V)
        .add("I (A)", series.current_A)
        .addRounded("dQ (mAh)", series.charge_mAh)
        .add("technique", series.technique)
        .add("Step", series.step)
        .add("Cycle", series.cycle)
        .take();
}

std::vector<ColumnView> columnsOf(const ImpedanceSeries& series)
{
    return ColumnList()
        .add("uts", series.uts)
        .add("Cycle", series.cycle)
        .add("f (Hz)", series.frequency_Hz)
        .add("Re(Z) (ohm)", series.reZ_ohm)
        .add("Im(Z) (ohm)", series.imZ_ohm)
        .take();
}

std::vector<ColumnView> columnsOf(const ThinnedSeries& series)
{
    return ColumnList()
        .add("uts", series.uts)
        .add("V (V)", series.voltage_V)
        .add("I (A)", series.current_A)
        .add("dQ (mAh)", series.charge_mAh)
        .add("dQ/dV (mAh/V)", series.differentialCapacity_mAhPerV)
        .add("Cycle", series.cycle)
        .take();
}

Frame ownedFrame(std::span<const ColumnView> columns, Json metadata)
{
    Frame frame;
    frame.metadata = std::move(metadata);
    for (const ColumnView& column : columns) {
        frame.columns.push_back({column.name,
                                 {},
                                 std::visit(
                                     [](const auto& view) -> ColumnValues {
                                         if constexpr (std::is_same_v<std::decay_t<decltype(view)>, RoundedToFloat>) {
                                             return std::vector<float>(view.values.begin(), view.values.end());
                                         } else {
                                             using Element =
                                                 std::remove_cv_t<typename std::decay_t<decltype(view)>::element_type>;
                                             return std::vector<Element>(view.begin(), view.end());
                                         }
                                     },
                                     column.values)});
    }
    return frame;
}

}  // namespace

Frame snapshotFrame(const CyclingSeries& series, Json metadata)
{
    return ownedFrame(columnsOf(series), std::move(metadata));
}

Frame fullFrame(const MergedSeries& series, Json metadata)
{
    return ownedFrame(columnsOf(series), std::move(metadata));
}

Frame impedanceFrame(const ImpedanceSeries& series, Json metadata)
{
    return ownedFrame(columnsOf(series), std::move(metadata));
}

Frame thinnedFrame(const ThinnedSeries& series, Json metadata)
{
    return ownedFrame(columnsOf(series), std::move(metadata));
}

void writeSnapshot(const fs::path& file, const CyclingSeries& series, const Json& metadata, const Progress& progress)
{
    writeFrame(file, columnsOf(series), metadata, progress);
}

void writeFull(const fs::path& file, const MergedSeries& series, const Json& metadata, const Progress& progress)
{
    writeFrame(file, columnsOf(series), metadata, progress);
}

void writeImpedance(const fs::path& file, const ImpedanceSeries& series, const Json& metadata, const Progress& progress)
{
    writeFrame(file, columnsOf(series), metadata, progress);
}

void writeThinned(const fs::path& file, const ThinnedSeries& series, const Json& metadata, const Progress& progress)
{
    writeFrame(file, columnsOf(series), metadata, progress);
}

Snapshot readSnapshot(const fs::path& file, const Progress& progress)
{
    return readSnapshot(file, RowRange{}, progress);
}

Snapshot readSnapshot(const fs::path& file, RowRange rows, const Progress& progress)
{
    Frame frame = readFrame(file, {}, rows, progress);
    ColumnTaker columns(frame, file);
    Snapshot snapshot;
    CyclingSeries& series = snapshot.series;
    series.voltage_V = columns.required<float>("V (V)");
    series.uts = columns.required<double>("uts");
    series.current_A = columns.filled<float>("I (A)", 0);
    series.chargeStep_mAh = columns.optional<float>("dQ (mAh)");
    series.cycleNumber = columns.filled<std::int32_t>("cycle_number", 0);
    series.technique = columns.filled<std::int16_t>("technique", 0);
    series.loopNumber = columns.optional<std::int32_t>("loop_number");
    series.index = columns.optional<std::int16_t>("index");
    if (columns.has("f (Hz)")) {
        series.frequency_Hz = columns.optional<float>("f (Hz)");
        series.reZ_ohm = columns.filled<float>("Re(Z) (ohm)", unknown);
        series.imZ_ohm = columns.filled<float>("Im(Z) (ohm)", unknown);
    }
    snapshot.metadata = std::move(frame.metadata);
    return snapshot;
}

/// Whether the first step of the file has the number 0. Its first row tells, which `rows` may not hold.
bool countsStepsFromZero(const fs::path& file, RowRange rows, const MergedSeries& series)
{
    if (rows.begin == 0 || series.step.empty()) {
        return !series.step.empty() && series.step.front() == 0;
    }
    static const std::vector<std::string> step{"Step"};
    Frame firstRow = readFrame(file, step, RowRange{0, 1});
    const std::vector<std::int32_t> number = ColumnTaker(firstRow, file).optional<std::int32_t>("Step");
    return !number.empty() && number.front() == 0;
}

MergedSeries readFull(const fs::path& file, RowRange rows)
{
    static const std::vector<std::string> names{"uts", "V (V)", "I (A)", "dQ (mAh)", "technique", "Step", "Cycle"};
    Frame frame = readFrame(file, names, rows);
    ColumnTaker columns(frame, file);
    MergedSeries series;
    series.voltage_V = columns.required<float>("V (V)");
    series.uts = columns.required<double>("uts");
    series.current_A = columns.filled<float>("I (A)", 0);
    series.charge_mAh = columns.filled<double>("dQ (mAh)", 0);
    series.technique = columns.filled<std::int16_t>("technique", 0);
    series.step = columns.filled<std::int32_t>("Step", 1);
    series.cycle = columns.filled<std::int32_t>("Cycle", 0);
    if (countsStepsFromZero(file, rows, series)) {  // as the Python program does
        std::for_each(series.step.begin(), series.step.end(), [](std::int32_t& step) { ++step; });
    }
    return series;
}

ImpedanceSeries readImpedance(const fs::path& file)
{
    Frame frame = readFrame(file);
    ColumnTaker columns(frame, file);
    ImpedanceSeries series;
    series.uts = columns.required<double>("uts");
    series.cycle = columns.filled<std::int32_t>("Cycle", 0);
    series.frequency_Hz = columns.required<float>("f (Hz)");
    series.reZ_ohm = columns.required<float>("Re(Z) (ohm)");
    series.imZ_ohm = columns.required<float>("Im(Z) (ohm)");
    return series;
}

ThinnedSeries readThinned(const fs::path& file)
{
    Frame frame = readFrame(file);
    ColumnTaker columns(frame, file);
    ThinnedSeries series;
    series.uts = columns.required<double>("uts");
    series.voltage_V = columns.required<float>("V (V)");
    series.current_A = columns.filled<float>("I (A)", 0);
    series.charge_mAh = columns.filled<float>("dQ (mAh)", 0);
    series.differentialCapacity_mAhPerV = columns.filled<float>("dQ/dV (mAh/V)", unknown);
    series.cycle = columns.filled<std::int32_t>("Cycle", 0);
    return series;
}

}  // namespace aurora::storage
