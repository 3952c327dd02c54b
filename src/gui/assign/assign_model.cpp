#include "gui/assign/assign_model.h"

#include "aurora/core/file.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "gui/report/window_words.h"

#include <QApplication>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace aurora::gui {

namespace {

/// The file as reports name it: by its copy, or by its place.
bool isNamed(std::string_view input, const services::UnassignedFile& file)
{
    return (!file.copy.empty() && input == pathText(file.copy)) ||
           input == (file.serverLabel.empty() ? file.folder + "/" : file.serverLabel + ": ") + file.path;
}

/// Whether the input ends with the path of the file, in whole names. Of a file that was fetched again only now.
bool endsWith(std::string_view input, const services::UnassignedFile& file)
{
    return input.ends_with("/" + file.path);
}

/// What a report says of a file.
std::string failureOf(const services::Report& report, const services::UnassignedFile& file)
{
    for (const auto& fits : {isNamed, endsWith}) {
        for (const auto* const items : {&report.failed, &report.skipped}) {
            const auto item = std::find_if(items->begin(), items->end(),
                                           [&](const services::ReportItem& one) { return fits(one.input, file); });
            if (item != items->end()) {
                return item->message;
            }
        }
    }
    return {};
}

}  // namespace

void AssignModel::setFiles(std::vector<services::UnassignedFile> files)
{
    beginResetModel();
    std::vector<Row> before = std::exchange(m_rows, {});
    std::unordered_map<std::int64_t, Row*> known;
    for (Row& row : before) {
        known.emplace(row.file.id, &row);
    }
    for (services::UnassignedFile& file : files) {
        Row row{.file = std::move(file)};
        if (const auto same = known.find(row.file.id); same != known.end()) {
            row.sample = std::move(same->second->sample);
            row.result = same->second->done ? QString() : std::move(same->second->result);
            same->second->result.clear();  // it stands in the new row
        }
        m_rows.push_back(std::move(row));
    }
    std::copy_if(before.begin(), before.end(), std::back_inserter(m_rows),
                 [](const Row& row) { return !row.result.isEmpty(); });
    endResetModel();
}

const services::UnassignedFile& AssignModel::file(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].file;
}

const QString& AssignModel::sample(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].sample;
}

void AssignModel::choose(int row, const QString& sample)
{
    Row& chosen = m_rows[static_cast<std::size_t>(row)];
    if (chosen.done || chosen.sample == sample) {
        return;
    }
    chosen.sample = sample;
    chosen.result.clear();
    Q_EMIT dataChanged(index(row, SampleColumn), index(row, ResultColumn));
}

void AssignModel::setKnown(const QStringList& samples)
{
    m_known = QSet<QString>(samples.begin(), samples.end());
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, SampleColumn), index(rowCount() - 1, SampleColumn));
    }
}

bool AssignModel::isUnknown(const Row& row) const
{
    return !row.done && !row.sample.isEmpty() && !m_known.contains(row.sample);
}

QString AssignModel::unknown() const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [this](const Row& one) { return isUnknown(one); });
    return row == m_rows.end() ? QString() : row->sample;
}

std::map<std::string, std::vector<std::int64_t>> AssignModel::toAssign() const
{
    std::map<std::string, std::vector<std::int64_t>> idsBySample;
    for (const Row& row : m_rows) {
        if (!row.done && m_known.contains(row.sample)) {
            idsBySample[row.sample.toStdString()].push_back(row.file.id);
        }
    }
    return idsBySample;
}

void AssignModel::setResult(Row& row, const services::AssignedFile& state, const services::Report& report)
{
    row.done = !state.sampleId.empty();
    if (row.done) {
        row.result = state.snapshotFile.empty()
                         ? tr("■ belongs to %1").arg(toQString(state.sampleId))
                         : tr("■ %1 of %2").arg(toQString(state.snapshotFile), toQString(state.sampleId));
        return;
    }
    row.file.why = state.why;
    const std::string said = failureOf(report, row.file);
    row.result = QStringLiteral("✕ ") + toQString(forWindow(said.empty() ? row.file.why : said));
}

void AssignModel::setOutcome(const std::vector<services::AssignedFile>& states, const services::Report& report)
{
    for (const services::AssignedFile& state : states) {
        const auto row =
            std::find_if(m_rows.begin(), m_rows.end(), [&state](const Row& one) { return one.file.id == state.id; });
        if (row != m_rows.end()) {
            setResult(*row, state, report);
        }
    }
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, SampleColumn), index(rowCount() - 1, ResultColumn));
    }
}

int AssignModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AssignModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : PlaceColumn + 1;
}

QString AssignModel::cellText(const Row& row, int column) const
{
    switch (column) {
    case FileColumn:
        return toQString(row.file.path);
    case PlaceColumn:
        return row.file.serverLabel.empty()
                   ? tr("this PC: %1").arg(nativePath(pathFromText(row.file.folder)))
                   : QStringLiteral("%1: %2").arg(toQString(row.file.serverLabel), toQString(row.file.folder));
    case ReasonColumn:
        return toQString(row.file.why);
    case CopyColumn:
        return row.file.copy.empty() ? tr("none: it is fetched again") : nativePath(row.file.copy);
    case SampleColumn:
        return isUnknown(row) ? tr("? %1").arg(row.sample) : row.sample;
    default:
        return row.result;
    }
}

QVariant AssignModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cellText(row, index.column());
    case Qt::ForegroundRole: {
        if (index.column() == SampleColumn && isUnknown(row)) {
            return toneColor(Tone::Attention, QApplication::palette());
        }
        if (index.column() != ResultColumn || row.result.isEmpty()) {
            return {};
        }
        return toneColor(row.done ? Tone::Good : Tone::Bad, QApplication::palette());
    }
    default:
        return {};
    }
}

QVariant AssignModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignVCenter) | int(Qt::AlignLeft);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case FileColumn:
        return tr("File");
    case PlaceColumn:
        return tr("Folder");
    case ReasonColumn:
        return tr("Why no sample was found");
    case CopyColumn:
        return tr("Copy on this PC");
    case SampleColumn:
        return tr("Sample");
    default:
        return tr("Result");
    }
}

}  // namespace aurora::gui
