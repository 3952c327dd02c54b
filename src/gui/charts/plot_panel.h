#pragma once

#include <QStringList>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <utility>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace aurora::gui {

class MessageBar;
class TaskRunner;
class WrapLayout;

/// What every picture of a plots page has around it: a title, the row of its settings (which collapses), remarks, the
/// menu of exports, maximise.
class PlotPanel : public QWidget
{
    Q_OBJECT

public:
    /// Adds a control to the row of settings; a label before it where there is one.
    void addSetting(const QString& label, QWidget* control);

    /// One sentence below the settings about what is drawn; it goes with that. Empty text takes it away.
    void setMessage(const QString& message);

    /// What is wrong with a setting; it stays until it is called with an empty text.
    void setProblem(const QString& problem);

    void setMaximised(bool maximised);

    /// What the buttons of the head do, for the menu.
    void toggleMaximised();
    void toggleSettings();
    [[nodiscard]] bool hasSettings() const;
    virtual void exportPicture() = 0;
    virtual void exportNumbers() = 0;
    /// Takes the zoom back.
    virtual void showWhole() = 0;

    /// The same, with every outlier.
    virtual void showEverything() { showWhole(); }

    /// Whose data it shows, asked for when it is exported: the files are named after it (see subjectOf).
    void setSubject(std::function<QString()> subject) { m_subject = std::move(subject); }

    /// Why there is nothing to export, a whole sentence; empty: there is.
    [[nodiscard]] virtual QString whyNotExport() const = 0;

    /// Whose tasks the exports are; without, they are the panel's own.
    void setTasks(TaskRunner& tasks) { m_tasks = &tasks; }

    /// Where it is told what was written; without, the panel tells it.
    void setMessages(MessageBar& messages) { m_messages = &messages; }

Q_SIGNALS:
    void maximiseRequested(bool maximised);
    void exportsChanged();  ///< whyNotExport answers differently now

protected:
    /// @param picture  what the panel is around; becomes its child
    PlotPanel(const QString& title, QWidget* picture, QWidget* parent);

    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

    /// Sentences that belong to what is shown, below the message.
    void setRemarks(const QStringList& remarks);

    [[nodiscard]] QMenu& exports() noexcept { return *m_exports; }

    /// What is drawn, in words: the end of the names of its files.
    [[nodiscard]] virtual QString quantity() const = 0;

    /// Offers the exports exactly when there is something to export; after each change of what is drawn.
    void updateExports();

    /// A button of the head, left of the exports.
    QToolButton* addButton(const char* icon, const QString& tip);

    /// @return what may be done on another thread
    using Save = std::function<std::function<void()>(const std::filesystem::path&)>;

    /// Asks for a file and writes it as a task; what came of it is told until the next one.
    void saveAs(const QString& caption, const QString& ending, const QString& filter, const Save& save);

private:
    void addButtons();
    /// Beside the title where there is room, else in rows below it.
    void placeSettings();
    void showText();
    void setOutcome(const QString& outcome);

    QString m_title;
    QWidget* m_picture;
    std::function<QString()> m_subject = [] { return QString(); };
    QString m_whyNotExport;
    QWidget* m_settings;
    WrapLayout* m_settingsRow;
    QHBoxLayout* m_buttons;
    QGridLayout* m_top;
    QLabel* m_text;
    bool m_settingsBelow = false;
    TaskRunner* m_tasks = nullptr;
    MessageBar* m_messages = nullptr;
    QToolButton* m_export = nullptr;
    QMenu* m_exports = nullptr;
    QToolButton* m_showsSettings = nullptr;
    QToolButton* m_maximise = nullptr;
    QString m_message;
    QString m_problem;
    QString m_outcome;  ///< of the last export
    QStringList m_remarks;
};

}  // namespace aurora::gui
