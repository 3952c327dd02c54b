#pragma once

#include "aurora/protocols/edited_protocol.h"

#include <QScrollArea>
#include <QStringList>

#include <optional>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QVBoxLayout;

namespace aurora::gui {

class FieldEdit;
class ProtocolEditor;

/// The fields of the chosen step, and only those: what it does and when it ends at the left, how it is recorded beside
/// it. Without a step, what concerns the protocol as a whole.
class StepForm final : public QScrollArea
{
    Q_OBJECT

public:
    StepForm(ProtocolEditor& editor, QWidget* parent);

    /// The steps that are chosen in the list: one is shown.
    void setSteps(const std::vector<protocols::StepKey>& keys);

    void setWritable(bool writable);

    /// What each step means for the chosen sample.
    void setCells(const QStringList& cells);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void buildStep(QVBoxLayout* layout);
    void buildProtocol(QVBoxLayout* layout);
    void addTechnique(QVBoxLayout* layout, const protocols::EditedStep& step);
    void addFields(QVBoxLayout* layout, const protocols::EditedStep& step);
    void addKept(QVBoxLayout* layout, const protocols::EditedStep& step);
    void refresh(bool texts);
    void showRemark();
    /// How a step is recorded stands beside what it does where there is room, else below it.
    void placeSides();
    void say(QVBoxLayout* layout, const QString& text, const QString& objectName);
    [[nodiscard]] const protocols::EditedStep* step() const;
    [[nodiscard]] QStringList wordsBefore() const;

    ProtocolEditor& m_editor;
    QWidget* m_content = nullptr;
    QBoxLayout* m_sides = nullptr;  ///< of the content; only of a step
    std::vector<protocols::StepKey> m_keys;
    std::string m_technique;  ///< that the fields are of
    std::vector<FieldEdit*> m_fields;
    QCheckBox* m_unlock = nullptr;
    QStringList m_cells;
    bool m_writable = true;
    bool m_typing = false;  ///< the change comes from a field of this form, which is not to be written over
};

}  // namespace aurora::gui
