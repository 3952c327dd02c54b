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

    /// What is not worth a line each is counted below them.
    struct Earlier
    {
        std::int64_t flagged = 0;  ///< cells that are neither on a channel nor new
        std::int64_t crashed = 0;  ///< jobs

        friend bool operator==(const Earlier&, const Earlier&) = default;
    };

    /// Of many flagged cells or failed jobs the first are shown, and a line about the others leads to their page.
    void setNeeds(std::vector<Need> needs, Earlier earlier);

Q_SIGNALS:
    void plotRequested(const QString& sample);
    void rowsRequested(const aurora::gui::RowLink& link);
    void unreadableRequested();
    void harvestRequested(const QString& label);
    void analysisRequested(const QStringList& samples);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void addNeed(const Need& need, int row);
    void addOthers(const std::vector<const Need*>& others, int row);
    void addRest(int row);
    QPushButton* addButton(const Need& need, int row, int column, const QString& text);
    void addButton(const Need& need, int row, int column, const QString& text, std::function<void()> act);
    void addButton(const Need& need, int row, int column, const QString& text, Command command);
    void addPart(const Need& need, int row, const QString& text, Command command, std::function<void()> act);

    const CommandSet* m_commands;
    std::vector<Need> m_needs;
    Earlier m_earlier;
    QWidget* m_rows = nullptr;
};

}  // namespace aurora::gui
