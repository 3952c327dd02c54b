#pragma once

#include "aurora/services/submit_jobs.h"
#include "gui/frame/failure.h"
#include "gui/frame/page.h"

#include <QDialog>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>

namespace Ui {
class SubmitDialog;
}

namespace aurora::gui {

class CapacityInput;
class PlanModel;

/// Gives samples a payload: which one, by which capacity its C-rates are meant, and what every sample would be given by
/// it. Nothing can be submitted until every sample has a capacity, no problem, and what is unusual was agreed to. Stays
/// open afterwards, with one line a sample that says what came of it.
class SubmitDialog final : public QDialog
{
    Q_OBJECT

public:
    SubmitDialog(Frame& frame, const QStringList& samples, QWidget* parent);
    ~SubmitDialog() override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// What was computed off the window's thread for one state of the inputs.
    struct Planned
    {
        services::SubmitRequest request;
        services::SubmissionPlan plan;
    };

    void connectInputs();
    void readProtocols();
    void chooseFile();
    void inputsChanged();
    void plan();
    void showPlan(const Planned& planned);
    /// @param steps  of the payload, in words
    void showNoPlan(const std::vector<std::string>& steps);
    void showWaiting(const services::SubmissionPlan& plan);
    void showQuestions();
    void layOutTable();
    void updateState();
    void submit();
    void showResult(const services::Report& report);
    void showNoResult(const Failure& failure);
    [[nodiscard]] QString whyNot() const;

    Frame* m_frame;
    services::Project m_project;
    std::vector<std::string> m_samples;
    std::unique_ptr<Ui::SubmitDialog> m_ui;
    PlanModel* m_model;
    CapacityInput* m_capacity = nullptr;
    QTimer m_soon;                     ///< waits until a hand rests
    std::optional<Planned> m_planned;  ///< of the inputs as they are; nothing: not computed yet, or it failed
    QStringList m_questions;           ///< what must be agreed to
    QString m_failure;
    int m_asked = 0;
    bool m_hasProtocols = true;  ///< false only once its folder was read
    bool m_submitting = false;
    bool m_submitted = false;
};

}  // namespace aurora::gui
