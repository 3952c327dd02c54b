#pragma once

#include "gui/frame/page.h"

#include <map>

class QLabel;
class QSplitter;

namespace aurora::services {
struct ProtocolForSample;
}

namespace aurora::gui {

class ProtocolActions;
class ChartInUse;
class ProtocolChart;
class ProtocolEditor;
class ProtocolList;
class SampleChoice;
class StepForm;
class StepList;

/// The page Protocols: the files of the protocols folder, the steps of the open one in words, the fields of the chosen
/// step, and a preview of what a cell would answer.
class ProtocolsPage final : public Page
{
    Q_OBJECT

public:
    explicit ProtocolsPage(Frame& frame, QWidget* parent = nullptr);
    ~ProtocolsPage() override;

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;
    void saveState() override;
    [[nodiscard]] QString unsavedWork() const override;
    [[nodiscard]] QString whyNotSaveWork() const override;
    void saveWorkThen(const std::function<void()>& then) override;

private:
    QWidget* makeBar();
    void arrange();
    void connectParts();
    void showState();
    void showMeaning(const QString& sampleId, const services::ProtocolForSample& meaning);
    void stepsChosen();
    void openRemembered();
    void rememberOpen();

    ProtocolEditor* m_editor;
    ProtocolList* m_list;
    StepList* m_steps;
    StepForm* m_form;
    ProtocolChart* m_chart;
    ChartInUse* m_inUse = nullptr;
    SampleChoice* m_sample;
    ProtocolActions* m_actions;
    QLabel* m_name;
    QLabel* m_problem;
    QAction* m_export;
    std::map<Command, QAction*> m_offered;  ///< actions of the parts that the menus offer too
    QString m_placeOfOpen;                  ///< where it is remembered what is open in this project; empty: none
    QString m_remembered;                   ///< name of the protocol to open as soon as the list is there
    QSplitter* m_sides;
    QSplitter* m_rows;
    QSplitter* m_upper;
};

}  // namespace aurora::gui
