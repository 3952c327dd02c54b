#include "gui/import/import_plan_model.h"

#include "aurora/core/file.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"

#include <QApplication>

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

/// The file with the two folders it lies in: run and cell often stand there.
QString placeText(const std::filesystem::path& file)
{
    constexpr int shownParts = 3;
    const QString path = toQString(pathText(file));
    return path.section(QLatin1Char('/'), -shownParts);
}

}  // namespace

void ImportPlanModel::setFiles(std::vector<services::PlannedFile> files)
{
    if (updateInPlace(files)) {
        return;
    }
    beginResetModel();
    std::map<std::filesystem::path, QString> before;
    for (const Row& row : m_rows) {
        before.emplace(row.plan.file, row.chosen);
    }
    m_rows.clear();
    for (services::PlannedFile& file : files) {
        const auto known = before.find(file.file);
        m_rows.push_back({.plan = std::move(file), .chosen = known == before.end() ? QString() : known->second});
    }
    endResetModel();
    Q_EMIT choiceChanged();
}

bool ImportPlanModel::updateInPlace(std::vector<services::PlannedFile>& files)
{
    const auto isFile = [](const Row& row, const services::PlannedFile& file) { return row.plan.file == file.file; };
    if (m_rows.empty() || !std::equal(m_rows.begin(), m_rows.end(), files.begin(), files.end(), isFile)) {
        return false;
    }
    for (int row = 0; row < rowCount({}); ++row) {
        Row& known = m_rows[static_cast<std::size_t>(row)];
        const QString sample = sampleText(known);
        known.plan = std::move(files[static_cast<std::size_t>(row)]);
        Q_EMIT dataChanged(index(row, FileColumn), index(row, FileColumn));
        Q_EMIT dataChanged(index(row, WordsColumn), index(row, WordsColumn));
        // A field that is open is filled anew by this, so only where there is something new.
        if (sampleText(known) != sample) {
            Q_EMIT dataChanged(index(row, SampleColumn), index(row, SampleColumn));
        }
    }
    Q_EMIT choiceChanged();
    return true;
}

void ImportPlanModel::setSamples(const QStringList& samples)
{
    m_samples = samples;
    m_known = QSet<QString>(samples.begin(), samples.end());
}

const services::PlannedFile& ImportPlanModel::file(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].plan;
}

std::map<std::filesystem::path, SampleId> ImportPlanModel::chosen() const
{
    std::map<std::filesystem::path, SampleId> samples;
    for (const Row& row : m_rows) {
        if (m_known.contains(row.chosen)) {
            samples.emplace(row.plan.file, SampleId(row.chosen.toStdString()));
        }
    }
    return samples;
}

std::set<std::filesystem::path> ImportPlanModel::ofNobody() const
{
    std::set<std::filesystem::path> files;
    for (const Row& row : m_rows) {
        if (row.chosen == nobodys()) {
            files.insert(row.plan.file);
        }
    }
    return files;
}

QString ImportPlanModel::nobodys()
{
    return tr("nobody's");
}

bool ImportPlanModel::isUnknown(const Row& row) const
{
    return !row.chosen.isEmpty() && row.chosen != nobodys() && !m_known.contains(row.chosen);
}

QString ImportPlanModel::whyNot() const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [this](const Row& one) { return isUnknown(one); });
    return row == m_rows.end()
               ? QString()
               : tr("%1: %2").arg(toQString(pathText(row->plan.file.filename())), whyNoId(m_samples, row->chosen));
}

int ImportPlanModel::assigned() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [this](const Row& row) { return !sampleOf(row).isEmpty(); }));
}

int ImportPlanModel::needingStart() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.plan.needsStart; }));
}

int ImportPlanModel::importable() const
{
    return static_cast<int>(std::count_if(
        m_rows.begin(), m_rows.end(), [](const Row& row) { return !row.plan.needsStart && !row.plan.isUnchanged; }));
}

QString ImportPlanModel::sampleOf(const Row& row) const
{
    if (row.chosen.isEmpty()) {
        return toQString(row.plan.sampleId);
    }
    return m_known.contains(row.chosen) ? row.chosen : QString();
}

QString ImportPlanModel::sampleText(const Row& row) const
{
    if (isUnknown(row)) {
        return tr("? %1").arg(row.chosen);
    }
    if (row.chosen == nobodys()) {
        return row.chosen;
    }
    const QString sample = sampleOf(row);
    return sample.isEmpty() ? tr("? choose…") : sample;
}

