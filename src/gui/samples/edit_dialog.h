#pragma once

#include "aurora/services/project.h"
#include "aurora/services/report.h"
#include "gui/frame/page.h"

#include <QDialog>

#include <functional>

class QDialogButtonBox;
class QLabel;
class QVBoxLayout;

namespace aurora::gui {

/// A dialog whose OK changes the project. The work runs as a task; when it fails the dialog stays, with what was typed
/// and the reason below it. What happened to each row ends in the message bar, and so does a failure when the dialog
/// was closed meanwhile.
class EditDialog : public QDialog
{
    Q_OBJECT

public:
    using Work = std::function<services::Report(const services::Project&, Progress&)>;

    /// @param verb  the text of the button that does it: "Add 3 samples"
    EditDialog(Frame& frame, const QString& title, const QString& verb, QWidget* parent);

protected:
    /// What it does, by what was typed. Called when OK is pressed, which is only possible while reason() is empty.
    [[nodiscard]] virtual Work work() const = 0;

    /// Why OK cannot be pressed yet, a whole sentence; empty when it can.
    [[nodiscard]] virtual QString reason() const = 0;

    /// What the message bar says when it is done.
    [[nodiscard]] virtual QString summary() const = 0;

    /// Asks for the reason again; to be called after every change.
    void recheck();

    void setVerb(const QString& verb);

    /// Says something that is no reason: what is being read, what was not understood.
    void setHint(const QString& hint);

    [[nodiscard]] Frame& frame() const noexcept { return *m_frame; }

    [[nodiscard]] QVBoxLayout* body() const noexcept { return m_body; }

private:
    void start();
    void showFailure(const QString& message);

    Frame* m_frame;
    QVBoxLayout* m_body;
    QLabel* m_note;
    QDialogButtonBox* m_buttons;
    QString m_hint;
    bool m_working = false;
    bool m_isOpen = true;
};

}  // namespace aurora::gui
