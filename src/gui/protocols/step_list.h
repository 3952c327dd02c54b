#pragma once

#include "aurora/protocols/edited_protocol.h"
#include "gui/frame/commands.h"

#include <QWidget>

#include <map>
#include <vector>

class QAction;
class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace aurora::gui {

class ProtocolEditor;
class StepListModel;

/// The steps of the open protocol with what can be done to them: add, remove, copy, paste, move.
class StepList final : public QWidget
{
    Q_OBJECT

public:
    StepList(ProtocolEditor& editor, QWidget* parent);

    [[nodiscard]] StepListModel& model() noexcept { return *m_model; }

    /// The selected steps in their order.
    [[nodiscard]] std::vector<protocols::StepKey> selected() const;
    void select(const std::vector<protocols::StepKey>& keys);
    void selectAll();

    /// The actions of the list that the menus offer too.
    [[nodiscard]] std::map<Command, QAction*> actions() const;

    /// Why the protocol cannot be changed, a whole sentence; empty when it can.
    void setWhyNotWritable(const QString& reason);

    void copy();
    void paste();
    [[nodiscard]] QString whyNotCopy() const;
    [[nodiscard]] QString whyNotPaste() const;

Q_SIGNALS:
    void selectionChanged();
    void actionsChanged();                 ///< some can work now that could not, or the other way round
    void refused(const QString& message);  ///< what was asked for could not be done

private:
    QWidget* makeBar();
    void connectView();
    void addStep(std::string_view technique);
    void remove();
    void move(int by);
    void updateActions();
    void keepSelection();
    void layOut();
    [[nodiscard]] std::size_t placeForNew() const;
    [[nodiscard]] QString whyNotSelected() const;

    ProtocolEditor& m_editor;
    StepListModel* m_model;
    QTreeView* m_view;
    QStackedWidget* m_stack;
    QLabel* m_notice;
    QToolButton* m_add = nullptr;
    std::map<Command, QAction*> m_adding;  ///< one for each technique
    QAction* m_remove = nullptr;
    QAction* m_copy = nullptr;
    QAction* m_paste = nullptr;
    QAction* m_up = nullptr;
    QAction* m_down = nullptr;
    QString m_whyNotWritable;
    std::vector<protocols::StepKey> m_selected;  ///< while the rows are laid out anew
    bool m_resetting = false;
};

}  // namespace aurora::gui
