#pragma once

#include "aurora/services/details.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QTextBrowser;
class QToolButton;

namespace aurora::gui {

class CommandSet;
struct RowLink;

/// Everything about one row, beside its table: fields in groups with units, what it is connected to, a job's steps, and
/// the raw record. Read on a pool thread from the project alone: no server is asked.
class DetailsPanel final : public QWidget
{
    Q_OBJECT

public:
    /// What the page does to rows of its table after they were read; may be empty.
    using Adaptation = std::function<void(Table&)>;

    /// @param commands  whose actions Back, Forward, Details and Attach payload… stand in the panel
    DetailsPanel(const CommandSet& commands, services::TableKind kind, QWidget* parent);

    void setProject(const std::optional<services::Project>& project);

    /// Shows the row; an empty key asks to choose one. What is on screen stays until the new row is read.
    void showRow(const QString& key, Adaptation adapt);

Q_SIGNALS:
    void linkActivated(const aurora::gui::RowLink& link);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeBar(const CommandSet& commands);
    QWidget* makeRecord();
    void showDetails(const services::RowDetails& details);
    void say(const QString& text);
    void copyRecord();

    services::TableKind m_kind;
    std::optional<services::Project> m_project;
    std::optional<services::RowDetails> m_details;
    QString m_key;
    int m_generation = 0;  ///< counts what was asked: the answer to an earlier question is dropped
    QLabel* m_title;
    QTextBrowser* m_text;
    QToolButton* m_attach;  ///< gives a payload to a job of which none is known
    QToolButton* m_recordButton;
    QWidget* m_recordBox;
    QPlainTextEdit* m_record;
};

}  // namespace aurora::gui
