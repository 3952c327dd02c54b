#include "impedance_points.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "snapshot_store.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// The place of a point by time and frequency: what tells points of one sample apart.
using Places = std::map<std::pair<double, float>, std::size_t>;

/// NaN is before nothing and behind nothing: in a map it would be equal to every key.
bool isPlace(double uts, float frequency_Hz)
{
    return std::isfinite(uts) && !std::isnan(frequency_Hz);
}

template <typename Values>
Values inOrder(const Values& values, const std::vector<std::size_t>& order)
{
    Values sorted;
    sorted.reserve(values.size());
    for (const std::size_t place : order) {
        sorted.push_back(values[place]);
    }
    return sorted;
}

/// Files of the Python program need not be in order of time. A point without a time has no place in it.
ImpedanceSeries inOrderOfTime(const ImpedanceSeries& series)
{
    std::vector<std::size_t> order;
    for (std::size_t point = 0; point < series.size(); ++point) {
        if (std::isfinite(series.uts[point])) {
            order.push_back(point);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return series.uts[a] < series.uts[b]; });
    return {inOrder(series.uts, order), inOrder(series.cycle, order), inOrder(series.frequency_Hz, order),
            inOrder(series.reZ_ohm, order), inOrder(series.imZ_ohm, order)};
}

/// Looks up the points of one snapshot.
void addFrom(const fs::path& file, const Places& places, ImpedancePoints& points, const Progress& progress)
{
    static const std::vector<std::string> frequency{"f (Hz)"};
    if (storage::readFrame(file, frequency, storage::RowRange{0, 1}).find(frequency.front()) == nullptr) {
        return;
    }
    const CyclingSeries rows = storage::readSnapshot(file, progress).series;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!isPlace(rows.uts[row], rows.frequency_Hz[row])) {
            continue;
        }
        const auto place = places.find({rows.uts[row], rows.frequency_Hz[row]});
        if (place != places.end()) {
            points.voltage_V[place->second] = rows.voltage_V[row];
            points.current_A[place->second] = rows.current_A[row];
            points.technique[place->second] = rows.technique[row];
        }
    }
}

}  // namespace

ImpedancePoints readImpedancePoints(const fs::path& folder, const std::string& sampleId, const Progress& progress)
{
    ImpedancePoints points;
    const fs::path file = folder / pathFromText("eis." + sampleId + ".h5");
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return points;
    }
    const ImpedanceSeries stored = storage::readImpedance(file);
    points.series = inOrderOfTime(stored);
    const std::size_t count = points.series.size();
    points.withoutTime = stored.size() - count;
    points.voltage_V.assign(count, unknown);
    points.current_A.assign(count, unknown);
    points.technique.assign(count, unknown);
    Places places;
    for (std::size_t i = 0; i < count; ++i) {
        if (isPlace(points.series.uts[i], points.series.frequency_Hz[i])) {
            places.emplace(std::pair(points.series.uts[i], points.series.frequency_Hz[i]), i);
        }
    }
    for (const fs::path& snapshot : SnapshotStore(folder).files()) {
        try {
            addFrom(snapshot, places, points, progress);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error&) {
            points.unreadable.push_back(pathText(snapshot.filename()));  // the points themselves are whole without it
        }
    }
    if (std::none_of(points.voltage_V.begin(), points.voltage_V.end(), [](double volts) { return std::isnan(volts); }))
    {
        points.unreadable.clear();
    }
    return points;
}

}  // namespace aurora::services
