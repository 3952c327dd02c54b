#include "gui/submit/plan_model.h"

#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace aurora::gui {

namespace {

constexpr double largestUsual_mAh = 50;

/// As many digits as balances know, whatever the size.
QString capacityText(double capacity_mAh)
{
    constexpr int digits = 4;
    return PlanModel::tr("%1 mAh").arg(QString::number(capacity_mAh, 'g', digits));
}

/// The row names its sample already.
QString problemText(const services::PlannedJob& job)
{
    const std::string_view problem = job.problem;
    const std::string beginning = job.sampleId + ": ";
    return toQString(problem.starts_with(beginning) ? problem.substr(beginning.size()) : problem);
}

/// A line is not broken behind the slash of a C-rate: a word joiner holds it together.
QString unbrokenRates(QString text)
{
    return text.replace(QLatin1Char('/'), QStringLiteral("/\u2060"));
}

}  // namespace

void PlanModel::setPlan(services::SubmissionPlan plan)
{
    beginResetModel();
    m_plan = std::move(plan);
    m_outcomes.clear();
    endResetModel();
}

void PlanModel::setResult(const services::Report& report)
{
    beginResetModel();
    m_outcomes.assign(m_plan.jobs.size(),
                      {.text = tr("▲ not known: update, and look for its job"), .tone = Tone::Attention});
    const auto note = [this](const std::vector<services::ReportItem>& items, const QString& shape, Tone tone) {
        for (const services::ReportItem& item : items) {
            const auto job = std::find_if(m_plan.jobs.begin(), m_plan.jobs.end(),
                                          [&](const services::PlannedJob& one) { return one.sampleId == item.input; });
            if (job != m_plan.jobs.end()) {
                m_outcomes[static_cast<std::size_t>(job - m_plan.jobs.begin())] = {
                    .text = QStringLiteral("%1 %2").arg(shape, toQString(item.message)), .tone = tone};
            }
        }
    };
    note(report.done, QStringLiteral("■"), Tone::Good);
    note(report.skipped, QStringLiteral("○"), Tone::Attention);
    note(report.failed, QStringLiteral("✕"), Tone::Bad);
    endResetModel();
}

bool PlanModel::hasProblem(int row) const
{
    return !m_plan.jobs[static_cast<std::size_t>(row)].problem.empty();
}

int PlanModel::stepColumns() const
{
    // A problem needs a column to stand in, also when the payload has no steps.
    return std::max(1, static_cast<int>(m_plan.steps.size()));
}

int PlanModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.jobs.size());
}

int PlanModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid() || m_plan.jobs.empty()) {
        return 0;
    }
    return firstStepColumn + stepColumns() + (m_outcomes.empty() ? 0 : 1);
}

QString PlanModel::cellText(const QModelIndex& index) const
{
    const auto row = static_cast<std::size_t>(index.row());
    const services::PlannedJob& job = m_plan.jobs[row];
    if (isOutcome(index.column())) {
        return m_outcomes[row].text;
    }
    switch (index.column()) {
    case sampleColumn:
        return toQString(job.sampleId);
    case pipelineColumn:
        return toQString(job.pipeline);
    case capacityColumn:
        return job.capacity_mAh ? capacityText(*job.capacity_mAh) : QString();
    default:
        break;
    }
    const auto step = static_cast<std::size_t>(index.column() - firstStepColumn);
    if (!job.problem.empty()) {
        return step == 0 ? QStringLiteral("✕ ") + problemText(job) : QString();
    }
    return step < job.cells.size() ? toQString(job.cells[step]).replace(QLatin1Char('-'), QChar(0x2212)) : QString();
}

QVariant PlanModel::data(const QModelIndex& index, int role) const
{
    const auto row = static_cast<std::size_t>(index.row());
    const services::PlannedJob& job = m_plan.jobs[row];
    const bool problem = index.column() >= firstStepColumn && !job.problem.empty() && !isOutcome(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cellText(index);
    case Qt::TextAlignmentRole: {
        const bool number = index.column() >= capacityColumn && !problem && !isOutcome(index.column());
        return int(Qt::AlignVCenter) | int(number ? Qt::AlignRight : Qt::AlignLeft);
    }
    case Qt::ForegroundRole: {
        const bool large = index.column() == capacityColumn && job.capacity_mAh.value_or(0) > largestUsual_mAh;
        const Tone tone = problem || large            ? Tone::Bad
                          : isOutcome(index.column()) ? m_outcomes[row].tone
                                                      : Tone::Neutral;
        return tone == Tone::Neutral ? QVariant() : QVariant(toneColor(tone, QApplication::palette()));
    }
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool number = section >= capacityColumn && !isOutcome(section);
        return int(Qt::AlignVCenter) | int(Qt::TextWordWrap) | int(number ? Qt::AlignRight : Qt::AlignLeft);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    if (isOutcome(section)) {
        return tr("Result");
    }
    switch (section) {
    case sampleColumn:
        return tr("Sample");
    case pipelineColumn:
        return tr("Pipeline");
    case capacityColumn:
        return tr("Capacity");
    default:
        break;
    }
    const auto step = static_cast<std::size_t>(section - firstStepColumn);
    if (step >= m_plan.steps.size()) {
        return tr("Steps");
    }
    const QString text = tr("%1 %2").arg(step + 1).arg(toQString(m_plan.steps[step]));
    return role == Qt::DisplayRole ? unbrokenRates(text) : text;
}

}  // namespace aurora::gui