QString ImportPlanModel::wordsOf(const Row& row) const
{
    const services::PlannedFile& plan = row.plan;
    if (isUnknown(row)) {
        return QStringLiteral("▲ ") + whyNoId(m_samples, row.chosen);
    }
    if (!row.chosen.isEmpty() && !plan.needsStart) {
        return row.chosen == nobodys() ? tr("chosen here: it is kept, and can be assigned later") : tr("chosen here");
    }
    if (plan.isUnchanged) {
        return tr("stored already, and unchanged");
    }
    if (plan.needsStart) {
        const QString start = tr("▲ it does not say when it began: give the time below");
        return sampleOf(row).isEmpty() && row.chosen.isEmpty()
                   ? tr("%1. Nor does it say whose it is: choose its sample").arg(start)
                   : start;
    }
    if (!plan.problem.empty()) {
        return QStringLiteral("▲ ") + toQString(plan.problem);
    }
    const QString hint = toQString(plan.hint);
    const QString rows = plan.rows == 1 ? tr("1 row") : tr("%1 rows").arg(plan.rows);
    const QString how = plan.by == "path"       ? tr("by its folders")
                        : plan.by == "barcode"  ? tr("named by “%1” in the file").arg(hint)
                        : plan.by == "inferred" ? tr("inferred from “%1” in the file").arg(hint)
                        : plan.by == "name"     ? tr("found in the file name")
                        : plan.by == "zip"      ? tr("found in the name of the zip")
                        : plan.by == "job"      ? tr("the sample of its job")
                        : plan.by == "snapshot" ? tr("said by the snapshot")
                                                : tr("said by you before");
    const QString other = toQString(plan.otherSample);
    const QString sure = other.isEmpty()          ? how
                         : plan.otherBy == "path" ? tr("▲ %1, but its name or its folders say %2").arg(how, other)
                                                  : tr("▲ %1, but the file says “%2”").arg(how, other);
    return QStringLiteral("%1 · %2 · %3").arg(sure, toQString(plan.format), rows);
}

int ImportPlanModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ImportPlanModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : WordsColumn + 1;
}

QVariant ImportPlanModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool open = sampleOf(row).isEmpty() && row.chosen != nobodys();
    if (role == Qt::EditRole && index.column() == SampleColumn) {
        return row.chosen.isEmpty() ? sampleOf(row) : row.chosen;
    }
    if (role == Qt::ForegroundRole) {
        if (index.column() == SampleColumn && open) {
            return toneColor(Tone::Attention, QApplication::palette());
        }
        if (index.column() == WordsColumn && row.chosen.isEmpty() && !row.plan.otherSample.empty()) {
            return toneColor(Tone::Attention, QApplication::palette());
        }
        return index.column() == WordsColumn && row.plan.isUnchanged
                   ? QVariant(toneColor(Tone::Faint, QApplication::palette()))
                   : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case FileColumn:
        return role == Qt::ToolTipRole ? nativePath(row.plan.file) : placeText(row.plan.file);
    case SampleColumn:
        if (role == Qt::ToolTipRole) {
            return row.plan.isUnchanged ? tr("This file is stored already.") : tr("Click to choose another sample.");
        }
        return sampleText(row);
    default:
        return wordsOf(row);
    }
}

QVariant ImportPlanModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    return section == FileColumn ? tr("File") : section == SampleColumn ? tr("Sample") : tr("How it was found");
}

Qt::ItemFlags ImportPlanModel::flags(const QModelIndex& index) const
{
    const bool editable = index.column() == SampleColumn && !file(index.row()).isUnchanged;
    return QAbstractTableModel::flags(index) | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool ImportPlanModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || index.column() != SampleColumn) {
        return false;
    }
    const QString typed = value.toString().trimmed();
    const QString only = typed == nobodys() ? typed : onlyId(m_samples, typed);
    const QString sample = only.isEmpty() ? typed : only;
    Row& row = m_rows[static_cast<std::size_t>(index.row())];
    row.chosen = sample == toQString(row.plan.sampleId) ? QString() : sample;
    Q_EMIT dataChanged(this->index(index.row(), SampleColumn), this->index(index.row(), WordsColumn));
    Q_EMIT choiceChanged();
    return true;
}

}  // namespace aurora::gui
