#pragma once

#include "aurora/services/report.h"
#include "aurora/services/submit_jobs.h"
#include "gui/frame/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace aurora::gui {

/// What submitting would do, and later what it did: one row a sample, one column a step, the numbers that decide.
class PlanModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit PlanModel(QObject* parent) : QAbstractTableModel(parent) {}

    void setPlan(services::SubmissionPlan plan);

    /// Adds a column with the outcome of every sample.
    void setResult(const services::Report& report);

    [[nodiscard]] const services::SubmissionPlan& plan() const noexcept { return m_plan; }

    /// True for a row whose problem stands in place of its steps.
    [[nodiscard]] bool hasProblem(int row) const;

    /// The column with the outcomes; -1 before there are any.
    [[nodiscard]] int resultColumn() const { return m_outcomes.empty() ? -1 : firstStepColumn + stepColumns(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr int sampleColumn = 0;
    static constexpr int pipelineColumn = 1;
    static constexpr int capacityColumn = 2;
    static constexpr int firstStepColumn = 3;

private:
    struct Outcome
    {
        QString text;
        Tone tone = Tone::Neutral;
    };

    [[nodiscard]] int stepColumns() const;

    [[nodiscard]] bool isOutcome(int column) const { return column == firstStepColumn + stepColumns(); }

    [[nodiscard]] QString cellText(const QModelIndex& index) const;

    services::SubmissionPlan m_plan;
    std::vector<Outcome> m_outcomes;  ///< one a job once it was submitted; before that none
};

}  // namespace aurora::gui
