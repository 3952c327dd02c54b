#pragma once

#include "gui/frame/commands.h"
#include "gui/frame/row_link.h"
#include "gui/overview/needs.h"

#include <QWidget>

#include <functional>
#include <vector>

class QPushButton;

namespace aurora::gui {

/// The box "Needs you": a line each, with a button to where it can be dealt with.
class NeedsList final : public QWidget
{
    Q_OBJECT

public:
    explicit NeedsList(const CommandSet& commands, QWidget* parent = nullptr);

    /// @param flaggedEarlier  cells that are flagged too, but neither on a channel nor new
    void setNeeds(std::vector<Need> needs, std::int64_t flaggedEarlier);

Q_SIGNALS:
    void plotRequested(const QString& sample);
    void rowsRequested(const aurora::gui::RowLink& link);
    void unreadableRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void addNeed(const Need& need, int row);
    QPushButton* addButton(const Need& need, int row, int column, const QString& text);
    void addButton(const Need& need, int row, int column, const QString& text, std::function<void()> act);
    void addButton(const Need& need, int row, int column, const QString& text, Command command);

    const CommandSet* m_commands;
    std::vector<Need> m_needs;
    std::int64_t m_flaggedEarlier = 0;
    QWidget* m_rows = nullptr;
};

}  // namespace aurora::gui
