#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/services/project.h"
#include "gui/frame/commands.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace aurora::gui {

class TableModel;
class TableView;

/// The chosen batch: its name, description and samples, and what can be done with it.
class BatchPanel final : public QWidget
{
    Q_OBJECT

public:
    BatchPanel(const CommandSet& commands, QWidget* parent);

    void setProject(const std::optional<services::Project>& project);

    /// @param names        of the chosen batches, several together
    /// @param description  of a single one
    void showBatches(const QStringList& names, const QString& description);

    /// Reads the samples again, keeping what is selected.
    void reload();

    /// Samples that are selected in the list.
    [[nodiscard]] QStringList selectedSamples() const;

Q_SIGNALS:
    void selectionChanged();
    void sampleActivated(const QString& id);  ///< to see its data

private:
    QWidget* makeButtons();
    void showParts();
    void hideEmptyLabels();
    void showMembers(Table members);
    void openMenu(const QPoint& globalPosition);

    const CommandSet* m_commands;
    std::optional<services::Project> m_project;
    QStringList m_names;
    int m_generation = 0;
    QLabel* m_title;
    QWidget* m_buttons = nullptr;
    QLabel* m_description;
    QLineEdit* m_search;
    TableModel* m_model;
    TableView* m_view;
    QLabel* m_count;
};

}  // namespace aurora::gui
