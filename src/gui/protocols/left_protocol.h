#pragma once

#include "aurora/protocols/edited_protocol.h"
#include "aurora/services/project.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

class QDialog;
class QWidget;

namespace aurora::gui {

struct Frame;

/// A protocol with changes that were not saved when its project was left. Asks whether to save it there, and keeps it
/// until it is written, dropped, or open again in its project.
class LeftProtocol final : public QObject
{
    Q_OBJECT

public:
    struct Content
    {
        services::Project project;
        QString name;
        std::optional<std::filesystem::path> file;  ///< nothing: it stands in none yet
        std::string fileText;                       ///< what the file said, as far as it is known here
        protocols::EditedProtocol protocol;
        QString whyNotSave;  ///< why it cannot be saved as it is; empty: it can
    };

    LeftProtocol(Frame& frame, QWidget* page, Content content, QObject* parent);

    [[nodiscard]] const Content& content() const noexcept { return m_content; }

    /// What is not saved, for the question whether to quit.
    [[nodiscard]] QString words() const;

    /// Saves it in its project, is gone, and goes on; not at all when it fails or others have written there.
    void saveThen(const std::function<void()>& then);

    /// Asks no more, and is gone.
    void end();

private:
    /// What happens to what another program has written into the file meanwhile.
    enum class Others
    {
        AskedFor,
        Overwritten
    };

    /// @param problem  why it was not saved so far
    void ask(const QString& problem = {});
    void write(Others others);
    void closeQuestion();
    void askAgain();
    void askToOverwrite();
    void goBack();
    void addQuestion(QDialog* question);

    Frame* m_frame;
    QWidget* m_page;
    Content m_content;
    QPointer<QDialog> m_question;
    std::function<void()> m_then;  ///< what comes once it is saved
    bool m_goesBack = false;       ///< its project is being opened again
};

}  // namespace aurora::gui
